"""Draw the logs of functions and of API Gateway's stage: Lambda and API Gateway would make them without an end."""

from typing import Any

LOGS_KEPT_DAYS = 30


def of_function(name: dict[str, str]) -> dict[str, Any]:
    """Return the log of a function, whose name is as the template tells it."""
    folder = name["Fn::Sub"]
    return {
        "Type": "AWS::Logs::LogGroup",
        "Condition": "HasFunctions",
        "DeletionPolicy": "Delete",
        "UpdateReplacePolicy": "Delete",
        "Properties": {"LogGroupName": {"Fn::Sub": f"/aws/lambda/{folder}"}, "RetentionInDays": LOGS_KEPT_DAYS},
    }


def of_stage() -> dict[str, Any]:
    """Return the log of API Gateway's stage, which API Gateway else makes without an end once logging is turned on."""
    name = {"Fn::Sub": "API-Gateway-Execution-Logs_${ApiId}/${ApiStage}"}
    return {
        "Type": "AWS::Logs::LogGroup",
        "Condition": "HasApi",
        "DeletionPolicy": "Delete",
        "UpdateReplacePolicy": "Delete",
        "Properties": {"LogGroupName": name, "RetentionInDays": LOGS_KEPT_DAYS},
    }


def errors() -> dict[str, Any]:
    """Count what the API answers with 500, or not at all: it logs an error for each."""
    return {
        "Type": "AWS::Logs::MetricFilter",
        "Condition": "HasFunctions",
        "Properties": {
            "LogGroupName": {"Ref": "ApiHandlerLogs"},
            "FilterPattern": '?"[ERROR]" ?"Task timed out" ?"Runtime exited"',
            "MetricTransformations": [
                {
                    "MetricNamespace": "Rossgram",
                    "MetricName": {"Fn::Sub": "${Prefix}errors"},
                    "MetricValue": "1",
                }
            ],
        },
    }
