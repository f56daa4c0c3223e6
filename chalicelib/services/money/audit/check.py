"""Define what a check is.

A check names suspects among the rows at hand. Each suspect is then examined by itself, with the stored value read
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


def confirm(
    what: str, an_id: str, read: Callable[[], Any], near: Callable[[], Any], whole: Callable[[], Any]
) -> Difference | None:
    """Return the difference between the stored value and one that is derived from tables that are read as a whole.

    That is done only where what `near` derives from indexes differs too: most suspects have merely moved meanwhile. An
    index may be late, so that it clears a suspect, and never convicts one.
    """
    return compare(what, an_id, read, whole) if compare(what, an_id, read, near) else None
