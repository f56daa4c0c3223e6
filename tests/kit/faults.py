"""Make AWS fail at one of the writes of a run, before or after the write is carried out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore import client
from botocore.exceptions import ClientError, ReadTimeoutError

WRITES = {"TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "SendMessage"}
KINDS = ("throttle", "500", "lost", "kill")


class Killed(BaseException):
    """The process was killed: not an Exception, so that no `except Exception` catches it."""


class Plan:
    """One fault, at the write with this number."""

    def __init__(self, kind: str, place: int) -> None:
        self.kind, self.place = kind, place
        self.writes = 0

    @property
    def has_struck(self) -> bool:
        """Tell whether the run reached the fault."""
        return self.writes > self.place

    def strike(self, name: str, carry_out: Any) -> Any:
        """Carry out a write, or fail before or after it if it is the planned one."""
        is_here = self.writes == self.place
        self.writes += 1
        if not is_here:
            return carry_out()
        if self.kind == "throttle":
            raise _throttled(name)
        if self.kind == "500":
            raise ClientError({"Error": {"Code": "InternalServerError", "Message": "Internal server error"}}, name)
        carry_out()
        if self.kind == "lost":
            raise ReadTimeoutError(endpoint_url="http://the-answer-is-lost")
        raise Killed


def _throttled(name: str) -> ClientError:
    if name == "TransactWriteItems":
        reasons = [{"Code": "ThrottlingError", "Message": "Throughput exceeds the current capacity"}]
        error = {"Code": "TransactionCanceledException", "Message": "Transaction cancelled [ThrottlingError]"}
        answer: Any = {"Error": error, "CancellationReasons": reasons}
        return ClientError(answer, name)
    code = "ProvisionedThroughputExceededException"
    return ClientError({"Error": {"Code": code, "Message": "The level of throughput was exceeded"}}, name)


@contextmanager
def failing(plan: Plan) -> Iterator[None]:
    """Apply a plan to all calls to AWS inside the block."""
    real = client.BaseClient._make_api_call  # type: ignore[attr-defined]

    def call(self: Any, name: str, request: dict[str, Any]) -> Any:
        if name not in WRITES:
            return real(self, name, request)
        return plan.strike(name, lambda: real(self, name, request))

    client.BaseClient._make_api_call = call  # type: ignore[attr-defined]
    try:
        yield
    finally:
        client.BaseClient._make_api_call = real  # type: ignore[attr-defined]
