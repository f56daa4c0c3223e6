"""Turn a page of rows that are sorted by id, newest first, as the Mastodon API pages.

Source: https://docs.joinmastodon.org/api/guidelines/#pagination
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from heapq import nlargest, nsmallest
from typing import Generic, TypeVar

from pynamodb.constants import COUNT

from chalicelib.models.base import Model

Row = TypeVar("Row")

LOWEST, HIGHEST = "0" * 18, "9" * 18

# Reads rows with low <= id <= high, at most `limit`, in rising or falling order of id.
Read = Callable[[str, str, bool, int], Iterable[Row]]


@dataclass(frozen=True)
class Page:
    """Which rows are asked for: below max_id; above since_id; or the oldest ones above min_id."""

    limit: int = 20
    max_id: str = ""
    since_id: str = ""
    min_id: str = ""

    @property
    def high(self) -> str:
        """Return the highest id in the page, inclusive."""
        return key(int(self.max_id) - 1) if self.max_id else HIGHEST

    @property
    def floor(self) -> str:
        """Return the id that the page stays above, or nothing."""
        return self.min_id or self.since_id


@dataclass
class Turned(Generic[Row]):
    """A page of rows, newest first, and whether there are older ones."""

    rows: list[Row] = field(default_factory=list)
    has_more: bool = False


def key(number: int) -> str:
    """Return a number as an id that sorts as text."""
    return str(max(0, min(number, int(HIGHEST)))).zfill(18)


def turn(read: Read[Row], id_of: Callable[[Row], str], page: Page) -> Turned[Row]:
    """Read a page: one trip, and one more only where a row that bounds the page from below is gone.

    The bound itself is read too: that it is there tells that older rows exist.
    """
    low = key(int(page.floor)) if page.floor else LOWEST
    if low > page.high:
        return Turned()
    rising = bool(page.min_id)
    rows = list(read(low, page.high, rising, page.limit + 1 + bool(page.floor)))
    above = [row for row in rows if not page.floor or id_of(row) > low]
    has_bound = len(above) < len(rows)
    kept = above[: page.limit]
    if rising:
        kept.reverse()
    if not kept:
        return Turned()
    older = has_bound or (not rising and len(above) > page.limit)
    if page.floor and not older:
        older = any(True for _ in read(LOWEST, key(int(id_of(kept[-1])) - 1), False, 1))
    return Turned(kept, older)


def count_up_to(most: int, model: type[Model], hash_key: str, index_name: str | None = None) -> int:
    """Return how many rows there are under a hash key; `most` of as many or more. One Query, of short rows.

    pynamodb's `count` reads on past its limit, a page of so many after another, as far as there are rows.
    """
    connection = model._get_connection()  # noqa: SLF001  pynamodb has no public way to ask for a count alone
    return int(connection.query(hash_key, index_name=index_name, limit=most, select=COUNT)["Count"])


def turn_at_hand(ids: Iterable[str], page: Page) -> Turned[str]:
    """Return a page of ids that are at hand."""

    def read(low: str, high: str, rising: bool, limit: int) -> Iterable[str]:
        between = (one for one in ids if low <= one <= high)
        return nsmallest(limit, between) if rising else nlargest(limit, between)

    return turn(read, str, page)


def merge(pages: Iterable[Turned[str]], page: Page) -> Turned[str]:
    """Return one page of ids out of the same page of several lists."""
    turned = list(pages)
    ids = sorted({row for one in turned for row in one.rows}, reverse=True)
    kept = ids[-page.limit :] if page.min_id else ids[: page.limit]
    dropped_older = not page.min_id and len(ids) > page.limit
    return Turned(kept, dropped_older or any(one.has_more for one in turned))
