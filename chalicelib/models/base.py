"""What every table shares: its name, its client, its ids, and writes that happen together."""

import random
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from pynamodb.connection import Connection
from pynamodb.constants import PAY_PER_REQUEST_BILLING_MODE
from pynamodb.exceptions import DeleteError, PutError, TransactWriteError, UpdateError
from pynamodb.models import Model as PynamoModel
from pynamodb.transactions import TransactWrite

from chalicelib import config
from chalicelib.errors import NotFound, Unavailable

M = TypeVar("M", bound=PynamoModel)

# BatchGetItem takes at most 100 keys.
BATCH_GET_KEYS = 100
# A partition key may have 2048 bytes, a sort key 1024; ours are far shorter.
LONGEST_KEY = 1024
CONFLICT_RETRIES = 8
RETRIED = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded"}


class BaseMeta:
    """The settings that every table shares."""

    billing_mode = PAY_PER_REQUEST_BILLING_MODE
    # API Gateway gives up after 29 s, pynamodb would wait for 30.
    connect_timeout_seconds = 2
    read_timeout_seconds = 5


class Model(PynamoModel):
    """A table of ours."""

    @classmethod
    def parse(cls: type[M], item: dict[str, Any]) -> M:
        """Return the object for an item as DynamoDB sends it."""
        return cls.from_raw_data(item)

    @classmethod
    def find(cls: type[M], hash_key: str) -> M:
        """Return the item with a key as it is at this moment, or raise NotFound."""
        if not is_key(hash_key):
            raise NotFound
        try:
            return cls.get(hash_key, consistent_read=True)
        except cls.DoesNotExist as error:
            raise NotFound from error


class GuardFailed(Exception):
    """A condition of a transaction did not hold, so nothing was written.

    `positions` are the places of the failed writes, counted from 0 in the order in which
    pynamodb sends them: condition checks, deletes, puts, updates.
    """

    def __init__(self, positions: Sequence[int]) -> None:
        """Take the places of the writes whose conditions failed."""
        self.positions = tuple(positions)
        super().__init__(f"conditions failed at {self.positions}")


def is_key(text: str) -> bool:
    """Tell whether DynamoDB takes a text as a key: anybody may ask for any id, and it refuses these with an error."""
    return 0 < len(text.encode()) <= LONGEST_KEY


def table_name(noun: str) -> str:
    """Return the full name of a table in this deployment."""
    return f"{config.PREFIX}{noun}"


def now() -> int:
    """Return the time in whole seconds since 1970, UTC."""
    return int(time.time())


def moment(at: float) -> datetime:
    """Return a time in seconds since 1970 as pynamodb's TTL attributes want it."""
    return datetime.fromtimestamp(int(at), UTC)


def new_id(at: float | None = None) -> str:
    """Return a new id: milliseconds since 1970 in the high bits, 16 random bits below, in decimal.

    Ids sort by time as text: they have 18 digits from 2018 to the year 2453.
    """
    moment = time.time() if at is None else at
    return str((int(moment * 1000) << 16) | secrets.randbits(16))


def id_time(post_id: str) -> float:
    """Return when an id was made, in seconds since 1970."""
    return (int(post_id) >> 16) / 1000


def connection() -> Connection:
    """Return the connection that transactions and batches over several tables use."""
    return _connection


_connection = Connection(read_timeout_seconds=BaseMeta.read_timeout_seconds, connect_timeout_seconds=2)


def transact(build: Callable[[TransactWrite], None]) -> None:
    """Write everything that `build` adds, or nothing.

    Raises GuardFailed where a condition does not hold. A conflict with another transaction is
    tried again with jitter; Unavailable when that does not end.
    """
    for attempt in range(CONFLICT_RETRIES):
        try:
            with TransactWrite(connection=connection()) as writes:
                build(writes)
            return
        except TransactWriteError as error:
            codes = [reason.code if reason else None for reason in error.cancellation_reasons]
            failed = [place for place, code in enumerate(codes) if code == "ConditionalCheckFailed"]
            if failed:
                raise GuardFailed(failed) from error
            if codes and not RETRIED.intersection(codes):
                raise
            time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311 - jitter is no secret
    raise Unavailable


def guarded(write: Callable[[], object]) -> bool:
    """Carry out a write that has a condition, and tell whether the condition held."""
    try:
        write()
    except (PutError, UpdateError, DeleteError) as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True


Key = tuple[type[Model], str, str | None]


def fetch(keys: Sequence[Key]) -> dict[Key, Model]:
    """Read items of any tables by key: one trip for each hundred, missing items left out."""
    found: dict[Key, Model] = {}
    wanted = [key for key in dict.fromkeys(keys) if is_key(key[1]) and (key[2] is None or is_key(key[2]))]
    for start in range(0, len(wanted), BATCH_GET_KEYS):
        found.update(_fetch_batch(wanted[start : start + BATCH_GET_KEYS]))
    return found


def _fetch_batch(keys: Sequence[Key]) -> Iterator[tuple[Key, Model]]:
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
        time.sleep(random.uniform(0, 0.05 * 2**attempt))  # noqa: S311 - jitter is no secret
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
