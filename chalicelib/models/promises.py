"""Promises: work that a transaction promised, until it is done.

Where a row's own state does not tell that something is left to do, the transaction that writes the row writes a promise
too. Its key is one of a few buckets and an id that sorts by time, so that the sweeper finds the old ones by a Query of
each bucket; the work deletes it when it is done. Three write units in all, and no index.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, guarded, new_id, now, table_name

# A partition takes 1,000 write units a second, and a promise three.
BUCKETS = 8
# The sweeper sends a promise this long after it was made, then after twice that, and so on: five hours at most.
DELAY_SECONDS = 120
MOST_DOUBLINGS = 7


class Promise(Model):
    """A message that must reach a queue, at least once, until the work that it asks for is done."""

    class Meta(BaseMeta):
        table_name = table_name("promises")

    bucket = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    queue = UnicodeAttribute()
    message = JSONAttribute(default=dict)
    tries = NumberAttribute(default=0)
    due_at = NumberAttribute(default_for_new=lambda: now() + DELAY_SECONDS)

    @classmethod
    def of(cls, queue: str, **message: Any) -> "Promise":
        """Return a new promise, to be written with what it follows from."""
        made = new_id()
        return cls(_bucket(made), made, queue=queue, message=message)

    @classmethod
    def at(cls, promise_id: str, queue: str, **message: Any) -> "Promise":
        """Return one for later: it is first sent by a sweep that comes after the moment of an id that sorts by time."""
        return cls(_bucket(promise_id), promise_id, queue=queue, message=message, due_at=0)

    def add(self, writes: TransactWrite) -> None:
        """Add the promise to a transaction. It has no condition, so it never fails it."""
        writes.save(self)

    @classmethod
    def due(cls, limit: int) -> "Iterator[Promise]":
        """Yield promises that should have been kept by now, of each bucket the oldest first."""
        before = cls.id < new_id(now() - DELAY_SECONDS)
        for number in range(BUCKETS):
            rows = cls.query(str(number), before, filter_condition=cls.due_at <= now())
            yield from islice(rows, limit)

    def postpone(self) -> bool:
        """Write down that it is sent once more, and when the next time comes. Tells whether it was this call's turn."""
        later = now() + (DELAY_SECONDS << min(int(self.tries) + 1, MOST_DOUBLINGS))
        actions: list[Action] = [Promise.tries.add(1), Promise.due_at.set(later)]
        mine = Promise.due_at == self.due_at
        return guarded(lambda: self.update(actions, condition=mine))

    @classmethod
    def keep(cls, promise_id: str) -> None:
        """Delete a promise whose work is done; one that is gone stays gone."""
        cls(_bucket(promise_id), promise_id).delete()


def _bucket(promise_id: str) -> str:
    # The lowest bits of an id are random.
    return str(int(promise_id) % BUCKETS)
