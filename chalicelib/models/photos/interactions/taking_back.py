"""Take back what accounts did with posts, each thing for itself, and a row with the last thing in it."""

from collections.abc import Callable
from functools import reduce
from operator import and_
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.errors import Unavailable
from chalicelib.models.base import guarded, transact_if
from chalicelib.models.photos.interactions.rows import THINGS, Interaction

RACES = 3


def clear(index: Any, post_id: str) -> None:
    """Delete the rows of a post that is gone, as many as an index of its likes or votes names."""
    with Interaction.batch_write() as batch:
        for row in index.query(post_id):
            batch.delete(Interaction(row.account_id, row.post_id))


Write = Callable[[TransactWrite, Interaction], None]


def take_back(account_id: str, post_id: str, thing: str, also: Write) -> bool:
    """Take one thing back together with what `also` writes, and the row with the last thing.

    False where it was not so, or where a guard of what `also` writes does not hold.
    """
    return _take_back(account_id, post_id, thing, lambda row: transact_if(_without(row, thing, also)))


def take_back_alone(account_id: str, post_id: str, thing: str) -> bool:
    """Take one thing back, and the row with the last thing; False where it was not so."""
    return _take_back(account_id, post_id, thing, lambda row: guarded(lambda: _write_without(row, thing)))


def _take_back(account_id: str, post_id: str, thing: str, write: Callable[[Interaction], bool]) -> bool:
    before = None
    for _ in range(RACES):
        row = Interaction.of(account_id, post_id)
        if getattr(row, thing) is None or row.attribute_values == before:
            return False
        before = dict(row.attribute_values)
        if write(row):
            return True
    raise Unavailable


def _without(row: Interaction, thing: str, also: Write) -> Callable[[TransactWrite], None]:
    def build(writes: TransactWrite) -> None:
        if _has_more(row, thing):
            writes.update(row, [getattr(Interaction, thing).remove()], condition=_as_read(row))
        else:
            writes.delete(row, condition=_as_read(row))
        also(writes, row)

    return build


def _write_without(row: Interaction, thing: str) -> None:
    if _has_more(row, thing):
        row.update([getattr(Interaction, thing).remove()], condition=_as_read(row))
    else:
        row.delete(condition=_as_read(row))


def _has_more(row: Interaction, thing: str) -> bool:
    return any(getattr(row, name) for name in THINGS if name != thing)


def _as_read(row: Interaction) -> Condition:
    there = [(getattr(Interaction, name), getattr(row, name)) for name in THINGS]
    found: Condition = reduce(and_, (stored == value if value else stored.does_not_exist() for stored, value in there))
    return found
