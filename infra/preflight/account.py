"""Look at the AWS account: whether it can be reached, what is in the way, and what a new account lacks."""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from textwrap import shorten
from typing import Any

import boto3
from botocore.exceptions import ClientError

from infra import edge_keys, parameters, payment_keys, staging, whereabouts
from infra.preflight.finding import Finding
from infra.pythons import ToolFailed
from infra.stack import HALF_MADE
from infra.told import NO_ANSWER, remedy

# What a stack that was to go leaves behind has the name that the next one wants.
UNMADE = (
    "Its events in CloudFormation's console say what could not be deleted. Take deletion protection off the tables "
    "that they name, delete the stack again without keeping them, and deploy again."
)
# What a stack that stands still is told to do; a stack in another state is brought up or updated.
STUCK = {
    "ROLLBACK_FAILED": UNMADE,
    "DELETE_FAILED": UNMADE,
    "UPDATE_ROLLBACK_FAILED": "In CloudFormation's console: Stack actions, Continue update rollback. Deploy again.",
}
# One page of photos may need as many for a moment, and other functions run beside it.
FEWEST_AT_ONCE = 100
# Of an answer that is not AWS's own, as the page of a proxy.
MOST_SAID = 160
# One of each kind of what a deployment makes.
ACTIONS = (
    "apigateway:POST",
    "cloudformation:CreateStack",
    "cloudfront:CreateDistribution",
    "dynamodb:CreateTable",
    "events:PutRule",
    "iam:CreateRole",
    "iam:PassRole",
    "lambda:CreateFunction",
    "lambda:PublishLayerVersion",
    "s3:CreateBucket",
    "sqs:CreateQueue",
    "ssm:PutParameter",
)


def region() -> Iterator[Finding]:
    """Yield that no region is named, or one that there is not."""
    session = boto3.session.Session()
    named = session.region_name
    if not named:
        yield Finding(True, "No AWS region is set. AWS_DEFAULT_REGION or a profile names one, as eu-central-1.")
        return
    partitions = session.get_available_partitions()
    known = [one for partition in partitions for one in session.get_available_regions("lambda", partition)]
    if named not in known:
        near = "".join(f" {one} is near." for one in get_close_matches(named, known, 1))
        yield Finding(True, f"There is no AWS region {named!r}.{near} AWS_DEFAULT_REGION or the profile names it.")


def credentials() -> Iterator[Finding]:
    """Yield that AWS cannot be asked, and why."""
    try:
        boto3.client("sts").get_caller_identity()
    except ClientError as refused:
        said = refused.response["Error"]
        text = f"AWS refuses these credentials: {said['Code']}, {said['Message']}."
        yield Finding(True, f"{text} {remedy(text) or 'Sign in again.'}")
    except NO_ANSWER as error:
        yield Finding(True, f"AWS could not be asked who you are: {error}. `aws configure`, or a profile, names them.")


def look(stage: str, settings: Mapping[str, str], account: str, shell: Mapping[str, str]) -> list[Finding]:
    """Return what is in the way of a stage in an account that can be reached, and what a new account lacks."""
    name = f"{settings['PREFIX']}resources"
    buckets = [staging.artifacts_bucket(settings, account), settings["ORIGINALS_BUCKET"], settings["RENDITIONS_BUCKET"]]
    looks: dict[str, Callable[[], Iterator[Finding]]] = {
        "the keys of Stripe": lambda: secrets(boto3.client("ssm"), stage, settings, shell),
        "the key of signed addresses": lambda: signing(boto3.client("ssm"), settings, shell),
        **{f"the bucket {bucket}": partial(_taken, bucket) for bucket in buckets},
        f"the stack {name}": lambda: stack(boto3.client("cloudformation"), name),
        "your permissions": lambda: permissions(boto3.client("iam"), boto3.client("sts")),
        "how many functions may run at once": lambda: concurrency(boto3.client("lambda")),
        "whether SES is in its sandbox": lambda: mail(boto3.client("sesv2")),
    }
    return [finding for what, one in looks.items() for finding in _asked(what, one)]


def _taken(bucket: str) -> Iterator[Finding]:
    yield from taken(boto3.client("s3"), bucket)


