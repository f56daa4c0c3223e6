"""Read items of several tables by their keys, in one trip, and delete those of one key together."""

import random
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import chain
from typing import Any

from chalicelib import deadline
from chalicelib.errors import Unavailable
from chalicelib.models.base import CONFLICT_RETRIES, Model, is_key
from chalicelib.models.connections import connection
from chalicelib.models.rounds import each

# BatchGetItem takes at most 100 keys.
BATCH_GET_KEYS = 100

Key = tuple[type[Model], str, str | None]


def fetch(keys: Sequence[Key]) -> dict[Key, Model]:
    """Read items of any tables by key: a call for each hundred, all of them in one trip; missing items are left out."""
    wanted = [key for key in dict.fromkeys(keys) if is_key(key[1]) and (key[2] is None or is_key(key[2]))]
    batches = [wanted[start : start + BATCH_GET_KEYS] for start in range(0, len(wanted), BATCH_GET_KEYS)]
    found = each([partial(_fetch_batch, batch) for batch in batches])
    return dict(chain.from_iterable(found))


def _fetch_batch(keys: Sequence[Key]) -> list[tuple[Key, Model]]:
    return list(_read_batch(keys))


def _read_batch(keys: Sequence[Key]) -> Iterator[tuple[Key, Model]]:
    models = {model.Meta.table_name: model for model, _, _ in keys}
    request: dict[str, Any] = {}
    for model, hash_key, range_key in keys:
        request.setdefault(model.Meta.table_name, {"Keys": []})["Keys"].append(_key_item(model, hash_key, range_key))
    for attempt in range(CONFLICT_RETRIES):
        answer = connection().dispatch("BatchGetItem", {"RequestItems": request})
        for table, items in answer["Responses"].items():
            for item in items:
                found = models[table].parse(item)
                yield _key_of(found), found
        request = answer.get("UnprocessedKeys") or {}
        if not request:
            return
        deadline.back_off(random.uniform(0, 0.05 * 2**attempt))  # noqa: S311 - jitter is no secret
    raise Unavailable


def _key_item(model: type[Model], hash_key: str, range_key: str | None) -> dict[str, Any]:
    item = {_key_names(model)[0]: {"S": hash_key}}
    if range_key is not None:
        item[_key_names(model)[1]] = {"S": range_key}
    return item


@cache
def _key_names(model: type[Model]) -> tuple[str, str]:
    attributes = model.get_attributes().values()
    hash_name = next(a.attr_name for a in attributes if a.is_hash_key)
    return hash_name, next((a.attr_name for a in attributes if a.is_range_key), "")


def _key_of(found: Model) -> Key:
    hash_name, range_name = _key_names(type(found))
    return type(found), getattr(found, hash_name), getattr(found, range_name) if range_name else None


def clear_partition(model: type[Model], hash_key: str) -> bool:
    """Delete every item of a model with a hash key; tells whether there was any."""
    found = list(model.query(hash_key, consistent_read=True))
    with model.batch_write() as batch:
        for item in found:
            batch.delete(item)
    return bool(found)
