"""Send the messages of a dead-letter queue back to their queue, once the cause of their failure is fixed."""

import argparse
from typing import Any

from infra.template.queues import QUEUES

MOST_AT_ONCE = 10
# Longer than sending one batch back takes.
HIDDEN_SECONDS = 60


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("redrive", help="send what lies in a dead-letter queue back: --queue payments")
    command.add_argument("--queue", default="payments", choices=[queue.name for queue in QUEUES])
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Send back all messages that are in the dead-letter queue at the start, and print how many there were."""
    import boto3

    from chalicelib import config

    sqs = boto3.client("sqs")
    dead, alive = (
        sqs.get_queue_url(QueueName=f"{config.PREFIX}{asked.queue}{end}")["QueueUrl"] for end in ("-dead", "")
    )
    sent = redrive(sqs, dead, alive)
    print(f"{sent} messages went back to {config.PREFIX}{asked.queue}.")
    return 0


def redrive(sqs: Any, dead: str, alive: str) -> int:
    """Send back every message; each is deleted only after it was sent, so that a crash loses none.

    A message is sent back once per run: one that fails again returns here only after five tries, long after the run.
    """
    seen: set[str] = set()
    while fresh := [one for one in _receive(sqs, dead) if one["MessageId"] not in seen]:
        for message in fresh:
            sqs.send_message(QueueUrl=alive, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=dead, ReceiptHandle=message["ReceiptHandle"])
            seen.add(message["MessageId"])
    return len(seen)


def _receive(sqs: Any, dead: str) -> list[Any]:
    # A short poll queries some of SQS's servers and may return nothing; a long poll queries all of them.
    wanted = {"MaxNumberOfMessages": MOST_AT_ONCE, "WaitTimeSeconds": 1, "VisibilityTimeout": HIDDEN_SECONDS}
    return list(sqs.receive_message(QueueUrl=dead, **wanted).get("Messages", []))
