"""Send work that can wait to a queue (SQS)."""

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

from chalicelib import config

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


@cache
def client() -> "SQSClient":
    """Return the SQS client of this process."""
    return boto3.client("sqs", config=Config(connect_timeout=2, read_timeout=5, retries={"max_attempts": 3}))


@cache
def url(name: str) -> str:
    """Return a queue's URL."""
    return client().get_queue_url(QueueName=config.PREFIX + name)["QueueUrl"]


def send(name: str, *, delay: int = 0, **message: Any) -> None:
    """Put a message on a queue, to be delivered at least once, `delay` seconds from now or later."""
    client().send_message(QueueUrl=url(name), MessageBody=json.dumps(message), DelaySeconds=delay)
