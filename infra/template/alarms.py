"""Define the alarms of the money audits: the scheduled functions fail if something is wrong."""

from typing import Any, NamedTuple

HOUR = 60 * 60


class Watch(NamedTuple):
    """A function that fails if something is wrong, the name of its alarm, and the alarm's meaning."""

    function: str
    name: str
    meaning: str


WATCHES = {
    "BooksDifferAlarm": Watch(
        "on_day_passed",
        "books-differ",
        "What is stored of money differs from entries and payments: make replay shows it.",
    ),
    "UnreconciledAlarm": Watch(
        "on_hour_passed",
        "not-reconciled",
        "An object at Stripe could not be reconciled: make reconcile shows it.",
    ),
}


def resources() -> dict[str, Any]:
    """Return the alarms. Chalice names functions by app and stage, as PREFIX does unless a stage sets another."""
    return {name: _alarm(watch) for name, watch in WATCHES.items()}


def _alarm(watch: Watch) -> dict[str, Any]:
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "AlarmName": {"Fn::Sub": f"${{Prefix}}{watch.name}"},
            "AlarmDescription": watch.meaning,
            "Namespace": "AWS/Lambda",
            "MetricName": "Errors",
            "Dimensions": [{"Name": "FunctionName", "Value": {"Fn::Sub": f"${{Prefix}}{watch.function}"}}],
            "Statistic": "Sum",
            "Period": HOUR,
            "EvaluationPeriods": 1,
            "Threshold": 0,
            "ComparisonOperator": "GreaterThanThreshold",
            "TreatMissingData": "notBreaching",
            "AlarmActions": {"Fn::If": ["HasAlarmTopic", [{"Ref": "AlarmTopic"}], {"Ref": "AWS::NoValue"}]},
        },
    }
