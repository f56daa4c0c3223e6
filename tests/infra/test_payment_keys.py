"""The Stripe keys reach a stage's functions from the operator's shell, and wrong keys are refused."""

import io
import json
import zipfile

import boto3
import pytest

from infra import payment_keys
from infra.payment_keys import KEY, SECRET, take
from infra.pythons import ROOT, ToolFailed

TEST = {KEY: "sk_test_1", SECRET: "whsec_1"}
LIVE = {KEY: "sk_live_1", SECRET: "whsec_1,whsec_2"}


def test_what_the_shell_says_is_taken_and_else_what_is_deployed():
    assert take("dev", {}, {"PATH": "/bin"}, {}) == {}
    assert take("dev", {}, {**TEST, "PATH": "/bin"}, LIVE) == TEST
    assert take("prod", {}, {KEY: "", SECRET: " "}, {**LIVE, "STAGE": "prod"}) == LIVE


@pytest.mark.parametrize(
    ("stage", "shell", "why"),
    [
        ("prod", TEST, "test mode"),
        ("dev", {KEY: "sk_test_1"}, "go together"),
        ("dev", {SECRET: "whsec_1"}, "go together"),
        ("dev", {KEY: "pk_test_1", SECRET: "whsec_1"}, "secret key"),
        ("dev", {KEY: "sk_test_1", SECRET: "sk_test_1"}, "webhook endpoint"),
        ("dev", {KEY: "sk_test_1", SECRET: "whsec_1,"}, "webhook endpoint"),
    ],
)
def test_keys_that_cannot_be_meant_are_refused_and_not_repeated(stage: str, shell: dict[str, str], why: str):
    with pytest.raises(ToolFailed, match=why) as refused:
        take(stage, {}, shell, LIVE)

    assert not [value for value in shell.values() if value in str(refused.value)]


@pytest.mark.parametrize("name", [KEY, SECRET])
def test_a_secret_in_the_settings_that_git_keeps_is_refused(name: str):
    with pytest.raises(ToolFailed, match=r"take it out of \.chalice/config\.json"):
        take("dev", {name: "secret"}, TEST, {})


def test_no_stage_of_ours_has_a_secret_in_git():
    stages = json.loads((ROOT / ".chalice/config.json").read_text())["stages"]
    assert not [stage for stage, told in stages.items() if {KEY, SECRET} & told["environment_variables"].keys()]


def test_what_is_deployed_is_asked_of_lambda():
    trust = '{"Version": "2012-10-17", "Statement": []}'
    role = boto3.client("iam").create_role(RoleName="keys", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("app.py", "")
    functions = boto3.client("lambda")
    functions.create_function(
        FunctionName="rossgram-keys",
        Runtime="python3.13",
        Role=role,
        Handler="app.app",
        Code={"ZipFile": code.getvalue()},
        Environment={"Variables": TEST},
    )

    assert payment_keys.deployed(functions, "rossgram-keys") == TEST
    assert payment_keys.deployed(functions, "rossgram-none") == {}
