"""Count the units of a read, and of a write that is refused, by AWS's rules: by the bytes of the items examined.

The local AWS counts the bytes of what is written, of tables and indexes; of the rest it tells a constant.
Source: the DynamoDB developer guide, "DynamoDB read and write operations" and "Item sizes and formats".
"""

import math
import re
from collections.abc import Callable, Iterable
from typing import Any

Item = dict[str, Any]
# Makes a request without measuring it.
Ask = Callable[[str, dict[str, Any]], dict[str, Any]]

KB = 1024
# What takes attributes or whole items out of an answer after they were read and paid for.
NARROWS = ("ProjectionExpression", "FilterExpression", "Select", "AttributesToGet")
EXPRESSIONS = ("KeyConditionExpression", "ProjectionExpression", "FilterExpression")


def read_units(operation: str, asked: dict[str, Any], answer: dict[str, Any], ask: Ask) -> float:
    """Return the units that a read took.

    Items count by themselves, but those of one Query or Scan together; bytes are rounded up to 4 KB, and nothing found
    costs as much as a little. A read that is not consistent takes half, one of a transaction twice as much.
    """
    if operation in {"Query", "Scan"}:
        wide = ask(operation, whole(asked)) if any(name in asked for name in NARROWS) else answer
        return _units(sum(map(size, wide["Items"])), is_consistent=asked.get("ConsistentRead", False))
    if operation == "GetItem":
        wide = ask(operation, whole(asked)) if any(name in asked for name in NARROWS) else answer
        return _units(size(wide.get("Item", {})), is_consistent=asked.get("ConsistentRead", False))
    if operation == "BatchGetItem":
        return sum(_batch(table, request, ask) for table, request in asked["RequestItems"].items())
    if operation == "TransactGetItems":
        found = (part.get("Item", {}) for part in answer["Responses"])
        return sum(2 * _units(size(item), is_consistent=True) for item in found)
    raise ValueError(f"{operation} is no read that is measured")


def items_of(operation: str, asked: dict[str, Any], answer: dict[str, Any]) -> int:
    """Return how many items a request examines or writes: those that a filter takes out of an answer too."""
    if operation in {"Query", "Scan"}:
        return int(answer["ScannedCount"])
    if operation == "BatchGetItem":
        return sum(len(request["Keys"]) for request in asked["RequestItems"].values())
    if operation == "BatchWriteItem":
        return sum(map(len, asked["RequestItems"].values()))
    return len(asked["TransactItems"]) if operation.startswith("Transact") else 1


def refused_units(operation: str, asked: dict[str, Any], refusal: str, ask: Ask) -> float:
    """Return the units that a write took whose condition did not hold; `refusal` is the code of AWS's error.

    They count by the item that is there; in a transaction twice, and by what was to be put where that is larger.
    Other refusals take nothing.
    """
    if refusal == "ConditionalCheckFailedException":
        return _written(size(_there(asked, ask)))
    if refusal == "TransactionCanceledException":
        parts = [write for item in asked["TransactItems"] for write in item.values()]
        return sum(2 * _written(max(size(_there(one, ask)), size(one.get("Item", {})))) for one in parts)
    return 0.0


def _there(asked: dict[str, Any], ask: Ask) -> Item:
    table = asked["TableName"]
    if "Key" not in asked:
        schema = ask("DescribeTable", {"TableName": table})["Table"]["KeySchema"]
        asked = {"Key": {part["AttributeName"]: asked["Item"][part["AttributeName"]] for part in schema}}
    found: Item = ask("GetItem", {"TableName": table, "Key": asked["Key"], "ConsistentRead": True}).get("Item", {})
    return found


def _written(length: int) -> float:
    return float(math.ceil(max(1, length) / KB))


def _batch(table: str, request: dict[str, Any], ask: Ask) -> float:
    is_consistent = request.get("ConsistentRead", False)
    items = (ask("GetItem", {"TableName": table, "Key": key}).get("Item", {}) for key in request["Keys"])
    return sum(_units(size(item), is_consistent=is_consistent) for item in items)


def _units(length: int, *, is_consistent: bool) -> float:
    return math.ceil(max(1, length) / (4 * KB)) * (1.0 if is_consistent else 0.5)


def whole(asked: dict[str, Any]) -> dict[str, Any]:
    """Return a request that examines the same items and answers them whole, without names that it no longer uses."""
    wide = {name: value for name, value in asked.items() if name not in NARROWS}
    used = set(re.findall(r"[#:]\w+", " ".join(str(wide.get(name, "")) for name in EXPRESSIONS)))
    for names in ("ExpressionAttributeNames", "ExpressionAttributeValues"):
        kept = {name: value for name, value in wide.pop(names, {}).items() if name in used}
        if kept:
            wide[names] = kept
    return wide


def size(item: Item) -> int:
    """Return the bytes of an item: of its names and values."""
    return sum(len(name.encode()) + _bytes(value) for name, value in item.items())


def _bytes(value: dict[str, Any]) -> int:
    kind, inner = next(iter(value.items()))
    if kind == "M":
        return 3 + sum(1 + len(name.encode()) + _bytes(part) for name, part in inner.items())
    if kind == "L":
        return 3 + sum(1 + _bytes(part) for part in inner)
    if kind in {"SS", "NS", "BS"}:
        return _sum_of_scalars(kind[0], inner)
    return _scalar(kind, inner)


def _sum_of_scalars(kind: str, values: Iterable[Any]) -> int:
    return sum(_scalar(kind, value) for value in values)


def _scalar(kind: str, value: Any) -> int:
    if kind == "S":
        return len(value.encode())
    if kind == "N":
        # Two digits a byte and one more, without zeros at either end.
        digits = re.sub(r"[eE].*|[-+.]", "", value).strip("0")
        return math.ceil(len(digits) / 2) + 1
    return len(value) if kind == "B" else 1
