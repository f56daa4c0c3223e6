"""Everything in the local AWS, however it was written, is kept after a kill."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.local.alone import BUCKET, QUEUE, TABLE, Alone, everything, settle
from tests.local.killed import found_messages, row

pytestmark = pytest.mark.local_aws


def statement(text: str) -> Callable[[Any], Any]:
    return lambda aws: aws.client("dynamodb").execute_statement(Statement=text)


def batch(*writes: dict[str, Any]) -> Callable[[Any], Any]:
    return lambda aws: aws.client("dynamodb").batch_write_item(RequestItems={TABLE: list(writes)})


def call(name: str, **request: Any) -> Callable[[Any], Any]:
    return lambda aws: getattr(aws.client("dynamodb"), name)(**request)


def key(name: str) -> dict[str, Any]:
    return {"id": {"S": name}, "part": {"S": "a"}}


ADD = {"UpdateExpression": "ADD hits :one", "ExpressionAttributeValues": {":one": {"N": "1"}}}
WAYS: list[Callable[[Any], Any]] = [
    call("put_item", TableName=TABLE, Item=row("put", "a")),
    call("update_item", TableName=TABLE, Key=key("updated"), **ADD),
    call("update_item", TableName=TABLE, Key=key("put"), **ADD),
    call("delete_item", TableName=TABLE, Key=key("first")),
    batch({"PutRequest": {"Item": row("batch", "a")}}, {"DeleteRequest": {"Key": key("second")}}),
    call(
        "transact_write_items",
        TransactItems=[
            {"Put": {"TableName": TABLE, "Item": row("transaction", "a")}},
            {"Update": {"TableName": TABLE, "Key": key("transaction updated"), **ADD}},
            {"Delete": {"TableName": TABLE, "Key": key("third")}},
        ],
    ),
    statement(f"INSERT INTO \"{TABLE}\" VALUE {{'id': 'sql', 'part': 'a', 'n': 1}}"),
    statement(f"UPDATE \"{TABLE}\" SET n = 2 WHERE id = 'sql' AND part = 'a'"),
    statement(f"DELETE FROM \"{TABLE}\" WHERE id = 'fourth' AND part = 'a'"),
]


def test_every_way_to_write_an_item_is_kept(alone: Alone):
    names = ("first", "second", "third", "fourth")
    batch(*({"PutRequest": {"Item": row(name, "a")}} for name in names))(alone)
    for write in WAYS:
        write(alone)
    before = everything(alone)
    assert {item["id"]["S"] for item in before["tables"][TABLE][1]} == {
        *("put", "updated", "batch", "transaction", "transaction updated", "sql")
    }

    alone.kill()

    assert everything(alone.again()) == before


def test_a_table_that_was_made_again_does_not_get_the_items_of_the_old_one(alone: Alone):
    dynamodb = alone.client("dynamodb")
    dynamodb.put_item(TableName=TABLE, Item=row("old", "a"))
    settle()
    dynamodb.delete_table(TableName=TABLE)
    alone.furnish()
    dynamodb.put_item(TableName=TABLE, Item=row("new", "a"))
    settle()
    before = everything(alone)

    alone.kill()

    assert everything(alone.again()) == before
    assert [item["id"]["S"] for item in before["tables"][TABLE][1]] == ["new"]


def test_objects_settings_and_messages_are_kept(alone: Alone):
    sqs, s3 = alone.client("sqs"), alone.client("s3")
    url = sqs.get_queue_url(QueueName=QUEUE)["QueueUrl"]
    arn = f"arn:aws:sqs:us-east-1:000000000000:{QUEUE}"
    allowed = {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": arn}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [allowed]})
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "77", "Policy": policy})
    told = [{"QueueArn": arn, "Events": ["s3:ObjectCreated:*"]}]
    s3.put_bucket_notification_configuration(
        Bucket=BUCKET, NotificationConfiguration={"QueueConfigurations": told}, SkipDestinationValidation=True
    )
    sqs.purge_queue(QueueUrl=url)
    s3.put_object(Bucket=BUCKET, Key="gone", Body=b"x")
    s3.put_object(Bucket=BUCKET, Key="kept", Body=b"y")
    s3.delete_object(Bucket=BUCKET, Key="gone")
    entries = [{"Id": str(number), "MessageBody": f"sent {number}"} for number in range(3)]
    sqs.send_message_batch(QueueUrl=url, Entries=entries)
    taken = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=1)["Messages"]
    sqs.delete_message(QueueUrl=url, ReceiptHandle=taken[0]["ReceiptHandle"])
    settle()
    before = everything(alone)
    assert before["queue"] == {"ApproximateNumberOfMessages": "4", "VisibilityTimeout": "77"}
    assert set(before["objects"]) == {"kept"}

    alone.kill()

    assert everything(alone.again()) == before
    assert taken[0]["Body"] not in found_messages(alone)


def test_a_message_that_somebody_had_is_received_at_once_after_a_kill(alone: Alone):
    sqs = alone.client("sqs")
    url = sqs.get_queue_url(QueueName=QUEUE)["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="work")
    sqs.receive_message(QueueUrl=url, VisibilityTimeout=600)
    settle()
    alone.kill()

    (again,) = alone.again().client("sqs").receive_message(QueueUrl=url, AttributeNames=["All"])["Messages"]

    # The receive count is kept: a message that kills its consumer must end in the dead-letter queue.
    assert (again["Body"], again["Attributes"]["ApproximateReceiveCount"]) == ("work", "2")


def test_a_clock_that_was_moved_back_does_not_hide_a_message_for_long():
    from local.store import contents

    late = time.time() + 10_000_000
    for count, latest in ((0, contents.LONGEST_DELAY), (1, 0.0)):
        awake = contents._awake({"visible_at": late, "receive_count": count})
        assert awake["visible_at"] <= time.time() + latest
