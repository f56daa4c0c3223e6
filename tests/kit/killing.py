"""Kill a job before or after any one of its writes and calls."""

from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from typing import Any

import pytest
from botocore import client as aws

from chalicelib.gateways.payments import client as stripe

# Operations that change something; reads can simply be repeated.
WRITES = {"PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem", "SendMessage"}
ALL_WRITES = {*WRITES, "PutObject", "CopyObject", "DeleteObject", "DeleteObjects"}


class Killed(BaseException):
    """The process was killed: not an Exception, so that no `except Exception` catches it."""


class Killer:
    """Counts the points before and after each write to AWS and call to Stripe, and kills the job at one of them."""

    def __init__(self) -> None:
        self.at: int | None = None
        self.count = 0
        self.is_aiming = False
        self.seen: list[str] = []

    def pass_by(self, moment: str) -> None:
        """Count one moment; it may be the last."""
        if not self.is_aiming:
            return
        place, self.count = self.count, self.count + 1
        self.seen.append(moment)
        if place == self.at:
            raise Killed(f"{place}: {moment}")

    def around(self, name: str, act: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Carry out a call between two points."""
        self.pass_by(f"before {name}")
        done = act(*args, **named)
        self.pass_by(f"after {name}")
        return done

    @contextmanager
    def aiming(self, at: int | None) -> Iterator[None]:
        """Kill at the moment with this number, counted from here; at none where it is None."""
        self.at, self.count, self.seen, self.is_aiming = at, 0, [], True
        try:
            yield
        finally:
            self.at, self.is_aiming = None, False


def make_killer(monkeypatch: pytest.MonkeyPatch, names: Set[str] = WRITES) -> Killer:
    """Return a killer that wraps every call to Stripe, and to AWS those of these names."""
    killer = Killer()
    real_call, real_method = aws.BaseClient._make_api_call, stripe._method  # type: ignore[attr-defined]

    def call(self: Any, name: str, request: dict[str, Any]) -> Any:
        if name not in names:
            return real_call(self, name, request)
        return killer.around(name, real_call, self, name, request)

    def method(name: str) -> Any:
        act = real_method(name)
        return lambda *args, **named: killer.around(name, act, *args, **named)

    monkeypatch.setattr(aws.BaseClient, "_make_api_call", call)
    monkeypatch.setattr(stripe, "_method", method)
    return killer


def every_kill(monkeypatch: pytest.MonkeyPatch, begin: Callable[[], Any], act: Callable[[Any], object]) -> list[Any]:
    """Kill an act at each of its writes in turn, each time upon a beginning of its own, and return the beginnings."""
    killer, begun = make_killer(monkeypatch), []
    for at in range(100):
        begun.append(begin())
        try:
            with killer.aiming(at):
                act(begun[-1])
        except Killed:
            continue
        assert at > 1
        return begun
    raise AssertionError("it never ended")
