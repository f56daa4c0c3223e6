"""Derive everything stored about money from entries and payments, and report or repair differences.

Work that has been due for too long is a difference too: what nobody finishes is as wrong as what was never begun.
"""

import logging

from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check, Difference
from chalicelib.services.money.audit.checks import (
    ages,
    campaigns,
    entries,
    funded,
    gifts,
    pledges,
    purchases,
    subscriptions,
)

log = logging.getLogger(__name__)
# In this order, each check repairs what the next ones read.
CHECKS: tuple[Check, ...] = (
    *entries.CHECKS,
    *purchases.CHECKS,
    *pledges.CHECKS,
    *campaigns.CHECKS,
    *funded.CHECKS,
    *subscriptions.CHECKS,
    *gifts.CHECKS,
    *ages.CHECKS,
)


class BooksDiffer(Exception):
    """A stored value differs from what entries and payments require."""


def replay(*, repair: bool = False) -> list[Difference]:
    """Return every difference; with `repair`, totals, states and grants are rewritten, but entries never.

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
    """Log every difference, and raise BooksDiffer if there is one: the failed Lambda rings the alarm."""
    found = replay()
    for debt in ages.debts():
        log.warning("a creator owes the platform: %s", debt)
    for difference in found:
        log.error("the books differ: %s", difference)
    if found:
        raise BooksDiffer(f"{len(found)} differences; `make replay` shows them")
    log.info("the books agree")
