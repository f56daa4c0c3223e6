"""Send work that can wait to a queue (SQS)."""

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from chalicelib import config
from chalicelib.deadline import clients

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


TRIES = 4
# Longer than it takes, retries included, from a message that is sent ahead to the write that it is about.
AHEAD_SECONDS = 90


@cache
def client() -> "SQSClient":
    """Return the SQS client of this process."""
    found: SQSClient = clients.client("sqs", TRIES, connect=2, read=5)
    return found


@cache
def url(name: str) -> str:
    """Return a queue's URL."""
    return client().get_queue_url(QueueName=config.PREFIX + name)["QueueUrl"]


def send(name: str, *, delay: int = 0, **message: Any) -> None:
    """Put a message on a queue, to be delivered at least once, `delay` seconds from now or later."""
    client().send_message(QueueUrl=url(name), MessageBody=json.dumps(message), DelaySeconds=delay)


def announce(name: str, **message: Any) -> None:
    """Put a message on a queue before the write that it is about, to be delivered well after it.

    Whoever gets it looks at what is so by then: a message without its write changes nothing, and no write lacks its
    message, whenever the process ends.
    """
    send(name, delay=AHEAD_SECONDS, **message)
