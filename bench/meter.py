"""Count what DynamoDB is asked: trips, and the capacity units that it says it took."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from botocore.client import BaseClient

READS = {"GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"}


@dataclass
class Bill:
    """What an operation cost: round trips, read units and write units, and the names of the calls."""

    trips: int = 0
    read_units: float = 0.0
    write_units: float = 0.0
    calls: list[str] = field(default_factory=list)

    def add(self, operation: str, asked: dict[str, Any], answer: dict[str, Any]) -> None:
        """Add one call and the capacity that its answer tells of."""
        if operation == "BatchGetItem":
            # The local AWS does not tell, so this counts as AWS documents it: each item by itself, in 4 KB.
            self.read_units += sum(map(_half_units, (item for items in answer["Responses"].values() for item in items)))
            self.read_units += 0.5 * _missing(asked, answer)
        consumed = answer.get("ConsumedCapacity") or []
        units = sum(float(part["CapacityUnits"]) for part in (consumed if isinstance(consumed, list) else [consumed]))
        self.trips += 1
        self.calls.append(operation)
        if operation in READS:
            self.read_units += units
        else:
            self.write_units += units


def _half_units(item: dict[str, Any]) -> float:
    return 0.5 * math.ceil(max(1, sum(len(name.encode()) + _size(value) for name, value in item.items())) / 4096)


def _size(value: Any) -> int:
    """Return the bytes of a value; Source: the DynamoDB developer guide, "Item sizes and formats"."""
    kind, inner = next(iter(value.items()))
    if kind in {"S", "N"}:
        return len(inner.encode())
    if kind == "M":
        return 3 + sum(1 + len(name.encode()) + _size(part) for name, part in inner.items())
    if kind == "L":
        return 3 + sum(1 + _size(part) for part in inner)
    return sum(map(len, inner)) if kind in {"SS", "NS", "BS"} else 1


def _missing(asked: dict[str, Any], answer: dict[str, Any]) -> int:
    wanted = sum(len(table["Keys"]) for table in asked["RequestItems"].values())
    return wanted - sum(len(items) for items in answer["Responses"].values())


@contextmanager
def metered() -> Iterator[Bill]:
    """Meter every call to DynamoDB in this process. Against the local AWS the units are exact, on moto a constant."""
    bill = Bill()
    # Every client passes here, pynamodb's too.
    base: Any = BaseClient
    real = base._make_api_call  # noqa: SLF001

    def call(client: BaseClient, operation: str, params: dict[str, Any]) -> Any:
        if client.meta.service_model.service_name != "dynamodb":
            return real(client, operation, params)
        answer = real(client, operation, {**params, "ReturnConsumedCapacity": "TOTAL"})
        bill.add(operation, params, answer)
        return answer

    base._make_api_call = call  # noqa: SLF001
    try:
        yield bill
    finally:
        base._make_api_call = real  # noqa: SLF001
