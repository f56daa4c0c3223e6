"""What changes a stage outside a deployment refuses to begin where the stage does not stand, and says where it does."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from chalicelib.gateways.payments.keys import KEY, SECRET
from infra import __main__, deploy, edge_proof, edge_signing, payment_keys, record, sealing, staging, whereabouts
from infra.pythons import ROOT, ToolFailed
from tests.infra.answering import answering, refused

COMMANDS = {
    "secrets": payment_keys.main,
    "proof": edge_proof.main,
    "signing": edge_signing.main,
    "sealing": sealing.main,
    "delete": lambda: __main__.main(["delete", "dev"]),
}
BUCKET, ROLE = "rossgram-dev-deploy-123456789012", "rossgram-dev-on_mail_due"
GIVEN = {KEY: "sk_test_new", SECRET: "whsec_new"}


@pytest.fixture(autouse=True)
def commanded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every command name the stage, with keys of Stripe in the shell."""
    monkeypatch.setattr("sys.argv", ["command", "dev"])
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def stage() -> Iterator[str]:
    """Make of a stage in the tests' own region what is global: a bucket, and the role of a function."""
    s3: Any = boto3.client("s3")
    iam: Any = boto3.client("iam")
    s3.create_bucket(Bucket=BUCKET)
    iam.create_role(RoleName=ROLE, AssumeRolePolicyDocument=json.dumps({}))
    yield "dev"
    iam.delete_role(RoleName=ROLE)
    s3.delete_bucket(Bucket=BUCKET)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> str:
    """Have the shell say another region than that of the stage, and return it."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    return "eu-west-1"


@pytest.mark.parametrize("command", COMMANDS)
def test_in_another_region_nothing_begins_and_the_stages_is_named(
    monkeypatch: pytest.MonkeyPatch, stage: str, elsewhere: str, command: str
):
    monkeypatch.setattr(staging, "chalice", lambda *_, **__: pytest.fail("what is global is deleted"))
    with pytest.raises(SystemExit, match=f"is in us-east-1 .*and the shell says {elsewhere}"):
        COMMANDS[command]()
    assert f"{stage}-on_mail_due" in str(record.read(stage))
    assert not boto3.client("ssm").get_parameters_by_path(Path=f"/rossgram-{stage}/")["Parameters"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_stage_that_was_never_deployed_is_told_so_in_our_words(command: str):
    with pytest.raises(SystemExit, match="dev was never deployed to this account") as told:
        COMMANDS[command]()
    assert "AWS says" not in str(told.value)


@pytest.mark.usefixtures("stage")
def test_where_the_stage_stands_its_keys_are_stored(capsys: pytest.CaptureFixture[str]):
    store: Any = boto3.client("ssm")
    payment_keys.main()
    assert f"Stored for dev: {KEY}, {SECRET}." in capsys.readouterr().out
    found = store.get_parameters_by_path(Path="/rossgram-dev/", WithDecryption=True)["Parameters"]
    assert sorted(one["Value"] for one in found) == sorted(GIVEN.values())
    store.delete_parameters(Names=[one["Name"] for one in found])


@pytest.mark.usefixtures("stage")
@pytest.mark.parametrize("command", ["proof", "signing"])
def test_a_stage_whose_first_deployment_was_cut_is_told_to_finish_it(command: str):
    with pytest.raises(SystemExit, match="make deploy finishes what was begun"):
        COMMANDS[command]()


def test_a_bucket_of_somebody_else_is_none_of_the_stage():
    with pytest.raises(ToolFailed, match="taken by another account"):
        whereabouts.look(answering(head_bucket=refused("403")), "deploy", "dev")


def test_without_a_region_nobody_is_asked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    with pytest.raises(ToolFailed, match="No AWS region is set"):
        whereabouts.settings_of("dev")
    with pytest.raises(ToolFailed, match="No AWS region is set"):
        deploy.Deployment("dev", ROOT)
