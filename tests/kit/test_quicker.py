"""What moto works out once leaks into nothing else: not into other values, and not out of a transaction that failed."""

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto.dynamodb.models.table import Table

from chalicelib.models.photos.stories.story_views import StoryView

TABLE = StoryView.Meta.table_name
KEY = {"viewer_id": {"S": "1"}, "story_id": {"S": "2"}}
OTHER = {**KEY, "story_id": {"S": "3"}}
ROW: dict[str, Any] = {
    **KEY,
    "count": {"N": "1"},
    "set": {"SS": ["a"]},
    "list": {"L": [{"S": "a"}]},
    "map": {"M": {"a": {"N": "1"}}},
}
# As it is before any fixture patches it.
QUERY = Table.query
NAMES = ("hash", "range", "place", "rank")


def _row(key: dict[str, Any] = KEY) -> Any:
    return boto3.client("dynamodb").get_item(TableName=TABLE, Key=key)["Item"]


def _update(key: dict[str, Any], expression: str, **values: Any) -> Any:
    names = {f"#{name}": name for name in ("count", "set", "list", "map") if f"#{name}" in expression}
    told = {f":{name}": value for name, value in values.items()}
    return {
        "TableName": TABLE,
        "Key": key,
        "UpdateExpression": expression,
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": told,
    }


def test_one_expression_takes_the_values_of_each_request():
    dynamodb = boto3.client("dynamodb")
    for key, value in ((KEY, "5"), (OTHER, "7"), (KEY, "9")):
        dynamodb.update_item(**_update(key, "SET #count = :value", value={"N": value}))
    assert _row()["count"] == {"N": "9"}
    assert _row(OTHER)["count"] == {"N": "7"}


def test_a_transaction_that_failed_changed_nothing():
    dynamodb = boto3.client("dynamodb")
    dynamodb.put_item(TableName=TABLE, Item=ROW)
    expression = "SET #count = #count + :one, #list = list_append(#list, :list), #map.a = :one ADD #set :set"
    change = _update(KEY, expression, one={"N": "1"}, list={"L": [{"S": "b"}]}, set={"SS": ["b"]})
    absent: Any = {"ConditionExpression": "attribute_exists(viewer_id)", "TableName": TABLE, "Key": OTHER}
    with pytest.raises(ClientError, match="TransactionCanceled"):
        dynamodb.transact_write_items(TransactItems=[{"Update": change}, {"ConditionCheck": absent}])
    assert _row() == ROW
    dynamodb.transact_write_items(TransactItems=[{"Update": change}])
    assert _row()["count"] == {"N": "2"}
    assert sorted(_row()["set"]["SS"]) == ["a", "b"]


def test_a_clause_that_comes_twice_is_refused_each_time():
    for _ in range(2):
        with pytest.raises(ClientError, match="can only be used once"):
            boto3.client("dynamodb").update_item(**_update(KEY, "SET #count = :v SET #set = :v", v={"N": "1"}))


def _asked(index: str | None, hash_value: str) -> list[dict[str, Any]]:
    """Return queries for one value of a key: all, backwards, from a place on, between two, by pages, and counted."""
    hashed, ranged = ("place", "rank") if index else ("hash", "range")
    ranges = ["", " AND #range >= :low", " AND #range BETWEEN :low AND :high"]
    asked: list[dict[str, Any]] = []
    for condition in ranges:
        values = {":hash": {"S": hash_value}, ":low": {"N": "3"}, ":high": {"N": "11"}}
        used = {name: value for name, value in values.items() if name == ":hash" or name in condition}
        query: dict[str, Any] = {
            "TableName": "quicker",
            "KeyConditionExpression": f"#hash = :hash{condition}",
            "ExpressionAttributeNames": {"#hash": hashed, **({"#range": ranged} if condition else {})},
            "ExpressionAttributeValues": used,
            **({"IndexName": index} if index else {}),
        }
        asked += [query, {**query, "ScanIndexForward": False}, {**query, "Limit": 2}, {**query, "Select": "COUNT"}]
    return asked


def _pages(query: dict[str, Any]) -> list[Any]:
    """Return every page of a query."""
    client: Any = boto3.client("dynamodb")
    start: dict[str, Any] = {}
    pages: list[Any] = []
    while True:
        page = client.query(**query, **start)
        pages.append([page["Count"], page.get("Items"), page.get("LastEvaluatedKey")])
        if "LastEvaluatedKey" not in page:
            return pages
        start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}


def test_a_query_answers_as_that_of_moto(monkeypatch: pytest.MonkeyPatch):
    assert Table.query is not QUERY
    client: Any = boto3.client("dynamodb")
    key = [{"AttributeName": name, "KeyType": kind} for name, kind in (("hash", "HASH"), ("range", "RANGE"))]
    by_place = [{"AttributeName": name, "KeyType": kind} for name, kind in (("place", "HASH"), ("rank", "RANGE"))]
    client.create_table(
        TableName="quicker",
        BillingMode="PAY_PER_REQUEST",
        KeySchema=key,
        AttributeDefinitions=[
            {"AttributeName": name, "AttributeType": kind} for name, kind in zip(NAMES, "SNSN", strict=True)
        ],
        GlobalSecondaryIndexes=[
            {"IndexName": "by_place", "KeySchema": by_place, "Projection": {"ProjectionType": "ALL"}}
        ],
    )
    for number in range(40):
        row: dict[str, Any] = {"hash": {"S": str(number % 3)}, "range": {"N": str(number)}}
        # Some rows are in no index.
        placed = {"place": {"S": str(number % 4)}, "rank": {"N": str(number * 7 % 13)}} if number % 5 else {}
        client.put_item(TableName="quicker", Item=row | placed)
    asked = [one for index in (None, "by_place") for value in "0123" for one in _asked(index, value)]
    found = [_pages(query) for query in asked]
    monkeypatch.setattr(Table, "query", QUERY)
    assert found == [_pages(query) for query in asked]
    assert sum(page[0] for pages in found for page in pages) > 100
    client.delete_table(TableName="quicker")
