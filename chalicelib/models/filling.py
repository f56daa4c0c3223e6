"""Fill a page of a list whose rows are not all shown: those of what is gone or hidden are made up for.

What a list leaves out is left out by its index, wherever one can know it ahead. This is for the rest: what was deleted
or hidden after it was listed. No page is empty that says that there is more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from chalicelib.models.paging import Page, Turned

T = TypeVar("T")
Row = TypeVar("Row")

# A page that shows something is handed out after so many rounds, short as it may be.
ROUNDS = 5
# Where nothing is shown yet, more rows are looked at in each round, and so many at most: then the list ends.
STEPS = (50, 100, 200, 400)
MOST_ROWS = 2_000


@dataclass
class Filled(Generic[T]):
    """What a page shows, the ids of its first and last rows, and whether there are older rows."""

    shown: list[T] = field(default_factory=list)
    newest: str = ""
    oldest: str = ""
    has_more: bool = False


# Returns a page of ids of rows, newest first.
Read = Callable[[Page], Turned[str]]
# Returns what is shown of some rows, each with the id of its row, in their order.
Show = Callable[[list[str]], list[tuple[str, T]]]


def fill(read: Read, show: Show[T], page: Page) -> Filled[T]:
    """Return a page of a list: as many as were asked for, as long as there are any."""
    filled: Filled[T] = Filled()
    looked_at, rounds, asked = 0, 0, page
    while True:
        turned = read(asked)
        shown = show(turned.rows)
        looked_at, rounds = looked_at + len(turned.rows), rounds + 1
        missing = page.limit - len(filled.shown)
        _add(filled, turned, shown, page, missing)
        missing -= len(shown)
        is_over = not turned.rows or missing <= 0 or not (page.min_id or turned.has_more)
        if is_over or (filled.shown and rounds >= ROUNDS) or looked_at >= MOST_ROWS:
            break
        limit = missing if filled.shown else max(missing, STEPS[min(rounds, len(STEPS)) - 1])
        asked = replace(page, limit=limit, **_onward(page, turned.rows))
    filled.has_more = filled.has_more and bool(filled.shown)
    return filled


def fill_named(
    read: Callable[[Page], Turned[Row]],
    ids: Callable[[Row], tuple[str, str]],
    find: Callable[[list[str]], Sequence[T]],
    id_of: Callable[[T], str],
    page: Page,
) -> Filled[T]:
    """Return a page of what rows name, as far as it is found, by the ids of the rows and not of what they name.

    `ids` tells the id of a row and of what it names; `find` returns things in the order of their ids.
    """
    named: dict[str, str] = {}

    def rows(page: Page) -> Turned[str]:
        turned = read(page)
        new = dict(ids(row) for row in turned.rows)
        named.update(new)
        return Turned(list(new), turned.has_more)

    def shown(row_ids: list[str]) -> list[tuple[str, T]]:
        naming = {named[row_id]: row_id for row_id in row_ids}
        return [(naming[id_of(thing)], thing) for thing in (find(list(naming)) if naming else ())]

    return fill(rows, shown, page)


def _add(filled: Filled[T], turned: Turned[str], shown: list[tuple[str, T]], page: Page, missing: int) -> None:
    """Add what a round shows to a page that lacks so many; what is too much is left for the next page."""
    kept = shown[max(0, len(shown) - missing) :] if page.min_id else shown[:missing]
    is_cut = len(kept) < len(shown)
    things = [thing for _, thing in kept]
    if not turned.rows:
        return
    if page.min_id:
        filled.shown = things + filled.shown
        filled.newest = kept[0][0] if is_cut else turned.rows[0]
        filled.oldest = filled.oldest or turned.rows[-1]
        filled.has_more = filled.has_more or turned.has_more
        return
    filled.shown = filled.shown + things
    filled.newest = filled.newest or turned.rows[0]
    filled.oldest = kept[-1][0] if is_cut else turned.rows[-1]
    filled.has_more = is_cut or turned.has_more


def _onward(page: Page, rows: list[str]) -> dict[str, str]:
    return {"min_id": rows[0]} if page.min_id else {"max_id": rows[-1]}
