"""What is asked past HTTP is answered and refused as it is over HTTP."""

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib.models.photos.stories.story_views import StoryView
from tests.kit.shortcut import over_http

TABLE = StoryView.Meta.table_name
KEY = {"viewer_id": {"S": "1"}, "story_id": {"S": "2"}}
ROW = {**KEY, "id": {"S": "3"}, "is_liked": {"BOOL": True}, "bytes": {"B": b"\x00\xff"}}
ABSENT = {"ConditionExpression": "attribute_not_exists(viewer_id)"}
# What the transport adds, and capacities, which moto makes up.
UNREAD = ("ResponseMetadata", "message", "Message", "ConsumedCapacity", "ConsumedCapacityUnits")
ONE = {":v": {"S": "1"}}
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("put_item", {"TableName": TABLE, "Item": ROW}),
    ("put_item", {"TableName": TABLE, "Item": ROW, **ABSENT, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}),
    ("get_item", {"TableName": TABLE, "Key": KEY, "ConsistentRead": True}),
    ("get_item", {"TableName": TABLE, "Key": {**KEY, "viewer_id": {"S": "9"}}}),
    ("get_item", {"TableName": "nothing", "Key": KEY}),
    ("batch_get_item", {"RequestItems": {TABLE: {"Keys": [KEY]}}}),
    ("query", {"TableName": TABLE, "KeyConditionExpression": "viewer_id = :v", "ExpressionAttributeValues": ONE}),
    ("transact_write_items", {"TransactItems": [{"Put": {"TableName": TABLE, "Item": ROW, **ABSENT}}]}),
    ("delete_item", {"TableName": TABLE, "Key": KEY, "ReturnValues": "ALL_OLD"}),
    ("update_item", {"TableName": TABLE, "Key": KEY, "UpdateExpression": "SET a ="}),
]  # fmt: skip


def _answers() -> list[Any]:
    dynamodb, answers = boto3.client("dynamodb"), []
    for name, asked in ASKED:
        try:
            answer = getattr(dynamodb, name)(**asked)
        except ClientError as error:
            answer = error.response
        answers.append({part: told for part, told in answer.items() if part not in UNREAD})
    return answers


def test_the_shortcut_answers_and_refuses_as_http_does():
    short = _answers()
    with over_http():
        by_http = _answers()
    assert sum("Error" in one for one in by_http) == 4
    assert short == by_http


def test_another_endpoint_is_reached_over_the_wire(monkeypatch: pytest.MonkeyPatch):
    sent: list[str] = []

    def send(self: Any, request: Any) -> None:
        sent.append(request.url)
        raise ConnectionError

    monkeypatch.setattr("botocore.httpsession.URLLib3Session.send", send)
    elsewhere = boto3.client("dynamodb", endpoint_url="http://127.0.0.1:1")
    with pytest.raises(ConnectionError):
        elsewhere.list_tables()
    assert sent == ["http://127.0.0.1:1/"]
