"""Draw the queues, each with a dead-letter queue and an alarm that looks at it."""

from typing import Any, NamedTuple


class Queue(NamedTuple):
    """A queue, the function that reads it, and that function's timeout in seconds."""

    name: str
    function: str
    timeout: int


QUEUES = (
    Queue("originals", "on_original_uploaded", 60),
    Queue("posts", "on_post_published", 60),
    Queue("deletions", "on_post_deleted", 60),
    Queue("moves", "on_photo_moved", 60),
    Queue("profiles", "on_profile_changed", 60),
    Queue("payments", "on_payment_changed", 60),
    Queue("refunds", "on_refund_due", 60),
    Queue("pledges", "on_pledge_due", 60),
    Queue("mails", "on_mail_due", 60),
)

# AWS asks for six times the function's timeout: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
TIMEOUTS_HIDDEN = 6
TRIES = 5
FOURTEEN_DAYS = 14 * 24 * 60 * 60


def resources() -> dict[str, Any]:
    """Return the queues, what may send to them, and the alarms."""
    drawn: dict[str, Any] = {}
    for queue in QUEUES:
        drawn |= _pair(queue)
    return {**drawn, "OriginalsQueuePolicy": _announcements(), "QueuesPolicy": _encrypted_only()}


def logical_id(name: str) -> str:
    """Return the name of a queue within the template."""
    return f"{name.title()}Queue"


def _pair(queue: Queue) -> dict[str, Any]:
    alive, dead = logical_id(queue.name), f"Dead{logical_id(queue.name)}"
    return {
        dead: _queue(f"{queue.name}-dead"),
        alive: _queue(
            queue.name,
            VisibilityTimeout=queue.timeout * TIMEOUTS_HIDDEN,
            RedrivePolicy={"deadLetterTargetArn": {"Fn::GetAtt": [dead, "Arn"]}, "maxReceiveCount": TRIES},
        ),
        f"{dead}Alarm": _alarm(queue.name, dead),
    }


def _queue(name: str, **more: Any) -> dict[str, Any]:
    return {
        "Type": "AWS::SQS::Queue",
        "DeletionPolicy": "Delete",
        "UpdateReplacePolicy": "Delete",
        "Properties": {
            "QueueName": {"Fn::Sub": f"${{Prefix}}{name}"},
            "MessageRetentionPeriod": FOURTEEN_DAYS,
            "SqsManagedSseEnabled": True,
            **more,
        },
    }


def _alarm(name: str, dead: str) -> dict[str, Any]:
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "AlarmName": {"Fn::Sub": f"${{Prefix}}{name}-dead"},
            "AlarmDescription": f"A message of the queue {name} failed {TRIES} times and waits in {name}-dead.",
            "Namespace": "AWS/SQS",
            "MetricName": "ApproximateNumberOfMessagesVisible",
            "Dimensions": [{"Name": "QueueName", "Value": {"Fn::GetAtt": [dead, "QueueName"]}}],
            "Statistic": "Maximum",
            "Period": 300,
            "EvaluationPeriods": 1,
            "Threshold": 0,
            "ComparisonOperator": "GreaterThanThreshold",
            "TreatMissingData": "notBreaching",
            "AlarmActions": {"Fn::If": ["HasAlarmTopic", [{"Ref": "AlarmTopic"}], {"Ref": "AWS::NoValue"}]},
        },
    }


def _encrypted_only() -> dict[str, Any]:
    """Refuse requests without TLS on every queue but `originals`, which has a policy of its own."""
    names = [f"{dead}{logical_id(queue.name)}" for queue in QUEUES for dead in ("", "Dead")]
    others = [name for name in names if name != logical_id("originals")]
    return {
        "Type": "AWS::SQS::QueuePolicy",
        "Properties": {
            "Queues": [{"Ref": name} for name in others],
            "PolicyDocument": {"Version": "2012-10-17", "Statement": [_without_tls("*")]},
        },
    }


def _announcements() -> dict[str, Any]:
    """Let S3 send to `originals`, for the bucket of this account only."""
    arn = {"Fn::GetAtt": [logical_id("originals"), "Arn"]}
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "s3.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": arn,
        "Condition": {
            "ArnEquals": {"aws:SourceArn": {"Fn::Sub": "arn:${AWS::Partition}:s3:::${OriginalsBucket}"}},
            "StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}},
        },
    }
    return {
        "Type": "AWS::SQS::QueuePolicy",
        "Properties": {
            "Queues": [{"Ref": logical_id("originals")}],
            "PolicyDocument": {"Version": "2012-10-17", "Statement": [statement, _without_tls(arn)]},
        },
    }


def _without_tls(resource: Any) -> dict[str, Any]:
    return {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "sqs:*",
        "Resource": resource,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
