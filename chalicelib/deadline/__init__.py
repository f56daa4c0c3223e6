"""Give each request one deadline that all it asks of the outside obeys: whoever hangs, the caller hears 503 soon.

The door opens it (`of_request`); the clients of AWS and Stripe obey it (sockets.py). An event's function has none:
Lambda ends it, and its message comes again.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

from chalicelib import config
from chalicelib.errors import Unavailable

R = TypeVar("R")

NEVER = float("inf")
clock: Callable[[], float] = time.monotonic


@dataclass
class Deadline:
    """When a request began, and when it ends at the latest."""

    began: float
    ends: float


_current: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def of_request() -> Iterator[None]:
    """Give what happens inside the block as long as our own stores may take."""
    began = clock()
    token = _current.set(Deadline(began, began + config.DEADLINE_SECONDS))
    try:
        yield
    finally:
        _current.reset(token)


def left() -> float:
    """Return the seconds until the end, 0 once it has passed, and infinity where there is none."""
    found = _current.get()
    return NEVER if found is None else max(0.0, found.ends - clock())


def check() -> None:
    """Raise Unavailable once the end has passed: what is not begun is not half done."""
    if left() <= 0:
        raise Unavailable


def allow_stripe() -> None:
    """Give a request that asks Stripe longer, counted from when it began."""
    found = _current.get()
    if found:
        found.ends = max(found.ends, found.began + config.STRIPE_DEADLINE_SECONDS)


def back_off(seconds: float) -> None:
    """Wait before another try; raises Unavailable at once where that would pass the end."""
    if seconds >= left():
        raise Unavailable
    time.sleep(seconds)


def pause(seconds: float) -> None:
    """Wait for work that goes on elsewhere as it should; the end moves along."""
    time.sleep(seconds)
    found = _current.get()
    if found:
        found.ends += seconds


def carried(act: Callable[..., R]) -> Callable[..., R]:
    """Return a function that obeys the caller's deadline in whichever thread it runs."""
    found = _current.get()

    def run(*args: object) -> R:
        token = _current.set(found)
        try:
            return act(*args)
        finally:
            _current.reset(token)

    return run
