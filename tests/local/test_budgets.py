"""Operations stay within their budgets, measured on the local AWS: moto reports a constant capacity."""

import json
import subprocess
import sys
from typing import Any

import pytest

pytestmark = pytest.mark.local_aws
PROGRAM = "from bench import operations; print(*operations.over_budget(), sep='\\n', end='')"


def test_every_operation_keeps_to_its_budget_of_trips_and_units():
    answer = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=300, check=False)
    assert (answer.returncode, answer.stdout) == (0, ""), answer.stderr


# Writes to a table with an index of everything and one of the keys alone, each measured by the meter.
WRITING = """
import json
from bench.meter import metered
from bench.operations import local_aws

with local_aws():
    import boto3

    client, told = boto3.client("dynamodb"), {}
    client.create_table(
        TableName="units", BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "all", "keys")],
        GlobalSecondaryIndexes=[
            {"IndexName": name, "KeySchema": [{"AttributeName": name, "KeyType": "HASH"}],
             "Projection": {"ProjectionType": kind}} for name, kind in (("all", "ALL"), ("keys", "KEYS_ONLY"))])

    def row(key, size, *indexes):
        return {"pk": {"S": key}, "text": {"S": "x" * size}} | {name: {"S": name} for name in indexes}

    def put(key, size, *indexes):
        return lambda: client.put_item(TableName="units", Item=row(key, size, *indexes))

    def shrink(key):
        return lambda: client.update_item(TableName="units", Key={"pk": {"S": key}},
            UpdateExpression="SET #t = :t", ExpressionAttributeNames={"#t": "text"},
            ExpressionAttributeValues={":t": {"S": "x"}})

    def together(*keys):
        items = [{"Put": {"TableName": "units", "Item": row(key, 3_500)}} for key in keys]
        return lambda: client.transact_write_items(TransactItems=items)

    for name, act in (
        ("put", put("1", 3_500)), ("put, index of all", put("2", 3_500, "all")),
        ("put, index of keys", put("3", 3_500, "keys")), ("shrink", shrink("1")), ("shrink, index of all", shrink("2")),
        ("shrink, index of keys", shrink("3")), ("transaction", together("4", "5")),
    ):
        with metered() as bill:
            act()
        told[name] = bill.write_units
print(json.dumps(told))
"""


def test_accepted_writes_are_metered_by_their_bytes():
    """A unit is a kilobyte begun; an update takes those of the larger item; an index takes its own."""
    answer = subprocess.run([sys.executable, "-c", WRITING], capture_output=True, text=True, timeout=120, check=False)
    found: dict[str, Any] = json.loads(answer.stdout or "{}")
    assert found == {
        "put": 4,
        "put, index of all": 8,
        "put, index of keys": 5,
        "shrink": 4,
        "shrink, index of all": 8,
        "shrink, index of keys": 4,
        "transaction": 16,
    }, answer.stderr
