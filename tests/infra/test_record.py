"""AWS is the record of what was deployed: it is found again without any file, whatever a deployment was cut at."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from infra import record, rest_api
from infra.pythons import ToolFailed

STAGE = "recorded"
NAME = f"rossgram-{STAGE}"


class Made:
    """What a stage has in an account, made piece by piece."""

    def __init__(self) -> None:
        self.functions: Any = boto3.client("lambda")
        self.iam: Any = boto3.client("iam")
        self.gateway: Any = boto3.client("apigateway")
        self.events: Any = boto3.client("events")
        self.queue = boto3.client("sqs").create_queue(QueueName=f"{NAME}-mails")["QueueUrl"]
        self.apis: list[str] = []
        self.names: list[str] = []
        self.roles: list[str] = []
        self.rules: list[str] = []

    def role(self, name: str) -> str:
        made = self.iam.create_role(RoleName=name, AssumeRolePolicyDocument="{}")
        self.roles.append(name)
        return str(made["Role"]["Arn"])

    def function(self, name: str, stage: str = STAGE) -> str:
        zipped = io.BytesIO()
        with zipfile.ZipFile(zipped, "w") as archive:
            archive.writestr("app.py", "")
        made = self.functions.create_function(
            FunctionName=name,
            Runtime="python3.13",
            Role=self.role(f"role-of-{name}"),
            Handler="app.app",
            Code={"ZipFile": zipped.getvalue()},
            Tags={"aws-chalice": f"version=1.34.0:stage={stage}:app=rossgram"},
        )
        self.names.append(name)
        return str(made["FunctionArn"])

    def mapping(self, function: str) -> str:
        arn = f"arn:aws:sqs:us-east-1:123456789012:{NAME}-mails"
        return str(self.functions.create_event_source_mapping(EventSourceArn=arn, FunctionName=function)["UUID"])

    def rule(self, name: str) -> None:
        self.events.put_rule(Name=name, ScheduleExpression="rate(1 hour)")
        self.rules.append(name)

    def api(self, **told: Any) -> str:
        made = str(self.gateway.create_rest_api(name="rossgram", **told)["id"])
        self.apis.append(made)
        return made

    def forget(self) -> None:
        for mapping in self.functions.list_event_source_mappings()["EventSourceMappings"]:
            self.functions.delete_event_source_mapping(UUID=mapping["UUID"])
        for name in self.names:
            self.functions.delete_function(FunctionName=name)
        for name in self.roles:
            self.iam.delete_role(RoleName=name)
        for name in self.rules:
            self.events.delete_rule(Name=name)
        for api in self.apis:
            self.gateway.delete_rest_api(restApiId=api)
        boto3.client("sqs").delete_queue(QueueUrl=self.queue)


@pytest.fixture
def made() -> Iterator[Made]:
    """Yield an account that has nothing of the stage, and clear it afterwards."""
    account = Made()
    yield account
    account.forget()


def names(kind: str) -> list[str]:
    return [one["name"] for one in record.read(STAGE) if one["resource_type"] == kind]


def test_of_a_stage_that_was_never_deployed_there_is_no_record(made: Made):
    assert record.read(STAGE) == []


def test_all_that_chalice_made_is_found_without_its_file(made: Made, tmp_path: Path):
    api, arn = made.api(tags={rest_api.TAG: NAME}), made.function(f"{NAME}-on_mail_due")
    made.function(NAME)
    uuid = made.mapping(arn)
    made.rule(f"{NAME}-on_hour_passed-event")
    made.role(f"{NAME}-on_mail_due")

    told = json.loads(record.write(STAGE, tmp_path).read_text())
    found = {one["name"]: one for one in told["resources"]}
    assert set(found) == {
        "on_mail_due_role",
        "on_mail_due",
        "api_handler",
        "on_mail_due-sqs-event-source",
        "on_hour_passed-event",
        "rest_api",
    }
    assert found["on_mail_due-sqs-event-source"]["event_uuid"] == uuid
    assert found["on_mail_due-sqs-event-source"]["queue"] == f"{NAME}-mails"
    assert found["rest_api"]["rest_api_id"] == api
    assert found["rest_api"]["rest_api_url"] == f"https://{api}.execute-api.us-east-1.amazonaws.com/api/"
    assert (told["schema_version"], tmp_path / f".chalice/deployed/{STAGE}.json") == (
        "2.0",
        record.write(STAGE, tmp_path),
    )


def test_a_role_without_its_function_is_found_as_after_a_cut_between_them(made: Made):
    made.role(f"{NAME}-on_mail_due")
    assert names("iam_role") == ["on_mail_due_role"]


def test_a_function_that_the_app_has_no_more_is_found_so_that_it_is_deleted(made: Made):
    made.function(f"{NAME}-on_something_old")
    assert names("lambda_function") == ["on_something_old"]


def test_what_belongs_to_a_stage_of_a_longer_name_is_left_alone(made: Made):
    made.function(f"{NAME}-two", stage=f"{STAGE}-two")
    made.function(f"{NAME}-two-on_mail_due", stage=f"{STAGE}-two")
    made.rule(f"{NAME}-two-on_hour_passed-event")
    assert record.read(STAGE) == []


def bring_up(made: Made) -> str:
    found = rest_api.bring_up(made.gateway, made.functions, NAME, "rossgram", "REGIONAL")
    made.apis = [*{*made.apis, found}]
    return found


def test_the_api_is_made_once_and_known_again_by_its_tag(made: Made):
    made.api(tags={rest_api.TAG: "rossgram-other"})
    made.api()
    others = len(made.gateway.get_rest_apis()["items"])
    first = bring_up(made)
    assert bring_up(made) == first
    assert len(made.gateway.get_rest_apis()["items"]) == others + 1


def test_an_api_of_an_earlier_version_is_the_one_that_may_call_the_function(
    made: Made, monkeypatch: pytest.MonkeyPatch
):
    api = made.api()
    made.function(NAME)
    made.functions.add_permission(
        FunctionName=NAME,
        StatementId="1",
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
        SourceArn=f"arn:aws:execute-api:us-east-1:123456789012:{api}/*",
    )
    tagged: list[Any] = []
    monkeypatch.setattr(made.gateway, "tag_resource", lambda **told: tagged.append(told))
    assert bring_up(made) == api
    assert tagged == [{"resourceArn": f"arn:aws:apigateway:us-east-1::/restapis/{api}", "tags": {rest_api.TAG: NAME}}]


def test_two_apis_of_one_stage_are_refused(made: Made):
    for _ in range(2):
        made.api(tags={rest_api.TAG: NAME})
    with pytest.raises(ToolFailed, match="There are 2 APIs"):
        bring_up(made)
