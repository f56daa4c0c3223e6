"""Draw what an operator looks at and hears of: the topic of the alarms, the budget, the dashboard.

Each of them is a parameter, and what is off costs nothing.
"""

import json
from typing import Any

from infra.stages import functions
from infra.template.functions import API, SCHEDULES, name_of

PARAMETERS: dict[str, Any] = {
    "Functions": {
        "Type": "String",
        "Default": "",
        "Description": "What Chalice calls the function of the API, as rossgram-dev; the others' names begin with it.",
    },
    "AlarmTopic": {
        "Type": "String",
        "Default": "",
        "Description": "The ARN of an SNS topic that hears the alarms; empty for none.",
    },
    "AlarmEmail": {
        "Type": "String",
        "Default": "",
        "Description": "An address that hears the alarms, through a topic of the stack; it confirms that by a mail.",
    },
    "MonthlyBudget": {
        "Type": "Number",
        "Default": "0",
        "Description": "US dollars a month; AlarmEmail hears when the account comes near, or will. 0 for no budget.",
    },
    "Dashboard": {
        "Type": "String",
        "Default": "0",
        "AllowedValues": ["0", "1"],
        "Description": "1 for a dashboard in CloudWatch; the first three of an account are free.",
    },
}


def _is_set(name: str, off: str = "") -> dict[str, Any]:
    return {"Fn::Not": [{"Fn::Equals": [{"Ref": name}, off]}]}


CONDITIONS: dict[str, Any] = {
    "HasFunctions": _is_set("Functions"),
    "HasAlarmTopic": _is_set("AlarmTopic"),
    "HasAlarmEmail": _is_set("AlarmEmail"),
    "Rings": {
        "Fn::And": [
            {"Condition": "HasFunctions"},
            {"Fn::Or": [{"Condition": "HasAlarmTopic"}, {"Condition": "HasAlarmEmail"}]},
        ]
    },
    "HasBudget": {"Fn::And": [{"Condition": "HasAlarmEmail"}, _is_set("MonthlyBudget", "0")]},
    "HasDashboard": {"Fn::And": [{"Condition": "HasFunctions"}, _is_set("Dashboard", "0")]},
}
# How much of the budget is spent, or will be, when its alarm rings.
NEAR_PERCENT, FULL_PERCENT = 80, 100
WIDE, HIGH = 12, 6


def resources() -> dict[str, Any]:
    """Return the topic, the budget and the dashboard."""
    return {"Alarms": _topic(), "Budget": _budget(), "Overview": _dashboard()}


def _topic() -> dict[str, Any]:
    return {
        "Type": "AWS::SNS::Topic",
        "Condition": "HasAlarmEmail",
        "Properties": {
            "TopicName": {"Fn::Sub": "${Prefix}alarms"},
            "Subscription": [{"Protocol": "email", "Endpoint": {"Ref": "AlarmEmail"}}],
        },
    }


def _budget() -> dict[str, Any]:
    told = [{"SubscriptionType": "EMAIL", "Address": {"Ref": "AlarmEmail"}}]
    rings = (("ACTUAL", NEAR_PERCENT), ("FORECASTED", FULL_PERCENT))
    return {
        "Type": "AWS::Budgets::Budget",
        "Condition": "HasBudget",
        "Properties": {
            "Budget": {
                "BudgetName": {"Fn::Sub": "${Prefix}monthly"},
                "BudgetType": "COST",
                "TimeUnit": "MONTHLY",
                "BudgetLimit": {"Amount": {"Ref": "MonthlyBudget"}, "Unit": "USD"},
            },
            "NotificationsWithSubscribers": [
                {
                    "Notification": {
                        "NotificationType": kind,
                        "ComparisonOperator": "GREATER_THAN",
                        "Threshold": percent,
                        "ThresholdType": "PERCENTAGE",
                    },
                    "Subscribers": told,
                }
                for kind, percent in rings
            ],
        },
    }


def _dashboard() -> dict[str, Any]:
    widgets = [
        _widget(0, "Requests and errors", [_metric(API, "Invocations", "Sum"), _metric(API, "Errors", "Sum")]),
        _widget(1, "Milliseconds", [_metric(API, "Duration", stat) for stat in ("p50", "p95", "p99")]),
        _widget(2, "Functions at once", [_metric(name, "ConcurrentExecutions", "Maximum") for name in functions()]),
        _widget(3, "Runs by the clock", [_metric(one.function, "Invocations", "Sum") for one in SCHEDULES]),
    ]
    body = json.dumps({"widgets": widgets}, separators=(",", ":"))
    return {
        "Type": "AWS::CloudWatch::Dashboard",
        "Condition": "HasDashboard",
        "Properties": {"DashboardName": {"Fn::Sub": "${Prefix}overview"}, "DashboardBody": {"Fn::Sub": body}},
    }


def _widget(place: int, title: str, metrics: list[Any]) -> dict[str, Any]:
    shown = {"title": title, "metrics": metrics, "region": "${AWS::Region}", "view": "timeSeries", "period": 300}
    top, left = divmod(place, 2)
    return {"type": "metric", "x": left * WIDE, "y": top * HIGH, "width": WIDE, "height": HIGH, "properties": shown}


def _metric(function: str, name: str, stat: str) -> list[Any]:
    return ["AWS/Lambda", name, "FunctionName", name_of(function)["Fn::Sub"], {"stat": stat}]
