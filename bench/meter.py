"""Count what DynamoDB is asked: trips, and the capacity units that they take on AWS."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from botocore.client import BaseClient
from botocore.exceptions import ClientError

from bench.units import items_of, read_units, refused_units

READS = {"GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"}
WRITES = {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"}


# The rounds of requests that are sent together, the outermost first, and a request's place in each.
Lane = tuple[tuple[object, int], ...]


@dataclass
class Bill:
    """What an operation cost: trips, units of reads and writes, items examined and written, and the names of the calls.

    A trip is a round of requests that are sent together: of those that follow each other in one place of a round
    each is a trip, and the round takes as many as the place with the most.
    """

    read_units: float = 0.0
    write_units: float = 0.0
    items: int = 0
    calls: list[str] = field(default_factory=list)
    lanes: list[Lane] = field(default_factory=list)

    def add(self, operation: str, lane: Lane = ()) -> None:
        """Add one call."""
        self.calls.append(operation)
        self.lanes.append(lane)

    @property
    def trips(self) -> int:
        """Return how often somebody waited for DynamoDB."""
        return _trips(self.lanes)


def _trips(lanes: list[Lane]) -> int:
    """Return the trips of requests by their places in the rounds that they have in common."""
    rounds: dict[object, dict[int, list[Lane]]] = {}
    for (asked, place), *within in filter(None, lanes):
        rounds.setdefault(asked, {}).setdefault(place, []).append(tuple(within))
    return lanes.count(()) + sum(max(map(_trips, places.values())) for places in rounds.values())


def _write_units(answer: dict[str, Any]) -> float:
    consumed = answer.get("ConsumedCapacity") or []
    return sum(float(part["CapacityUnits"]) for part in (consumed if isinstance(consumed, list) else [consumed]))


@contextmanager
def metered() -> Iterator[Bill]:
    """Meter every call to DynamoDB in this process, against the local AWS: on moto the write units are a constant."""
    # It reads the settings, which whoever measures sets first.
    from chalicelib.models.rounds import lane

    bill, counting = Bill(), Lock()
    # All clients call this method, pynamodb's included.
    base: Any = BaseClient
    real = base._make_api_call  # noqa: SLF001

    def call(client: BaseClient, operation: str, params: dict[str, Any]) -> Any:
        if client.meta.service_model.service_name != "dynamodb":
            return real(client, operation, params)
        bill.add(operation, lane.get())
        if operation in READS:
            answer = real(client, operation, params)
            units = read_units(operation, params, answer, lambda name, asked: real(client, name, asked))
            # Requests of a round come from several threads: what is read and added in one step is not lost.
            with counting:
                bill.read_units += units
                bill.items += items_of(operation, params, answer)
            return answer
        if operation not in WRITES:
            # Asking about a table takes no units.
            return real(client, operation, params)
        with counting:
            bill.items += items_of(operation, params, {})
        try:
            answer = real(client, operation, {**params, "ReturnConsumedCapacity": "TOTAL"})
        except ClientError as error:
            refusal = str(error.response["Error"]["Code"])
            bill.write_units += refused_units(operation, params, refusal, lambda name, asked: real(client, name, asked))
            raise
        bill.write_units += _write_units(answer)
        return answer

    base._make_api_call = call  # noqa: SLF001
    try:
        yield bill
    finally:
        base._make_api_call = real  # noqa: SLF001
