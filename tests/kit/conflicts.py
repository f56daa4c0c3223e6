"""A model of what DynamoDB refuses under load, in a clock of its own; what is stored lies in moto.

Requests begin at given moments and take as long as their calls do. While a transaction is under way, another write to
one of its items is refused; a partition key of a table or of an index takes 1,000 write units a second; an index
follows its table later. What is sent to a queue arrives in the same clock. Source for the rules: the DynamoDB developer
guide, "Transaction conflict handling" and "Best practices for partition keys".
"""

import heapq
import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from botocore import client as aws
from botocore.exceptions import ClientError

from chalicelib import config, deadline
from chalicelib.models import base

# Seconds, as one sees them within a region.
READ, WRITE, TRANSACTION, SENDING = 0.004, 0.006, 0.02, 0.01
INDEX_LAG = 0.8
UNITS_A_SECOND = 1000
# What botocore does by itself when a table throttles.
RETRIES, PAUSE = 4, 0.05

Body = dict[str, Any]


class Dynamo:
    """The model: its clock, what is under way, and what is to come."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, consumers: dict[str, Callable[[Body], object]]) -> None:
        self.now = self.began = base.clock()
        self.consumers = consumers
        self.errors: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self._coming: list[tuple[float, int, Callable[[], object]]] = []
        self._numbers = itertools.count()
        self._under_way: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self._units: Counter[tuple[str, int]] = Counter()
        self._indexed: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
        self._kept: dict[str, Any] = {}
        self._real = aws.BaseClient._make_api_call  # type: ignore[attr-defined]

        def call(client: Any, name: str, asked: Body) -> Any:
            return self._call(client, name, asked)

        monkeypatch.setattr(aws.BaseClient, "_make_api_call", call)
        monkeypatch.setattr(base, "clock", lambda: self.now)
        monkeypatch.setattr(deadline, "back_off", self._pass)

    def at(self, seconds: float, act: Callable[[], object]) -> None:
        """Have something begin so many seconds after the beginning."""
        heapq.heappush(self._coming, (self.began + seconds, next(self._numbers), act))

    def run(self, until: float = float("inf")) -> None:
        """Let everything happen that begins by then, in seconds after the beginning."""
        while self._coming and self._coming[0][0] <= self.began + until:
            self.now, _, act = heapq.heappop(self._coming)
            try:
                act()
            except Exception as error:  # noqa: BLE001 - what a caller would see is counted
                self.errors[type(error).__name__] += 1
        if until < float("inf"):
            self.now = self.began + until

    def _pass(self, seconds: float) -> None:
        self.now += seconds

    def _call(self, client: Any, name: str, asked: Body) -> Any:
        self.calls[name] += 1
        if client.meta.service_model.service_name == "sqs":
            return self._send(name, asked) if name == "SendMessage" else self._real(client, name, asked)
        if name in ("GetItem", "BatchGetItem", "Query"):
            self._pass(READ)
            return self._read(client, name, asked)
        if name == "TransactWriteItems":
            return self._transact(client, name, asked)
        return self._write(client, name, asked)

    def _send(self, name: str, asked: Body) -> Body:
        self._pass(SENDING)
        queue = asked["QueueUrl"].rpartition("/")[2].removeprefix(config.PREFIX)
        body = json.loads(asked["MessageBody"])
        if queue in self.consumers:
            arrives = self.now - self.began + asked.get("DelaySeconds", 0)
            self.at(arrives, lambda: self.consumers[queue](body))
        return {"MessageId": name}

    def _read(self, client: Any, name: str, asked: Body) -> Any:
        if name == "GetItem":
            key = _key(asked["TableName"], asked["Key"])
            if key not in self._kept:
                self._kept[key] = self._real(client, name, asked)
            return self._kept[key]
        answer = self._real(client, name, asked)
        if asked.get("Select") == "COUNT" and "IndexName" in asked:
            [value] = (one["S"] for one in asked["ExpressionAttributeValues"].values())
            writes = self._indexed[asked["TableName"], value]
            late = sum(change for at, change in writes if at > self.now - INDEX_LAG)
            answer["Count"] -= late
        return answer

    def _write(self, client: Any, name: str, asked: Body) -> Any:
        item = asked.get("Key") or asked["Item"]
        table = asked["TableName"]
        if self._is_busy(_key(table, item), WRITE):
            raise ClientError({"Error": {"Code": "TransactionConflictException", "Message": ""}}, name)
        for partition in _partitions(table, item):
            self._take(partition, 1, name)
        answer = self._real(client, name, asked)
        self._kept.pop(_key(table, item), None)
        self._follow(table, item, name, asked)
        self._pass(WRITE)
        return answer

    def _follow(self, table: str, item: Body, name: str, asked: Body) -> None:
        """Note what an index learns later of a like or a follow."""
        [*_, last] = _partitions(table, item)
        is_less = name == "DeleteItem" or asked.get("UpdateExpression", "").startswith("REMOVE")
        self._indexed[table, last.rpartition("/")[2]].append((self.now, -1 if is_less else 1))

    def _transact(self, client: Any, name: str, asked: Body) -> Any:
        writes = [next(iter(one.values())) for one in asked["TransactItems"]]
        keys = [_key(one["TableName"], one.get("Key") or one["Item"]) for one in writes]
        busy = [self._is_busy(key, TRANSACTION) for key in keys]
        self._pass(TRANSACTION)
        if any(busy):
            reasons = [{"Code": "TransactionConflict" if one else "None"} for one in busy]
            answer: Any = {"Error": {"Code": "TransactionCanceledException", "Message": ""}}
            answer["CancellationReasons"] = reasons
            raise ClientError(answer, name)
        for key in keys:
            self._under_way[key].append((self.now - TRANSACTION, self.now))
            self._kept.pop(key, None)
        for one in writes:
            self._take(_partitions(one["TableName"], one.get("Key") or one["Item"])[0], 2, name)
        return self._real(client, name, asked)

    def _is_busy(self, key: str, seconds: float) -> bool:
        """Tell whether a transaction is under way within the next seconds; requests are played one after the other."""
        return any(begins < self.now + seconds and self.now < ends for begins, ends in self._under_way[key])

    def _take(self, partition: str, units: int, name: str) -> None:
        for _ in range(RETRIES):
            if self._units[partition, int(self.now)] + units <= UNITS_A_SECOND:
                self._units[partition, int(self.now)] += units
                return
            self._pass(PAUSE)
        raise ClientError({"Error": {"Code": "ProvisionedThroughputExceededException", "Message": ""}}, name)


def _key(table: str, item: Body) -> str:
    names = [name for name in ("account_id", "post_id", "follower_id", "followee_id", "id") if name in item]
    # A like has the id of its own beside its key.
    return f"{table}/" + "/".join(str(item[name]["S"]) for name in names[:2])


def _partitions(table: str, item: Body) -> list[str]:
    """Return the partition keys that a write reaches: the table's, and that of the index by which others count."""
    first = next(iter(item.values()))["S"]
    other = item.get("post_id") or item.get("followee_id")
    return [f"{table}/{first}", *([f"{table}-index/{other['S']}"] if other else [])]
