"""Write to a local AWS from several threads until it is killed, and compare its data with what it acknowledged."""

import random
import threading
import time
from collections.abc import Callable
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from tests.local.alone import BUCKET, QUEUE, TABLE, Alone

# Seconds; writes acknowledged longer than this before the kill must not be lost.
GRACE = 1.0


class Writer:
    """Writes to a local AWS, and the times at which they were acknowledged."""

    def __init__(self, aws: Alone) -> None:
        self.aws = aws
        self.done: dict[str, float] = {}
        self.gone: dict[str, float] = {}
        self.changed: dict[str, float] = {}
        self.objects: dict[str, float] = {}
        self.messages: dict[str, float] = {}
        self.count = 0
        self._lock = threading.Lock()

    def write_until_killed(self, seconds: float) -> float:
        """Write for some seconds, kill the local AWS meanwhile, and return the time of the kill."""
        acts = [self.put_pair, self.put_pair, self.change_and_take_out, self.send, self.keep_object]
        threads = [threading.Thread(target=self._repeat, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        at = time.monotonic()
        self.aws.kill()
        for thread in threads:
            thread.join()
        return at

    def _repeat(self, act: Callable[[Any, str], None]) -> None:
        clients = {service: self.aws.client(service) for service in ("dynamodb", "sqs", "s3")}
        try:
            while True:
                with self._lock:
                    self.count += 1
                    name = f"n{self.count:08d}"
                act(clients, name)
        except (BotoCoreError, ClientError):
            # The local AWS was killed.
            return

    def put_pair(self, aws: Any, name: str) -> None:
        """Write two items in one transaction."""
        puts = [{"Put": {"TableName": TABLE, "Item": row(name, part)}} for part in "ab"]
        aws["dynamodb"].transact_write_items(TransactItems=puts)
        self.done[name] = time.monotonic()

    def change_and_take_out(self, aws: Any, name: str) -> None:
        """Put two items, update the first, and delete the second."""
        for part in "cd":
            aws["dynamodb"].put_item(TableName=TABLE, Item=row(name, part))
        key = {"id": {"S": name}, "part": {"S": "c"}}
        aws["dynamodb"].update_item(
            TableName=TABLE, Key=key, UpdateExpression="ADD hits :one", ExpressionAttributeValues={":one": {"N": "1"}}
        )
        self.changed[name] = time.monotonic()
        aws["dynamodb"].delete_item(TableName=TABLE, Key=key | {"part": {"S": "d"}})
        self.gone[name] = time.monotonic()

    def send(self, aws: Any, name: str) -> None:
        """Send a message to the queue."""
        url = aws["sqs"].get_queue_url(QueueName=QUEUE)["QueueUrl"]
        aws["sqs"].send_message(QueueUrl=url, MessageBody=name)
        self.messages[name] = time.monotonic()
        time.sleep(0.002)

    def keep_object(self, aws: Any, name: str) -> None:
        """Store an object."""
        aws["s3"].put_object(Bucket=BUCKET, Key=f"{name}.bin", Body=name.encode())
        self.objects[name] = time.monotonic()
        time.sleep(0.01)

    def forget_late(self, killed_at: float) -> None:
        """Forget writes of the last second before a kill: they may be lost, so later checks must not expect them."""
        for acknowledged in (self.done, self.changed, self.gone, self.messages, self.objects):
            for name in [name for name, at in acknowledged.items() if at >= killed_at - GRACE]:
                del acknowledged[name]

    def missing(self, killed_at: float) -> list[str]:
        """Return the writes that were acknowledged in time but lost, and the transactions that were applied in part."""
        self.forget_late(killed_at)
        rows, sent, kept = found_rows(self.aws), found_messages(self.aws), found_objects(self.aws)
        lost = [f"item {name}{part}" for name in self.done for part in "ab" if (name, part) not in rows]
        lost += [f"change {name}" for name in self.changed if rows.get((name, "c")) != "1"]
        lost += [f"deletion {name}" for name in self.gone if (name, "d") in rows]
        lost += [f"half {name}" for name, part in rows if part in "ab" and (name, "ba"["ab".index(part)]) not in rows]
        lost += [f"message {name}" for name in self.messages if name not in sent]
        return lost + [f"object {name}" for name in self.objects if name not in kept]


def fill(aws: Alone, megabytes: int) -> None:
    """Put so much data into the table that writing all of it takes seconds."""
    size, dynamodb = 3000, aws.client("dynamodb")
    for start in range(0, megabytes * 1_000_000 // size, 25):
        puts = [{"PutRequest": {"Item": row(f"f{number:08d}", "a", size)}} for number in range(start, start + 25)]
        dynamodb.batch_write_item(RequestItems={TABLE: puts})


def row(name: str, part: str, size: int = 300) -> dict[str, Any]:
    """Return an item of about this size, with some non-ASCII text."""
    return {"id": {"S": name}, "part": {"S": part}, "text": {"S": "ü" + random.randbytes(size // 2).hex()}}


def found_rows(aws: Alone) -> dict[tuple[str, str], str]:
    """Return how often each item was changed."""
    pages = (
        aws.client("dynamodb")
        .get_paginator("scan")
        .paginate(
            TableName=TABLE,
            ProjectionExpression="id, part, hits",
            FilterExpression="begins_with(id, :n)",
            ExpressionAttributeValues={":n": {"S": "n"}},
        )
    )
    items = [item for page in pages for item in page["Items"]]
    return {(item["id"]["S"], item["part"]["S"]): item.get("hits", {"N": ""})["N"] for item in items}


def found_messages(aws: Alone) -> set[str]:
    """Return all messages in the queue, without deleting them."""
    sqs, found = aws.client("sqs"), set()
    url = sqs.get_queue_url(QueueName=QUEUE)["QueueUrl"]
    while got := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=600).get("Messages"):
        found |= {message["Body"] for message in got}
    return found


def found_objects(aws: Alone) -> set[str]:
    """Return the names of all objects that are complete."""
    pages = aws.client("s3").get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
    objects = [one for page in pages for one in page.get("Contents", [])]
    return {one["Key"].removesuffix(".bin") for one in objects if one["Size"] == len(one["Key"]) - 4}
