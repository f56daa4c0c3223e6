"""The template matches the models, grants no public access, and retains the data."""

import json
from typing import Any

import pytest
from cfnlint import lint

from chalicelib import config
from chalicelib.handlers import events
from infra.edge_keys import draw, public
from infra.package.gates import api_resources
from infra.pythons import ROOT
from infra.stages import base
from infra.tables import tables
from infra.template import build, functions
from infra.template.queues import QUEUES, logical_id
from infra.template.tables import DISPOSABLE
from local.resources import plain_http

TEMPLATE = build()
RESOURCES: dict[str, Any] = TEMPLATE["Resources"]


def of_type(kind: str) -> list[dict[str, Any]]:
    return [resource for resource in RESOURCES.values() if resource["Type"] == kind]


@pytest.mark.slow
def test_cfn_lint_finds_no_error_in_it():
    found = lint(json.dumps(build([public(draw()), public(draw())])), regions=["us-east-1"])
    assert [str(fault) for fault in found if fault.rule.severity == "error"] == []


def test_every_model_has_a_table_that_is_kept_and_can_be_restored():
    drawn = of_type("AWS::DynamoDB::Table")
    assert len(drawn) == len(tables())
    for table in drawn:
        assert table["DeletionPolicy"] == "RetainExceptOnCreate"
        assert table["UpdateReplacePolicy"] == "Retain"
        noun = table["Properties"]["TableName"]["Fn::Sub"].removeprefix("${Prefix}")
        kept = False if noun in DISPOSABLE else {"Fn::If": ["IsProtected", True, False]}
        assert table["Properties"]["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": kept}
        assert table["Properties"]["DeletionProtectionEnabled"] == kept
        assert [key["KeyType"] for key in table["Properties"]["KeySchema"]] in (["HASH"], ["HASH", "RANGE"])


def test_only_what_can_be_rebuilt_is_not_kept():
    nouns = {str(model.Meta.table_name).removeprefix(config.PREFIX) for model in tables()}
    assert nouns >= DISPOSABLE
    assert not DISPOSABLE & {"accounts", "credentials", "media", "posts", "payments", "entries", "grants", "promises"}


def test_a_stage_is_protected_unless_it_says_otherwise():
    assert TEMPLATE["Conditions"]["IsProtected"] == {"Fn::Equals": [{"Ref": "Protected"}, "1"]}
    settings = {stage: told.get("environment_variables", {}) for stage, told in base()["stages"].items()}
    off = {stage for stage, told in settings.items() if told.get("PROTECTED", "1") == "0"}
    assert off & {"dev", "prod"} == {"dev"}


def test_originals_are_archived_and_come_back_for_some_days_after_a_mistake():
    bucket = RESOURCES["Originals"]["Properties"]
    rules = {rule["Id"]: rule for rule in bucket["LifecycleConfiguration"]["Rules"]}
    assert rules["archive"]["Transitions"] == [{"StorageClass": "GLACIER_IR", "TransitionInDays": 30}]
    assert rules["archive"]["Prefix"] == "originals/"
    assert rules["end-deleted"]["NoncurrentVersionExpiration"] == {"NoncurrentDays": 7}
    assert bucket["VersioningConfiguration"] == {"Status": {"Fn::If": ["IsProtected", "Enabled", "Suspended"]}}
    others = RESOURCES["Renditions"]["Properties"]
    assert [rule["Id"] for rule in others["LifecycleConfiguration"]["Rules"]] == ["abort-uploads"]
    assert "VersioningConfiguration" not in others


