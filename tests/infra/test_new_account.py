"""What is in the way of a stage in an AWS account, and what a new account lacks, is said with what to do about it."""

from typing import Any

import boto3
import pytest

from infra.preflight import account
from tests.infra.answering import answering, refused, said

SETTINGS = {
    "PREFIX": "rossgram-pre-",
    "SECRETS_PATH": "/rossgram-pre/",
    "ORIGINALS_BUCKET": "o",
    "RENDITIONS_BUCKET": "r",
}


@pytest.mark.parametrize(
    ("shell", "stops", "text"),
    [
        ({}, False, "takes no money"),
        ({"STRIPE_API_KEY": "sk_test_1"}, True, "go together"),
        ({"STRIPE_API_KEY": "pk_live_1", "STRIPE_WEBHOOK_SECRET": "whsec_1"}, True, "must be a secret key"),
        ({"STRIPE_API_KEY": "sk_test_1", "STRIPE_WEBHOOK_SECRET": "whsec_1"}, True, "test mode, and the stage is prod"),
    ],
)
def test_secrets_that_are_missing_or_foreign_are_told_and_not_repeated(shell: dict[str, str], stops: bool, text: str):
    found, told = said(account.secrets(boto3.client("ssm"), "prod", SETTINGS, shell))
    assert found == stops
    assert text in told
    assert not [value for value in shell.values() if value in told]


def test_a_bucket_name_that_is_taken_stops():
    stops, text = said(account.taken(answering(head_bucket=refused("403")), "photos"))
    assert stops
    assert "photos is taken by another account" in text


@pytest.mark.parametrize(
    "answer",
    [{"BucketRegion": "us-east-1"}, refused("301", **{"x-amz-bucket-region": "us-east-1"})],
)
def test_a_stage_that_is_in_another_region_stops(answer: Any):
    stops, text = said(account.taken(answering(head_bucket=answer), "photos"))
    assert stops
    assert text == "This stage is in us-east-1 (photos), and the shell says eu-west-1."


@pytest.mark.parametrize("answer", [{}, {"BucketRegion": "eu-west-1"}, refused("404")])
def test_a_bucket_that_is_ours_or_nobodys_passes(answer: Any):
    assert list(account.taken(answering(head_bucket=answer), "photos")) == []


@pytest.mark.parametrize(
    ("status", "stops", "text"),
    [
        ("ROLLBACK_COMPLETE", False, "half made"),
        ("ROLLBACK_FAILED", True, "deploy again"),
        ("DELETE_FAILED", True, "delete the stack again without keeping"),
        ("UPDATE_ROLLBACK_FAILED", True, "Continue update rollback"),
        ("REVIEW_IN_PROGRESS", False, "half made"),
        ("UPDATE_IN_PROGRESS", False, "is waited for"),
    ],
)
def test_a_stack_that_is_half_made_says_what_to_do(status: str, stops: bool, text: str):
    told = said(account.stack(answering(describe_stacks={"Stacks": [{"StackStatus": status}]}), "s"))
    assert told[0] == stops
    assert text in told[1]
    assert status in told[1]


@pytest.mark.parametrize("status", ["CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"])
def test_a_stack_that_stands_passes(status: str):
    assert list(account.stack(answering(describe_stacks={"Stacks": [{"StackStatus": status}]}), "s")) == []


def test_what_a_new_account_lacks_is_a_note():
    limits = answering(get_account_settings={"AccountLimit": {"ConcurrentExecutions": 10}})
    assert said(account.concurrency(limits))[0] is False
    assert "runs 10 functions" in said(account.concurrency(limits))[1]
    assert "sandbox" in said(account.mail(answering(get_account={"ProductionAccessEnabled": False})))[1]
    missing = refused("ValidationError", "Stack s does not exist")
    assert "CloudFront" in said(account.stack(answering(describe_stacks=missing), "s"))[1]


def test_what_the_caller_may_not_is_named():
    results = [
        {"EvalActionName": name, "EvalDecision": "implicitDeny" if "iam" in name else "allowed"}
        for name in account.ACTIONS
    ]
    iam = answering(simulate_principal_policy={"EvaluationResults": results}, get_role={"Role": {"Arn": "arn:role"}})
    user = answering(get_caller_identity={"Arn": "arn:aws:sts::1:assumed-role/deployer/ada"})
    assert "arn:role may not iam:CreateRole, iam:PassRole" in said(account.permissions(iam, user))[1]
    root = answering(get_caller_identity={"Arn": "arn:aws:iam::1:root"})
    assert list(account.permissions(iam, root)) == []


def test_what_aws_does_not_tell_stops_nothing():
    def look() -> Any:
        raise refused("AccessDenied", "not allowed to perform: ses:GetAccount")

    (found,) = account._asked("whether SES is in its sandbox", look)
    assert (found.stops, "ses:GetAccount" in found.text) == (False, True)
