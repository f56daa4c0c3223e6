"""What a check is.

A check names suspects after one scan of everything. Each is then looked at by itself, with what is stored read before
and after, so that money that moves meanwhile is no difference.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from chalicelib.services.money.audit.books import Books

MOST_READS = 5


@dataclass(frozen=True)
class Difference:
    """What is stored, and what entries and payments say instead."""

    what: str
    id: str
    stored: Any
    derived: Any

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.what} {self.id}: stored {self.stored}, derived {self.derived}"


class Check(NamedTuple):
    """Ids that seem wrong; a look at one, None where it is right; and what makes it right, where anything does."""

    suspects: Callable[[Books], Iterator[str]]
    examine: Callable[[Books, str], Difference | None]
    repair: Callable[[Books, Difference], None] | None = None


def compare(what: str, an_id: str, read: Callable[[], Any], derive: Callable[[], Any]) -> Difference | None:
    """Return where what is stored and what is derived differ, both of one moment."""
    stored = derived = None
    for _ in range(MOST_READS):
        stored, derived, after = read(), derive(), read()
        if stored == after:
            break
    return None if stored == derived else Difference(what, an_id, stored, derived)
