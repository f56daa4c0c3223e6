"""Carry what lies in the queues to the Lambdas that Chalice would run, as SQS does."""

from functools import cache
from typing import Any

import boto3

from chalicelib import config
from chalicelib.handlers import events

LAMBDAS = {
    "originals": events.on_original_uploaded,
    "posts": events.on_post_published,
    "deletions": events.on_post_deleted,
    "moves": events.on_photo_moved,
    "profiles": events.on_profile_changed,
    "payments": events.on_payment_changed,
    "refunds": events.on_refund_due,
    "pledges": events.on_pledge_due,
    "mails": events.on_mail_due,
}


def deliver_events(*queues: str) -> int:
    """Carry messages until all queues, or those named, are empty, and return how many there were."""
    count = 0
    while messages := [(name, message) for name in queues or LAMBDAS for message in _receive(name)]:
        for name, message in messages:
            LAMBDAS[name](lambda_event(message["Body"]), None)
            _client().delete_message(QueueUrl=_url(name), ReceiptHandle=message["ReceiptHandle"])
        count += len(messages)
    return count


def drop_events() -> int:
    """Lose what lies in the queues, as a crash before sending would, and return how many there were."""
    lost = 0
    for name in LAMBDAS:
        while messages := _receive(name):
            for message in messages:
                _client().delete_message(QueueUrl=_url(name), ReceiptHandle=message["ReceiptHandle"])
            lost += len(messages)
    return lost


def lambda_event(body: str) -> dict[str, Any]:
    """Return one message as Lambda hands it to a function."""
    record = {
        "messageId": "1",
        "receiptHandle": "1",
        "body": body,
        "attributes": {},
        "eventSource": "aws:sqs",
        "awsRegion": "us-east-1",
    }
    return {"Records": [record]}


def _receive(name: str) -> list[Any]:
    return list(_client().receive_message(QueueUrl=_url(name), MaxNumberOfMessages=10).get("Messages", []))


@cache
def _url(name: str) -> str:
    return str(_client().get_queue_url(QueueName=config.PREFIX + name)["QueueUrl"])


@cache
def _client() -> Any:
    return boto3.client("sqs")
