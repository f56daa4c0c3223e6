"""The meter knows how many bytes a value takes at AWS, and how many items a request is about."""

from typing import Any

import pytest

from bench.units import items_of, size


@pytest.mark.parametrize(
    ("value", "length"),
    [
        ({"S": "é"}, 2),
        ({"N": "0"}, 1),
        ({"N": "1700000000"}, 2),
        ({"N": "-12.50"}, 3),
        ({"B": b"abc"}, 3),
        ({"BOOL": True}, 1),
        ({"NULL": True}, 1),
        ({"SS": ["ab", "c"]}, 3),
        ({"NS": ["1", "22"]}, 4),
        ({"L": [{"S": "ab"}]}, 6),
        ({"M": {"k": {"S": "ab"}}}, 7),
    ],
)
def test_sizes_of_values(value: dict[str, Any], length: int) -> None:
    assert size({"": value}) == length


@pytest.mark.parametrize(
    ("operation", "asked", "answer", "items"),
    [
        ("Query", {"Limit": 9}, {"Count": 1, "ScannedCount": 4}, 4),
        ("BatchGetItem", {"RequestItems": {"a": {"Keys": [1, 2]}, "b": {"Keys": [3]}}}, {}, 3),
        ("BatchWriteItem", {"RequestItems": {"a": [1, 2], "b": [3]}}, {}, 3),
        ("TransactWriteItems", {"TransactItems": [1, 2]}, {}, 2),
        ("UpdateItem", {}, {}, 1),
    ],
)
def test_items_are_those_that_are_examined_or_written(
    operation: str, asked: dict[str, Any], answer: dict[str, Any], items: int
) -> None:
    assert items_of(operation, asked, answer) == items
