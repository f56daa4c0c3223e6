"""How near the deployment is to each quota of AWS: at four fifths a test fails, while there is time to do something.

Where it is nearer, it is said here why that is no trouble, and how near it may come.
"""

import json

import pytest

from infra import edge, staging
from infra.artifacts import LARGEST_TEMPLATE
from infra.package import layers, weights
from infra.policies import Place, policies
from infra.stages import functions
from infra.template import build

FULL = weights.FULL
# The most that may be used of a quota that is near, and why.
EXCEPTIONS = {
    # The image function has the libraries, pillow, heif, the code and Chalice's own. What comes to be needed besides
    # goes into one that is there: they are apart for the other functions' cold starts, not for want of room.
    "layers of a function": 5,
    # 25 is what accounts of old have, who may ask for more, and AWS's own page says 75. Links that are drawn alike can
    # share a first part of their path where room is needed.
    "behaviours of the distribution": 23,
    # 10 is what a new account has, and AWS raises it to 1,000 for whoever asks: preflight says so, and the alarm
    # `throttled` rings. Queues keep meanwhile what waits.
    "functions at once in a new account": 20,
}
TEMPLATE = build()
PLACE = Place("rossgram-production-", "o" * 63, "r" * 63, "ap-southeast-1", "1" * 12)


def _quotas() -> dict[str, tuple[int, int]]:
    """Return what is used and what there is, by the quota's name, in an account that has not asked for more."""
    documents = [json.dumps(policy, separators=(",", ":")) for policy in policies(PLACE).values()]
    resources = [resource["Type"] for resource in TEMPLATE["Resources"].values()]
    settings = json.dumps(staging.stage_settings("prod") | staging.stage_settings("dev"))
    return {
        # https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
        "bytes of the template": (len(json.dumps(TEMPLATE, separators=(",", ":"))), LARGEST_TEMPLATE),
        "resources of the template": (len(resources), 500),
        "parameters of the template": (len(TEMPLATE["Parameters"]), 200),
        "outputs of the template": (len(TEMPLATE["Outputs"]), 200),
        # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
        "bytes of a role's inline policies": (max(map(len, documents)), 10_240),
        # https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
        "bytes of a function's environment": (len(settings), 4_096),
        # Libraries, the code, and the one that Chalice adds.
        "layers of a function": (max(len(layers.needed(name)) for name in functions()) + 2, weights.MOST_LAYERS),
        # A moment in which each of them runs once.
        "functions at once in a new account": (len(functions()), 10),
        # https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
        "behaviours of the distribution": (
            len(TEMPLATE["Resources"]["Front"]["Properties"]["DistributionConfig"]["CacheBehaviors"]),
            edge.MOST_BEHAVIOURS,
        ),
        # https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
        "indexes of a table": (
            max(
                len(resource["Properties"].get("GlobalSecondaryIndexes", []))
                for resource in TEMPLATE["Resources"].values()
                if resource["Type"] == "AWS::DynamoDB::Table"
            ),
            20,
        ),
    }


@pytest.mark.parametrize("name", _quotas())
def test_a_quota_is_not_near(name: str):
    used, most = _quotas()[name]
    assert used <= EXCEPTIONS.get(name, FULL * most), f"{name}: {used} of {most}"


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_an_exception_is_needed(name: str):
    used, most = _quotas()[name]
    assert used > FULL * most
