"""Deliver the messages in the queues to the functions that Lambda would run."""

from collections import Counter
from functools import cache
from typing import Any

import boto3
from moto.core import DEFAULT_ACCOUNT_ID
from moto.sqs.models import sqs_backends

from chalicelib import config
from chalicelib.handlers import events

LAMBDAS = {
    "originals": events.on_original_uploaded,
    "posts": events.on_post_published,
    "homes": events.on_reader_returned,
    "follows": events.on_follow_changed,
    "counts": events.on_totals_changed,
    "views": events.on_posts_viewed,
    "deletions": events.on_post_deleted,
    "moves": events.on_photo_moved,
    "profiles": events.on_profile_changed,
    "payments": events.on_payment_changed,
    "refunds": events.on_refund_due,
    "pledges": events.on_pledge_due,
    "mails": events.on_mail_due,
    "pushes": events.on_push_due,
}

# No test sends so many: one that gets there waits for a message that sends itself again.
MOST_MESSAGES = 5_000


def deliver_events(*queues: str) -> int:
    """Carry messages until all queues, or those named, are empty, and return how many there were.

    What is delayed comes once nothing else is left, as if its time had passed. What is sent anew without end fails.
    """
    count = 0
    names = queues or tuple(LAMBDAS)
    while messages := _receive_all(names) or (_let_time_pass(names) and _receive_all(names)):
        assert count < MOST_MESSAGES, f"still in the queues: {Counter(name for name, _ in messages)}"
        for name, message in messages:
            LAMBDAS[name](lambda_event(message["Body"]), None)
            _client().delete_message(QueueUrl=_url(name), ReceiptHandle=message["ReceiptHandle"])
        count += len(messages)
    return count


def drop_events() -> int:
    """Lose what lies in the queues, as a crash before sending would, and return how many there were.

    What was sent ahead of its write, with a delay, stays.
    """
    lost = 0
    for name in LAMBDAS:
        while messages := _receive(name):
            for message in messages:
                _client().delete_message(QueueUrl=_url(name), ReceiptHandle=message["ReceiptHandle"])
            lost += len(messages)
    return lost


def lambda_event(body: str) -> dict[str, Any]:
    """Return the event with which Lambda passes one message to a function."""
    record = {
        "messageId": "1",
        "receiptHandle": "1",
        "body": body,
        "attributes": {},
        "eventSource": "aws:sqs",
        "awsRegion": "us-east-1",
    }
    return {"Records": [record]}


def delays(name: str) -> list[int]:
    """Return of each message that lies in a queue after how many seconds it was to be delivered."""
    held = _all_queues()[config.PREFIX + name]._messages
    return [max(0, round((one.delayed_until - one.sent_timestamp) / 1000)) for one in held]


def empty_queues() -> None:
    """Forget every message, the delayed ones too."""
    for queue in _all_queues().values():
        queue._messages.clear()


def _let_time_pass(names: tuple[str, ...]) -> int:
    """Let the delays of queues be over, and return how many messages waited for that."""
    queues = _all_queues()
    delayed = [one for name in names for one in queues[config.PREFIX + name]._messages if one.delayed]
    for message in delayed:
        message.delayed_until = 0
    return len(delayed)


def _all_queues() -> Any:
    return sqs_backends[DEFAULT_ACCOUNT_ID][_client().meta.region_name].queues


def _receive_all(names: tuple[str, ...]) -> list[tuple[str, Any]]:
    return [(name, message) for name in names for message in _receive(name)]


def _receive(name: str) -> list[Any]:
    # Most queues are empty most of the time, and to ask each of them by its door takes half of a long test.
    if not _all_queues()[config.PREFIX + name]._messages:
        return []
    return list(_client().receive_message(QueueUrl=_url(name), MaxNumberOfMessages=10).get("Messages", []))


@cache
def _url(name: str) -> str:
    return str(_client().get_queue_url(QueueName=config.PREFIX + name)["QueueUrl"])


@cache
def _client() -> Any:
    return boto3.client("sqs")
