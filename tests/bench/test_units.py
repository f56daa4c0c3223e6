"""The meter counts what AWS would bill for a read: the bytes that were examined, and not those that came back."""

from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from bench.meter import Bill, metered
from bench.units import size
from chalicelib.models.rounds import both, each

TABLE = "units-of-the-tests"
KEY = {"pk": {"S": "p"}, "sk": {"S": "000"}}
OF_P: dict[str, Any] = {
    "TableName": TABLE,
    "KeyConditionExpression": "pk = :p",
    "ExpressionAttributeValues": {":p": {"S": "p"}},
}
NONE_OF_P = OF_P | {"ExpressionAttributeValues": {":p": {"S": "nobody"}}}


@pytest.fixture
def client() -> Iterator[Any]:
    """Return a client, with a table of 22 items of 20,000 bytes under one key, of which an index has the keys alone."""
    client: Any = boto3.client("dynamodb")
    client.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by_sk",
                "KeySchema": [{"AttributeName": "sk", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "KEYS_ONLY"},
            }
        ],
    )
    for number in range(22):
        row = {"pk": {"S": "p"}, "sk": {"S": f"{number:03}"}, "n": {"N": str(number)}}
        client.put_item(TableName=TABLE, Item=row | {"text": {"S": "x" * (20_000 - size(row) - 4)}})
    yield client
    client.delete_table(TableName=TABLE)


def _measure(act: Callable[[], object]) -> Bill:
    with metered() as bill:
        act()
    return bill


@pytest.mark.parametrize(
    ("asked", "units"),
    [
        (OF_P, 54),
        (OF_P | {"ConsistentRead": True}, 108),
        (OF_P | {"ProjectionExpression": "sk"}, 54),
        (OF_P | {"ProjectionExpression": "#s", "ExpressionAttributeNames": {"#s": "sk"}}, 54),
        (OF_P | {"Select": "COUNT"}, 54),
        (
            OF_P
            | {
                "FilterExpression": "n > :n",
                "ExpressionAttributeValues": {":p": {"S": "p"}, ":n": {"N": "99"}},
            },
            54,
        ),
        (OF_P | {"Limit": 1}, 2.5),
        (NONE_OF_P, 0.5),
        (
            {
                "TableName": TABLE,
                "IndexName": "by_sk",
                "KeyConditionExpression": "sk = :s",
                "ExpressionAttributeValues": {":s": {"S": "000"}},
            },
            0.5,
        ),
    ],
)
def test_a_query_takes_the_bytes_that_it_examines(client: Any, asked: dict[str, Any], units: float) -> None:
    bill = _measure(lambda: client.query(**asked))
    assert (bill.trips, bill.read_units, bill.write_units) == (1, units, 0)


@pytest.mark.parametrize(
    ("asked", "units"),
    [
        ({}, 2.5),
        ({"ConsistentRead": True}, 5),
        ({"ProjectionExpression": "sk"}, 2.5),
        ({"Key": KEY | {"sk": {"S": "none"}}}, 0.5),
    ],
)
def test_an_item_takes_all_of_its_bytes(client: Any, asked: dict[str, Any], units: float) -> None:
    assert _measure(lambda: client.get_item(**{"TableName": TABLE, "Key": KEY} | asked)).read_units == units


def test_items_of_a_batch_count_by_themselves(client: Any) -> None:
    keys = [KEY, KEY | {"sk": {"S": "001"}}, KEY | {"sk": {"S": "none"}}]
    request: dict[str, Any] = {TABLE: {"Keys": keys, "ProjectionExpression": "sk"}}
    assert _measure(lambda: client.batch_get_item(RequestItems=request)).read_units == 5.5


def test_a_read_in_a_transaction_takes_twice_as_much(client: Any) -> None:
    got = [{"Get": {"TableName": TABLE, "Key": KEY}}]
    assert _measure(lambda: client.transact_get_items(TransactItems=got)).read_units == 10


def test_a_refused_write_is_a_trip_and_is_paid_for(client: Any) -> None:
    def write() -> None:
        with pytest.raises(client.exceptions.ConditionalCheckFailedException):
            client.delete_item(TableName=TABLE, Key=KEY, ConditionExpression="attribute_not_exists(pk)")

    bill = _measure(write)
    assert (bill.trips, bill.write_units) == (1, 20)


GONE = "attribute_not_exists(pk)"
NONE = KEY | {"sk": {"S": "none"}}
SMALL: dict[str, Any] = {"TableName": TABLE, "Item": KEY, "ConditionExpression": GONE}
LARGE = KEY | {"sk": {"S": "large"}, "text": {"S": "x" * 9_000}}
SET = {"UpdateExpression": "SET n = :n", "ExpressionAttributeValues": {":n": {"N": "1"}}}


@pytest.mark.parametrize(
    ("operation", "asked", "units"),
    [
        ("put_item", SMALL, 20),
        ("update_item", {"TableName": TABLE, "Key": KEY, "ConditionExpression": GONE} | SET, 20),
        ("delete_item", {"TableName": TABLE, "Key": NONE, "ConditionExpression": "attribute_exists(pk)"}, 1),
        ("put_item", {"TableName": TABLE, "Item": LARGE, "ConditionExpression": "attribute_exists(pk)"}, 1),
        ("transact_write_items", {"TransactItems": [{"Put": SMALL}]}, 40),
        ("transact_write_items", {"TransactItems": [{"Put": SMALL}, {"Put": {"TableName": TABLE, "Item": LARGE}}]}, 58),
        (
            "transact_write_items",
            {
                "TransactItems": [
                    {"ConditionCheck": {"TableName": TABLE, "Key": KEY, "ConditionExpression": GONE}},
                    {"Delete": {"TableName": TABLE, "Key": NONE}},
                ]
            },
            42,
        ),
    ],
)
def test_what_is_refused_takes_the_bytes_of_what_is_there(
    client: Any, operation: str, asked: dict[str, Any], units: float
) -> None:
    """A transaction takes twice as much, and of what it would have put the larger one."""

    def write() -> None:
        with pytest.raises(ClientError, match="ConditionalCheckFailed"):
            getattr(client, operation)(**asked)

    assert _measure(write).write_units == units


def test_what_is_no_write_at_all_takes_nothing(client: Any) -> None:
    def write() -> None:
        with pytest.raises(ClientError, match="Validation"):
            client.put_item(TableName=TABLE, Item={"pk": {"S": "p"}})

    assert _measure(write).write_units == 0


def test_a_round_of_requests_is_one_trip_and_what_follows_within_it_another(client: Any) -> None:
    def get() -> object:
        return client.get_item(TableName=TABLE, Key=KEY)

    bill = _measure(lambda: [get(), each([get, lambda: [get(), get()], get]), both(get, get)])
    assert (bill.trips, len(bill.calls), bill.read_units) == (1 + 2 + 1, 7, 7 * 2.5)
