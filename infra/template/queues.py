"""Draw the queues, each with a dead-letter queue and an alarm that looks at it."""

from typing import Any, NamedTuple

from infra.template.functions import alarm


class Queue(NamedTuple):
    """A queue, the function that reads it, that function's timeout in seconds, and how many messages come together."""

    name: str
    function: str
    timeout: int
    together: int = 1


QUEUES = (
    Queue("originals", "on_original_uploaded", 60),
    Queue("posts", "on_post_published", 60),
    Queue("homes", "on_reader_returned", 60),
    Queue("follows", "on_follow_changed", 60),
    Queue("counts", "on_totals_changed", 60, 10),
    Queue("views", "on_posts_viewed", 300, 1_000),
    Queue("deletions", "on_post_deleted", 60),
    Queue("moves", "on_photo_moved", 60),
    Queue("profiles", "on_profile_changed", 60),
    Queue("payments", "on_payment_changed", 60),
    Queue("refunds", "on_refund_due", 60),
    Queue("pledges", "on_pledge_due", 60),
    Queue("mails", "on_mail_due", 60),
    Queue("pushes", "on_push_due", 60),
)

# AWS asks for six times the function's timeout: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
TIMEOUTS_HIDDEN = 6
TRIES = 5
# A message that was to wait waits for 15 minutes at most, and one that failed is hidden for six.
LATE_SECONDS = 45 * 60
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
        f"{dead}Alarm": _failed(queue, dead),
        f"{alive}LateAlarm": _late(queue, alive),
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


def _failed(queue: Queue, dead: str) -> dict[str, Any]:
    return alarm(
        f"{queue.name}-dead",
        f"A message of the queue {queue.name} failed {TRIES} times and waits in {queue.name}-dead.",
        **_of_sqs("ApproximateNumberOfMessagesVisible", dead),
    )


def _late(queue: Queue, alive: str) -> dict[str, Any]:
    return alarm(
        f"{queue.name}-late",
        f"A message of the queue {queue.name} has waited for more than {LATE_SECONDS // 60} minutes.",
        **_of_sqs("ApproximateAgeOfOldestMessage", alive),
        Threshold=LATE_SECONDS,
    )


def _of_sqs(metric: str, queue: str) -> dict[str, Any]:
    return {
        "Namespace": "AWS/SQS",
        "MetricName": metric,
        "Dimensions": [{"Name": "QueueName", "Value": {"Fn::GetAtt": [queue, "QueueName"]}}],
        "Statistic": "Maximum",
        "Period": 300,
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
