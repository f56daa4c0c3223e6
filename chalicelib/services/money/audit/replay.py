"""Rebuild what is stored of money from entries and payments, and say where the two differ."""

import logging

from chalicelib.services.money.audit import campaigns, entries, funded, gifts, pledges, purchases, subscriptions
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check, Difference

log = logging.getLogger(__name__)
# In the order in which one makes right what the next one reads.
CHECKS: tuple[Check, ...] = (
    *entries.CHECKS,
    *purchases.CHECKS,
    *pledges.CHECKS,
    *campaigns.CHECKS,
    *funded.CHECKS,
    *subscriptions.CHECKS,
    *gifts.CHECKS,
)


class BooksDiffer(Exception):
    """Something stored is not what entries and payments say."""


def replay(*, repair: bool = False) -> list[Difference]:
    """Return every difference; with `repair`, totals, states and grants are written anew, and entries never.

    It scans all of money's tables. May run at any time, and twice.
    """
    books, found = Books.read(), []
    for check in CHECKS:
        for suspect in list(check.suspects(books)):
            difference = check.examine(books, suspect)
            if difference is None:
                continue
            found.append(difference)
            if repair and check.repair:
                check.repair(books, difference)
    return found


def watch() -> None:
    """Look whether anything differs, log it, and raise BooksDiffer then: the failed Lambda rings the alarm."""
    found = replay()
    for difference in found:
        log.error("the books differ: %s", difference)
    if found:
        raise BooksDiffer(f"{len(found)} differences; `make replay` shows them")
    log.info("the books agree")
