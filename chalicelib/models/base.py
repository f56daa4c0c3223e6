"""Share among tables: names, the client, ids, and transactions."""

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from pynamodb.connection import TableConnection
from pynamodb.constants import PAY_PER_REQUEST_BILLING_MODE
from pynamodb.exceptions import DeleteError, PutError, PynamoDBException, TransactWriteError, UpdateError
from pynamodb.expressions.update import Action
from pynamodb.models import Model as PynamoModel
from pynamodb.transactions import TransactWrite

from chalicelib import config, deadline
from chalicelib.errors import NotFound, Unavailable
from chalicelib.models.connections import CONNECT_SECONDS, READ_SECONDS, RETRIES, connection, of_table
from chalicelib.models.ids import Ids

M = TypeVar("M", bound=PynamoModel)

# The clock that now() and new_id() ask: in the local stack it follows the local Stripe's, which can be moved.
clock: Callable[[], float] = time.time

# A partition key may have 2048 bytes, a sort key 1024; ours are far shorter.
LONGEST_KEY = 1024
CONFLICT_RETRIES = 8
# A programming error, which no retry repairs and which must not look like a busy server.
INVALID = "ValidationException"
RETRIED = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded"}


class BaseMeta:
    """The settings that every table shares."""

    billing_mode = PAY_PER_REQUEST_BILLING_MODE
    connect_timeout_seconds, read_timeout_seconds = CONNECT_SECONDS, READ_SECONDS
    max_retry_attempts = RETRIES


class Model(PynamoModel):
    """The base of every table."""

    @classmethod
    def _get_connection(cls) -> TableConnection:
        return of_table(super()._get_connection())

    @classmethod
    def parse(cls: type[M], item: dict[str, Any]) -> M:
        """Return the object for an item as DynamoDB sends it."""
        return cls.from_raw_data(item)

    @classmethod
    def get(cls: type[M], hash_key: Any, range_key: Any = None, *args: Any, **options: Any) -> M:
        """Return the item with a key, or raise DoesNotExist, also for texts that DynamoDB refuses as keys."""
        if not all(is_key(part) for part in (hash_key, range_key) if isinstance(part, str)):
            raise cls.DoesNotExist
        return super().get(hash_key, range_key, *args, **options)

    @classmethod
    def find(cls: type[M], hash_key: str) -> M:
        """Return the item with a key, read consistently, or raise NotFound."""
        try:
            return cls.get(hash_key, consistent_read=True)
        except cls.DoesNotExist as error:
            raise NotFound from error

    @classmethod
    def scan_all(cls: type[M], only: Any = None) -> "Iterator[M]":
        """Yield every item by a consistent scan, in no order: for the audit only. `only` leaves others out there."""
        return iter(cls.scan(only, consistent_read=True))

    @classmethod
    def scan_some(cls: type[M], after: Any, limit: int) -> tuple[list[M], Any]:
        """Return some items by a consistent scan after a key, and the key of the last; None at the end."""
        found = cls.scan(limit=limit, page_size=limit, last_evaluated_key=after, consistent_read=True)
        return list(found), found.last_evaluated_key

    @classmethod
    def count_roughly(cls) -> int:
        """Return the number of items as DynamoDB counted them within the last six hours: one round trip, no units."""
        return int(cls.describe_table()["ItemCount"])


class GuardFailed(Exception):
    """A condition of a transaction did not hold, so nothing was written.

    `positions` are the places of the failed writes, counted from 0 in the order in which
    pynamodb sends them: condition checks, deletes, puts, updates.
    """

    def __init__(self, positions: Sequence[int]) -> None:
        """Store the positions of the writes whose conditions failed."""
        self.positions = tuple(positions)
        super().__init__(f"conditions failed at {self.positions}")


def is_key(text: str) -> bool:
    """Tell whether DynamoDB accepts a text as a key: clients may send any id, and it refuses others with an error."""
    return 0 < len(text.encode()) <= LONGEST_KEY


def table_name(noun: str) -> str:
    """Return the full name of a table in this deployment."""
    return f"{config.PREFIX}{noun}"


def now() -> int:
    """Return the time in whole seconds since 1970, UTC."""
    return int(clock())


def moment(at: float) -> datetime:
    """Return a time in seconds since 1970 as pynamodb's TTL attributes want it."""
    return datetime.fromtimestamp(int(at), UTC)


_ids = Ids()


def new_id(at: float | None = None) -> str:
    """Return a new id: milliseconds since 1970 in the high bits, 16 random bits below, in decimal.

    Ids sort by time as text: they have 18 digits from 2018 to the year 2453. Of those that one
    process makes in the same millisecond, the later is the greater.
    """
    return str(_ids.at(clock() if at is None else at))


def id_time(post_id: str) -> float:
    """Return when an id was created, in seconds since 1970."""
    return (int(post_id) >> 16) / 1000


def transact(build: Callable[[TransactWrite], None]) -> None:
    """Write everything that `build` adds, or nothing.

    Raises GuardFailed if a condition does not hold. A conflict with another transaction is retried with jitter; raises
    Unavailable when the retries are used up.
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
            if _code_of(error) == INVALID or (codes and not RETRIED.intersection(codes)):
                raise
            wait_a_little(attempt)
    raise Unavailable


def wait_a_little(attempt: int) -> None:
    """Wait before retrying rows that another writer is changing: with jitter, and longer after each attempt."""
    deadline.back_off(random.uniform(0, 0.02 * 2 ** min(attempt, 7)))  # noqa: S311 - jitter is no secret


def transact_if(build: Callable[[TransactWrite], None]) -> bool:
    """Write everything that `build` adds and return True, or nothing and False if a condition does not hold."""
    try:
        transact(build)
    except GuardFailed:
        return False
    return True


def assignments(model: type[PynamoModel], values: Mapping[str, Any]) -> list[Action]:
    """Return the actions that set attributes of a row; an attribute whose value is None is removed."""
    names = sorted(values)
    return [
        getattr(model, name).remove() if values[name] is None else getattr(model, name).set(values[name])
        for name in names
    ]


def guarded(write: Callable[[], object]) -> bool:
    """Run a conditional write, and tell whether its condition held; one that meets a transaction is tried again."""
    for attempt in range(CONFLICT_RETRIES):
        try:
            write()
            return True
        except (PutError, UpdateError, DeleteError) as error:
            if _code_of(error) == "ConditionalCheckFailedException":
                return False
            if _code_of(error) != "TransactionConflictException":
                raise
            wait_a_little(attempt)
    raise Unavailable


def _code_of(error: PynamoDBException) -> str:
    # The error of a broken connection has a response of None.
    answer = getattr(error.cause, "response", None) or {}
    return str(answer.get("Error", {}).get("Code", ""))
