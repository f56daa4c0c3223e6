"""Draw the alarm that rings where the books differ: the daily look fails then."""

from typing import Any

FUNCTION = "on_day_passed"
HOUR = 60 * 60


def resources() -> dict[str, Any]:
    """Return the alarm. Chalice names the function after the app and the stage, as PREFIX is unless a stage sets it."""
    return {
        "BooksDifferAlarm": {
            "Type": "AWS::CloudWatch::Alarm",
            "Properties": {
                "AlarmName": {"Fn::Sub": "${Prefix}books-differ"},
                "AlarmDescription": "What is stored of money differs from entries and payments: make replay shows it.",
                "Namespace": "AWS/Lambda",
                "MetricName": "Errors",
                "Dimensions": [{"Name": "FunctionName", "Value": {"Fn::Sub": f"${{Prefix}}{FUNCTION}"}}],
                "Statistic": "Sum",
                "Period": HOUR,
                "EvaluationPeriods": 1,
                "Threshold": 0,
                "ComparisonOperator": "GreaterThanThreshold",
                "TreatMissingData": "notBreaching",
                "AlarmActions": {"Fn::If": ["HasAlarmTopic", [{"Ref": "AlarmTopic"}], {"Ref": "AWS::NoValue"}]},
            },
        }
    }
