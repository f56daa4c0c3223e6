"""Settings of a stage that cannot be meant are all said before anything is made."""

import json
import shutil
from pathlib import Path

import boto3
import pytest

from infra import edge_keys, parameters, preflight, stages, staging
from infra.edge_keys import PRIVATE_KEY
from infra.preflight import account, machine
from infra.preflight import settings as of_settings
from infra.pythons import ToolFailed
from tests.infra.answering import said

TOPIC = "arn:aws:sns:eu-central-1:123456789012:mine"


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ({"API_RATE": "none"}, "API_RATE must be a number"),
        ({"API_BURST": "0"}, "API_BURST must be a number"),
        ({"DOMAIN_NAME": "photos.example"}, "go together"),
        ({"WAF_RATE": "5"}, "WAF_RATE must be"),
        ({"WAF_RATE": "2000"}, "us-east-1 alone"),
        ({"DASHBOARD": "yes"}, "DASHBOARD must be 0 or 1"),
        ({"PROTECTED": "true"}, "PROTECTED must be 0 or 1"),
        ({"MONTHLY_BUDGET": "$20", "ALARM_EMAIL": "me@example.org"}, "MONTHLY_BUDGET must be a number"),
        ({"MONTHLY_BUDGET": "20"}, "MONTHLY_BUDGET tells ALARM_EMAIL alone"),
        ({"MONTHLY_BUDGET": "20", "ALARM_TOPIC": TOPIC}, "MONTHLY_BUDGET tells ALARM_EMAIL alone"),
        ({"ALARM_EMAIL": "me"}, "ALARM_EMAIL must be an address"),
        ({"ALARM_TOPIC": "mine"}, "ALARM_TOPIC must be the ARN"),
        ({"PREFIX": "Mine"}, "PREFIX must be"),
        ({"PREFIX": "mine-", "SECRETS_PATH": "/theirs/"}, "functions may read /mine/ alone"),
        ({"INSTANCE_ACCENT": "#ffffff"}, "INSTANCE_ACCENT"),
        ({"GRACE_DAYS": "a week"}, "does not start with the stage's settings: ValueError"),
    ],
)
def test_what_cannot_be_meant_stops(settings: dict[str, str], text: str):
    stops, told = said(of_settings.look(settings, "eu-central-1"))
    assert stops
    assert text in told


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"MONTHLY_BUDGET": "0"},
        {"MONTHLY_BUDGET": "20.50", "ALARM_EMAIL": "me@example.org", "DASHBOARD": "1", "PROTECTED": "0"},
        {"ALARM_TOPIC": TOPIC, "API_RATE": "50", "WAF_ARN": "arn:x"},
    ],
)
def test_what_can_be_meant_passes(settings: dict[str, str]):
    assert list(of_settings.look(settings, "eu-central-1")) == []


def test_the_stages_that_there_are_pass():
    for stage in stages.base()["stages"]:
        assert list(of_settings.look(staging.stage_settings(stage), "us-east-1")) == []


def test_all_of_it_is_in_what_a_deployment_looks_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(account, "credentials", lambda: iter(()))
    monkeypatch.setattr(account, "look", lambda *_: [])
    wrong = {"STAGE": "dev", "PREFIX": "rossgram-dev-", "API_RATE": "none", "DASHBOARD": "yes"}
    monkeypatch.setattr(staging, "stage_settings", lambda _: dict(wrong))
    with pytest.raises(ToolFailed, match=r"(?s)API_RATE.*DASHBOARD"):
        preflight.stop("dev", {})


def test_a_stage_may_say_nothing_and_what_it_says_is_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    base = tmp_path / "base.json"
    base.write_text(json.dumps({"stages": {"new": {}, "odd": {"environment_variables": {"API_RATE": 5}}}}))
    monkeypatch.setattr(stages, "BASE", base)
    assert staging.stage_settings("new")["PREFIX"] == "rossgram-new-"
    with pytest.raises(ToolFailed, match='API_RATE must be a text, as "5"'):
        staging.stage_settings("odd")


def test_a_machine_without_node_is_told_that_there_will_be_no_web_client(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    stops, text = said(machine.node())
    assert not stops
    assert "Node 20.19" in text


def test_a_key_of_the_shell_that_cannot_be_meant_stops():
    store, settings, path = boto3.client("ssm"), {"SECRETS_PATH": "/rossgram-looked/"}, "/rossgram-looked/"
    assert list(account.signing(store, settings, {})) == []
    stops, text = said(account.signing(store, settings, {PRIVATE_KEY: "mine"}))
    assert stops
    assert "RSA key of 2048 bits" in text
    assert parameters.read(store, path, PRIVATE_KEY) == {}
    assert list(account.signing(store, settings, {PRIVATE_KEY: edge_keys.draw()})) == []
