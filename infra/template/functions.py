"""Draw what belongs to the functions that Chalice makes: their logs, and the alarms that look at them.

Chalice names the API's function after the app and the stage, as the parameter Functions says, and the others after it.
"""

from typing import Any, NamedTuple

from infra.stages import functions
from infra.template import logs

API = "api_handler"
MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
# Below what a request may take where our stores hang (config.DEADLINE_SECONDS), or their outage would not be slow.
SLOW_MILLISECONDS = 4_000
MOST_ERRORS = 5


class Schedule(NamedTuple):
    """A function that runs by itself, what its failing means, and the alarms' names.

    It has stopped where it did not run for `missed` times `period` seconds.
    """

    function: str
    fails: str
    failing: str
    stops: str
    period: int
    missed: int


SCHEDULES = (
    Schedule(
        "on_five_minutes_passed",
        "not-swept",
        "What was promised and not finished could not be taken up again.",
        "sweeper-stopped",
        5 * MINUTE,
        3,
    ),
    Schedule(
        "on_ten_minutes_passed",
        "trends-not-counted",
        "What people look at could not be counted: the page to explore shows what led before.",
        "trends-stopped",
        10 * MINUTE,
        6,
    ),
    Schedule(
        "on_hour_passed",
        "unreconciled",
        "An object at Stripe could not be reconciled: make reconcile shows it.",
        "reconciler-stopped",
        HOUR,
        3,
    ),
    Schedule(
        "on_day_passed",
        "books-differ",
        "What is stored of money differs from entries and payments: make replay shows it.",
        "auditor-stopped",
        HOUR,
        26,
    ),
    Schedule(
        "on_half_hour_passed",
        "audit-late",
        "The daily audit of the books found a difference in a later run, or has not ended within a day.",
        "audit-stopped",
        HOUR,
        3,
    ),
)


def name_of(function: str) -> dict[str, str]:
    """Return the name that Chalice gives a function."""
    return {"Fn::Sub": "${Functions}" if function == API else f"${{Functions}}-{function}"}


def resources() -> dict[str, Any]:
    """Return the logs of every function and of the API's stage, and the alarms of what runs by itself and of it."""
    drawn = {f"{_words(function)}Logs": logs.of_function(name_of(function)) for function in functions()}
    drawn["ApiGatewayLogs"] = logs.of_stage()
    drawn["ErrorsLogged"] = logs.errors()
    for schedule in SCHEDULES:
        drawn[f"{_words(schedule.fails)}Alarm"] = _failing(schedule)
        drawn[f"{_words(schedule.stops)}Alarm"] = _stopped(schedule)
    return {**drawn, "ApiErrorsAlarm": _api_errors(), "ApiSlowAlarm": _api_slow(), "ThrottledAlarm": _throttled()}


def alarm(name: str, meaning: str, **properties: Any) -> dict[str, Any]:
    """Return an alarm that rings where somebody is to hear of it; without that there is none, and none to pay for."""
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Condition": "Rings",
        "Properties": {
            "AlarmName": {"Fn::Sub": f"${{Prefix}}{name}"},
            "AlarmDescription": meaning,
            "EvaluationPeriods": 1,
            "Threshold": 0,
            "ComparisonOperator": "GreaterThanThreshold",
            "TreatMissingData": "notBreaching",
            **properties,
            "AlarmActions": [{"Fn::If": ["HasAlarmTopic", {"Ref": "AlarmTopic"}, {"Ref": "Alarms"}]}],
        },
    }


def _words(name: str) -> str:
    return "".join(part.title() for part in name.replace("-", "_").split("_"))


def _of_lambda(metric: str, function: str = "") -> dict[str, Any]:
    dimensions = {"Dimensions": [{"Name": "FunctionName", "Value": name_of(function)}]} if function else {}
    return {"Namespace": "AWS/Lambda", "MetricName": metric, **dimensions}


def _failing(schedule: Schedule) -> dict[str, Any]:
    return alarm(
        schedule.fails, schedule.failing, **_of_lambda("Errors", schedule.function), Statistic="Sum", Period=HOUR
    )


def _stopped(schedule: Schedule) -> dict[str, Any]:
    return alarm(
        schedule.stops,
        f"{schedule.function} has not run for {schedule.period * schedule.missed // MINUTE} minutes.",
        **_of_lambda("Invocations", schedule.function),
        Statistic="Sum",
        Period=schedule.period,
        EvaluationPeriods=schedule.missed,
        Threshold=1,
        ComparisonOperator="LessThanThreshold",
        # A function that does not run sends no metric at all.
        TreatMissingData="breaching",
    )


def _api_errors() -> dict[str, Any]:
    return alarm(
        "api-errors",
        f"The API logged more than {MOST_ERRORS} errors in five minutes.",
        Namespace="Rossgram",
        MetricName={"Fn::Sub": "${Prefix}errors"},
        Statistic="Sum",
        Period=5 * MINUTE,
        Threshold=MOST_ERRORS,
    )


def _api_slow() -> dict[str, Any]:
    return alarm(
        "api-slow",
        f"One request in twenty took more than {SLOW_MILLISECONDS // 1000} s, for a quarter of an hour.",
        **_of_lambda("Duration", API),
        ExtendedStatistic="p95",
        Period=5 * MINUTE,
        EvaluationPeriods=3,
        Threshold=SLOW_MILLISECONDS,
    )


def _throttled() -> dict[str, Any]:
    return alarm(
        "throttled",
        "Lambda refused to run a function of this account: the concurrency that it may use is used up.",
        **_of_lambda("Throttles"),
        Statistic="Sum",
        Period=5 * MINUTE,
        EvaluationPeriods=2,
    )