def _asked(what: str, look: Callable[[], Iterator[Finding]]) -> list[Finding]:
    """Return what a look finds; what AWS does not tell is a note of one line, because it may work all the same."""
    try:
        return list(look())
    except NO_ANSWER as error:
        said = shorten(str(error), MOST_SAID, placeholder=" …")
        return [Finding(False, f"This could not be looked up: {what}. {said}")]


def secrets(store: Any, stage: str, settings: Mapping[str, str], shell: Mapping[str, str]) -> Iterator[Finding]:
    """Yield that the keys of Stripe cannot be meant, or that there are none."""
    kept = parameters.known(store, settings["SECRETS_PATH"])
    try:
        given = payment_keys.take(stage, settings, shell, kept)
    except ToolFailed as refused:
        yield Finding(True, str(refused))
        return
    if not {*kept, *given} & set(payment_keys.NAMES):
        names = " and ".join(payment_keys.NAMES)
        yield Finding(False, f"The stage has no keys of Stripe, and takes no money. The shell names them: {names}.")


def signing(store: Any, settings: Mapping[str, str], shell: Mapping[str, str]) -> Iterator[Finding]:
    """Yield that the shell's key of signed addresses cannot be meant; where it has none, nobody is asked."""
    if not shell.get(edge_keys.PRIVATE_KEY):
        return
    try:
        edge_keys.take(store, settings["SECRETS_PATH"], shell)
    except ToolFailed as refused:
        yield Finding(True, str(refused))


def taken(s3: Any, bucket: str) -> Iterator[Finding]:
    """Yield that a bucket is somebody else's, or in another region than the shell's."""
    try:
        found = whereabouts.region_of(s3, bucket)
    except ToolFailed as refused:
        settings = "PREFIX, or ORIGINALS_BUCKET and RENDITIONS_BUCKET, in the stage's settings in .chalice/base.json."
        yield Finding(True, f"{refused} Another {settings}")
        return
    if found not in {"", s3.meta.region_name}:
        yield Finding(True, whereabouts.told(found, bucket, s3.meta.region_name))


def stack(cloudformation: Any, name: str) -> Iterator[Finding]:
    """Yield that the stack stands still, is at work, or was half made."""
    try:
        status = str(cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"])
    except ClientError as error:
        if "does not exist" not in str(error):
            raise
        yield Finding(
            False, "CloudFront wants some new accounts verified; where the stack says so, AWS's support does it."
        )
        return
    if status in STUCK:
        yield Finding(True, f"The stack {name} is {status}. {STUCK[status]}")
    elif status in HALF_MADE:
        yield Finding(False, f"The stack {name} is half made ({status}); it is deleted and made anew.")
    elif status.endswith("_IN_PROGRESS"):
        yield Finding(False, f"The stack {name} is {status}: CloudFormation is at work on it, and is waited for.")


def permissions(iam: Any, sts: Any) -> Iterator[Finding]:
    """Yield what the caller may not do, as far as can be known; the root user may do everything.

    It stops nothing: AWS is asked about all resources, and what is allowed for some only counts as not allowed.
    """
    arn = str(sts.get_caller_identity()["Arn"])
    if arn.endswith(":root"):
        return
    if ":assumed-role/" in arn:
        arn = iam.get_role(RoleName=arn.split("/")[1])["Role"]["Arn"]
    told = iam.simulate_principal_policy(PolicySourceArn=arn, ActionNames=list(ACTIONS))["EvaluationResults"]
    denied = [one["EvalActionName"] for one in told if one["EvalDecision"] != "allowed"]
    if denied:
        yield Finding(False, f"{arn} may not {', '.join(denied)}, at least not on everything; a deployment does that.")


def concurrency(functions: Any) -> Iterator[Finding]:
    """Yield that few functions may run at once, as in a new account."""
    most = functions.get_account_settings()["AccountLimit"]["ConcurrentExecutions"]
    if most < FEWEST_AT_ONCE:
        yield Finding(
            False,
            f"Lambda runs {most} functions of this account at once; a page of photos may need as many. Ask for 1,000: "
            "Service Quotas, AWS Lambda, Concurrent executions. It takes a day or two.",
        )


def mail(ses: Any) -> Iterator[Finding]:
    """Yield that mail reaches verified addresses only."""
    if not ses.get_account()["ProductionAccessEnabled"]:
        yield Finding(
            False,
            "SES is in its sandbox: mail reaches verified addresses only. Ask for production access in SES's console.",
        )
