"""Define what a check is.

A check names suspects after one scan of everything. Each suspect is then examined by itself, with the stored value read
before and after, so that a change meanwhile is not reported as a difference.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from chalicelib.services.money.audit.books import Books

MOST_READS = 5


@dataclass(frozen=True)
class Difference:
    """A stored value, and the value derived from entries and payments."""

    what: str
    id: str
    stored: Any
    derived: Any

    def __str__(self) -> str:
        """Return the difference in one line."""
        return f"{self.what} {self.id}: stored {self.stored}, derived {self.derived}"


class Check(NamedTuple):
    """What finds the ids of suspects, what examines one (None if it is right), and what repairs it, if it can be."""

    suspects: Callable[[Books], Iterator[str]]
    examine: Callable[[Books, str], Difference | None]
    repair: Callable[[Books, Difference], None] | None = None


def compare(what: str, an_id: str, read: Callable[[], Any], derive: Callable[[], Any]) -> Difference | None:
    """Return the difference between the stored and the derived value of one moment, or None."""
    stored = derived = None
    for _ in range(MOST_READS):
        stored, derived, after = read(), derive(), read()
        if stored == after:
            break
    return None if stored == derived else Difference(what, an_id, stored, derived)