def test_a_bucket_refuses_the_public_and_plain_http():
    for name in ("Originals", "Renditions"):
        assert set(RESOURCES[name]["Properties"]["PublicAccessBlockConfiguration"].values()) == {True}
        statements = RESOURCES[f"{name}Policy"]["Properties"]["PolicyDocument"]["Statement"]
        denial = next(one for one in statements if one.get("Effect") == "Deny")
        assert (denial["Principal"], denial["Action"]) == ("*", "s3:*")
        assert denial["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_only_its_own_bucket_in_its_own_account_sends_to_originals():
    statements = RESOURCES["OriginalsQueuePolicy"]["Properties"]["PolicyDocument"]["Statement"]
    allowed = [one for one in statements if one["Effect"] == "Allow"]
    assert len(allowed) == 1
    assert set(allowed[0]["Condition"]) == {"ArnEquals", "StringEquals"}
    assert allowed[0]["Condition"]["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}


def test_a_message_that_fails_ends_in_a_dead_letter_queue_under_an_alarm():
    for queue in QUEUES:
        dead = f"Dead{logical_id(queue.name)}"
        redrive = RESOURCES[logical_id(queue.name)]["Properties"]["RedrivePolicy"]
        assert redrive == {"deadLetterTargetArn": {"Fn::GetAtt": [dead, "Arn"]}, "maxReceiveCount": 5}
        alarm = RESOURCES[f"{dead}Alarm"]["Properties"]
        assert alarm["Dimensions"][0]["Value"] == {"Fn::GetAtt": [dead, "QueueName"]}


@pytest.mark.parametrize("schedule", functions.SCHEDULES, ids=lambda schedule: schedule.function)
def test_what_runs_by_itself_rings_where_it_fails_and_where_it_has_stopped(schedule: functions.Schedule):
    assert hasattr(events, schedule.function)
    ours = [
        alarm["Properties"]
        for alarm in of_type("AWS::CloudWatch::Alarm")
        if {"Name": "FunctionName", "Value": {"Fn::Sub": f"${{Functions}}-{schedule.function}"}}
        in alarm["Properties"].get("Dimensions", [])
    ]
    told = {alarm["MetricName"]: (alarm["ComparisonOperator"], alarm["TreatMissingData"]) for alarm in ours}
    assert told == {
        "Errors": ("GreaterThanThreshold", "notBreaching"),
        "Invocations": ("LessThanThreshold", "breaching"),
    }
    (stopped,) = [alarm for alarm in ours if alarm["MetricName"] == "Invocations"]
    # https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    most = 7 * 86_400 if stopped["Period"] >= 3_600 else 86_400
    assert stopped["Period"] * stopped["EvaluationPeriods"] <= most


def test_every_schedule_of_the_app_is_watched():
    rates = {
        "on_five_minutes_passed": 300,
        "on_ten_minutes_passed": 600,
        "on_half_hour_passed": 1_800,
        "on_hour_passed": 3_600,
        "on_day_passed": 86_400,
    }
    assert {one.function for one in functions.SCHEDULES} == set(rates)
    assert all(one.period * one.missed > rates[one.function] for one in functions.SCHEDULES)


def test_every_function_has_a_log_that_ends():
    groups = {group["Properties"]["LogGroupName"]["Fn::Sub"]: group for group in of_type("AWS::Logs::LogGroup")}
    names = base()["lambda_functions"]
    others = {f"/aws/lambda/${{Functions}}-{name}" for name in names if name != "api_handler"}
    stage = "API-Gateway-Execution-Logs_${ApiId}/${ApiStage}"
    assert set(groups) == {"/aws/lambda/${Functions}", stage, *others}
    assert {group["Properties"]["RetentionInDays"] for group in groups.values()} == {30}


def test_an_alarm_costs_nothing_where_nobody_hears_it():
    assert {alarm["Condition"] for alarm in of_type("AWS::CloudWatch::Alarm")} == {"Rings"}
    assert {kind: {one.get("Condition") for one in of_type(kind)} for kind in OPTIONAL} == OPTIONAL


OPTIONAL = {
    "AWS::SNS::Topic": {"HasAlarmEmail"},
    "AWS::Budgets::Budget": {"HasBudget"},
    "AWS::CloudWatch::Dashboard": {"HasDashboard"},
}


def test_the_operators_page_counts_the_alarms_right():
    count = len(of_type("AWS::CloudWatch::Alarm"))
    assert f"(errors, slow, throttled): {count} of them" in (ROOT / "docs/deploying.md").read_text()
    assert f"{count} alarms" in (ROOT / "docs/decisions/2026-11-26-bill.md").read_text()
    assert f"${(count - 10) * 0.10:.2f}" in (ROOT / "docs/decisions/2026-11-26-bill.md").read_text()


def test_the_operators_page_names_each_alarm_of_what_no_longer_runs():
    page = (ROOT / "docs/deploying.md").read_text()
    words = ("no", "one", "two", "three", "four", "five", "six", "seven")
    assert f"the {words[len(functions.SCHEDULES)]} alarms that end in `-stopped`" in page
    assert [one.stops for one in functions.SCHEDULES if f"`{one.stops.partition('-')[0]}-" not in page] == []


def test_alarms_have_names_of_their_own():
    names = [alarm["Properties"]["AlarmName"]["Fn::Sub"] for alarm in of_type("AWS::CloudWatch::Alarm")]
    assert len(set(names)) == len(names)
    metrics = {str(alarm["Properties"]["MetricName"]) for alarm in of_type("AWS::CloudWatch::Alarm")}
    assert metrics >= {"Duration", "Throttles", "ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible"}


def test_a_message_stays_hidden_for_six_times_its_functions_timeout():
    functions = base()["lambda_functions"]
    for queue in QUEUES:
        hidden = RESOURCES[logical_id(queue.name)]["Properties"]["VisibilityTimeout"]
        assert hidden >= 6 * functions[queue.function]["lambda_timeout"]


def test_without_tls_rules_what_s3_may_send_stays():
    local = plain_http(TEMPLATE)["Resources"]
    assert "aws:SecureTransport" not in json.dumps(local)
    assert len(local["OriginalsQueuePolicy"]["Properties"]["PolicyDocument"]["Statement"]) == 1


def test_api_gateway_counts_every_node_of_a_path():
    paths: dict[str, Any] = {"/api/v1/media": {}, "/api/v1/media/{id}": {}, "/oauth/token": {}}
    template = {"Resources": {"RestAPI": {"Properties": {"DefinitionBody": {"paths": paths}}}}}
    assert len(api_resources(template)) == 1 + 4 + 2
