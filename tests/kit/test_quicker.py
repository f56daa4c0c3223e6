"""What moto works out once leaks into nothing else: not into other values, and not out of a transaction that failed."""

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

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
