"""Keep what all tables hold, put it back, and multiply what came since: a scene that takes seconds is grown once."""

import json
import pickle
import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from typing import Any

from chalicelib.models.photos.search import trends
from infra.tables import tables
from tests.kit.rows import held

# What tells rows apart: ids of posts and conversations, what is drawn of 128 bits, hashes, and what factories number.
IDS = re.compile(
    r"(?<!\d)\d{18,19}(?!\d)|(?<![\w-])[\w-]{22}(?![\w-])|\b[0-9a-f]{64}\b|\b(?:person|hill|cat|List )\d+\b"
)
# A row's table and key, and all of it as JSON.
Rows = Mapping[tuple[str, str], str]


def taken() -> bytes:
    """Return all rows of all tables."""
    return pickle.dumps({name: held(name).items for name in _names()}, pickle.HIGHEST_PROTOCOL)


def put_back(kept: bytes) -> None:
    """Have the tables hold what they held, and nothing else."""
    trends.forget()
    for name, rows in pickle.loads(kept).items():
        held(name).items = rows


def rows() -> Rows:
    """Return all rows of all tables by their keys."""
    return {(name, _key(name, item)): json.dumps(item) for name in _names() for item in _items(name)}


def multiply(before: Rows, times: int) -> int:
    """Add to each row that came since `before` so many copies with ids of their own, and return how many were added.

    The rows of one copy belong together as those do that they are copies of. What was there before stays one.
    """
    old = {found for text in before.values() for found in IDS.findall(text)}
    there = rows()
    came = {key: text for key, text in there.items() if key not in before}
    added = 0
    for number in range(1, times + 1):
        for (name, key), text in came.items():
            item = json.loads(IDS.sub(partial(_renamed, old, number), text))
            if _key(name, item) != key:
                held(name).put_item(item)
                added += 1
    return added


def _renamed(old: set[str], number: int, found: re.Match[str]) -> str:
    return found[0] if found[0] in old else _other(found[0], number)


def _other(name: str, number: int) -> str:
    """Return the id of a copy: one of the same kind, and where it is in an order some milliseconds earlier."""
    if name.isdigit():
        return str(int(name) - (number << 16))
    drawn = sha256(f"{name} {number}".encode())
    if len(name) == 64:
        return drawn.hexdigest()
    return urlsafe_b64encode(drawn.digest()).decode()[:22] if len(name) == 22 else f"{name}x{number}"


def _names() -> list[str]:
    return [str(model.Meta.table_name) for model in tables()]


def _items(name: str) -> list[dict[str, Any]]:
    return [item.to_json()["Attributes"] for item in held(name).all_items()]


def _key(name: str, item: Mapping[str, Any]) -> str:
    table = held(name)
    return json.dumps([item[one] for one in (table.hash_key_attr, table.range_key_attr) if one])
