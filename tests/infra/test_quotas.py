"""How near the deployment is to each quota of AWS: at four fifths a test fails, while there is time to do something."""

import json

import pytest

from infra import staging
from infra.artifacts import LARGEST_TEMPLATE
from infra.package import layers
from infra.policies import Place, policies
from infra.stages import functions
from infra.template import build

FULL = 0.8
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
        "layers of a function": (max(len(layers.needed(name)) for name in functions()) + 1, 5),
        # https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
        # Its newest copy says 75. Accounts that still have the 25 of older ones are kept within by infra/edge.py.
        "behaviours of the distribution": (
            len(TEMPLATE["Resources"]["Front"]["Properties"]["DistributionConfig"]["CacheBehaviors"]),
            75,
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
    assert used <= FULL * most, f"{name}: {used} of {most}"
