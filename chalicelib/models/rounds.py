"""Ask several things at once: a round of requests takes as long as the slowest of them, and not as all together."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from functools import cache
from typing import Any, TypeVar, cast

A = TypeVar("A")
B = TypeVar("B")
R = TypeVar("R")

# Beside the thread that asks: more threads on one core only wait for it.
THREADS = 8
# So many rounds are within each other, as in a search for everything; what is further within follows each other.
DEEPEST = 2

# The rounds that a request belongs to, the outermost first, and its place in each: whoever counts trips counts a
# round once.
lane: ContextVar[tuple[tuple[object, int], ...]] = ContextVar("lane", default=())


def each(acts: Sequence[Callable[[], R]]) -> list[R]:
    """Run acts at once, and return what each returns, in their order.

    Every act has ended when this does, under the deadline of whoever asks; what the first failed one raised is
    raised. A round within a round has threads of its own, so that none waits for one that waits as it does.
    """
    asked, depth = object(), len(lane.get())
    if len(acts) < 2 or depth == DEEPEST:
        return [act() for act in acts]
    begun = [
        _pool(depth).submit(copy_context().run, _in_lane, (asked, place), act)
        for place, act in enumerate(acts[1:], start=1)
    ]
    try:
        first = copy_context().run(_in_lane, (asked, 0), acts[0])
    finally:
        for future in begun:
            # A failure is raised below.
            future.exception()
    return [first, *(future.result() for future in begun)]


def both(one: Callable[[], A], other: Callable[[], B]) -> tuple[A, B]:
    """Run two acts at once, and return what both return."""
    found: list[Any] = each([cast("Callable[[], Any]", one), other])
    return found[0], found[1]


def _in_lane(place: tuple[object, int], act: Callable[[], R]) -> R:
    lane.set((*lane.get(), place))
    return act()


@cache
def _pool(depth: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS, thread_name_prefix=f"round-{depth}")
