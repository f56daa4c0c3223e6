"""The operator's commands find a stage, and what they write to its people has the stage's own address."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest

from infra import staging
from infra.operate import __main__ as operate
from infra.operate.place import settings_of
from tests.infra.begun import begun_with


@pytest.fixture
def stacks() -> Iterator[Callable[..., None]]:
    """Yield what brings up the stack of a stage that tells these outputs."""
    client: Any = boto3.client("cloudformation")
    names: list[str] = []

    def bring_up(stage: str, **outputs: str) -> None:
        names.append(f"rossgram-{stage}-resources")
        topic = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": f"of-the-stack-of-{stage}"}}
        told = {name: {"Value": value} for name, value in outputs.items()}
        template = {"Resources": {"Topic": topic}, "Outputs": told}
        client.create_stack(StackName=names[-1], TemplateBody=json.dumps(template))

    yield bring_up
    for name in names:
        client.delete_stack(StackName=name)


TOLD = {"PublicUrl": "https://d1.cloudfront.net", "EdgeKeyId": "K1", "DistributionId": "D1"}


def test_a_stage_is_found_by_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], stacks: Callable[..., None]
):
    stacks("dev", **TOLD)
    stacks("prod", **TOLD)
    found = begun_with(monkeypatch, "--stage", "dev", "redrive")
    assert (found["STAGE"], found["PREFIX"]) == ("dev", "rossgram-dev-")
    assert "AWS_ENDPOINT_URL" not in found
    assert settings_of("prod")["PREFIX"] == "rossgram-prod-"
    assert settings_of("prod")["RENDITIONS_BUCKET"] == "rossgram-prod-renditions-123456789012"
    with pytest.raises(SystemExit, match="2"):
        operate.main(["--stage", "moon", "replay"])
    assert "moon" in capsys.readouterr().err


def test_what_is_written_to_people_of_a_stage_has_the_address_that_its_stack_tells(
    monkeypatch: pytest.MonkeyPatch, stacks: Callable[..., None]
):
    monkeypatch.setenv("PUBLIC_URL", "http://localhost:8000")
    stacks("dev", **TOLD)
    found = begun_with(monkeypatch, "--stage", "dev", "redrive")
    told = found["PUBLIC_URL"], found["EDGE_KEY_ID"], found["DISTRIBUTION_ID"]
    assert told == ("https://d1.cloudfront.net", "K1", "D1")


def test_an_address_that_a_stage_chose_is_the_one_that_is_written(
    monkeypatch: pytest.MonkeyPatch, stacks: Callable[..., None]
):
    chosen = staging.stage_settings("dev") | {"PUBLIC_URL": "https://photos.example"}
    monkeypatch.setattr(staging, "stage_settings", lambda _: dict(chosen))
    stacks("dev", **TOLD)
    found = settings_of("dev")
    assert (found["PUBLIC_URL"], found["DISTRIBUTION_ID"]) == ("https://photos.example", "D1")


@pytest.mark.parametrize("outputs", [None, {}, {"DistributionId": "D1"}])
def test_at_a_stage_that_has_no_address_yet_no_command_begins(
    capsys: pytest.CaptureFixture[str], stacks: Callable[..., None], outputs: dict[str, str] | None
):
    if outputs is not None:
        stacks("dev", **outputs)
    with pytest.raises(SystemExit, match="2"):
        operate.main(["--stage", "dev", "moderate", "reports"])
    assert "make deploy STAGE=dev" in capsys.readouterr().err
