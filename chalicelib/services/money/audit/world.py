"""Give checks their rows: all that are stored, or those of one part of the books."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from chalicelib.models.base import Model
from chalicelib.models.batches import Key, fetch
from chalicelib.models.paging import Page, Turned

M = TypeVar("M", bound=Model)
IDS_AT_ONCE = 1000

# The rows of a part of the books, by their table: whatever a check compares with each other is there.
World = Mapping[type[Model], Sequence[Any]]

_world: ContextVar[World | None] = ContextVar("world", default=None)


def rows(model: type[M]) -> Iterator[M]:
    """Yield the rows of a table that are in the part at hand; all of them where there is none."""
    world = _world.get()
    return model.scan_all() if world is None else iter(world.get(model, ()))


@contextmanager
def within(world: World) -> Iterator[None]:
    """Let checks find their suspects in a part of the books. What examines a suspect reads anew, and by itself."""
    token = _world.set(world)
    try:
        yield
    finally:
        _world.reset(token)


def every_id(read: Callable[[Page], Turned[str]]) -> list[str]:
    """Return all ids that an index has under a key; `read` returns a page of them."""
    found = read(Page(IDS_AT_ONCE))
    ids = [*found.rows]
    while found.has_more:
        found = read(Page(IDS_AT_ONCE, max_id=ids[-1]))
        ids += found.rows
    return ids


def by_key(model: type[M], keys: Iterable[str | tuple[str, str] | None]) -> list[M]:
    """Return the rows that are there of those with keys; empty keys are passed over."""
    pairs = [key if isinstance(key, tuple) else (key, None) for key in keys if key]
    wanted: list[Key] = [(model, hash_key, range_key) for hash_key, range_key in pairs]
    return [row for row in fetch(wanted).values() if isinstance(row, model)]
