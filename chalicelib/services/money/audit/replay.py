"""Derive everything stored about money from entries and payments, and report or repair differences.

Work that has been due for too long is a difference too: what nobody finishes is as wrong as what was never begun.
All of it is one pass, part by part (stages.py), in as many runs as it takes.
"""

import logging
import time
from contextlib import nullcontext
from typing import Any

from chalicelib.models.base import now
from chalicelib.models.money.audits import Audit
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check, Difference
from chalicelib.services.money.audit.checks import ages
from chalicelib.services.money.audit.stages import STAGES, Stage
from chalicelib.services.money.audit.world import within

log = logging.getLogger(__name__)
DAY = 86400
# Lambda ends a run after 900 seconds; the part that is begun last has the rest.
RUN_SECONDS = 600
# What a suspect is called whose examination fails.
UNREADABLE = "what cannot be examined"


class BooksDiffer(Exception):
    """A stored value differs from what entries and payments require."""


class AuditLate(Exception):
    """A pass through the books has not ended within a day."""


def replay(*, repair: bool = False) -> list[Difference]:
    """Return every difference; with `repair`, totals, states and grants are rewritten, but entries never.

    It goes through all of money's tables. May run at any time, and twice.
    """
    found: list[Difference] = []
    for stage in STAGES:
        after: Any = None
        while True:
            differing, after = _look(stage, after, repair=repair)
            found += differing
            if not after:
                break
    return found


def watch() -> None:
    """Begin a pass through the books, unless one is under way, and go on with it as `go_on` does."""
    last = Audit.last()
    if last is None or last.finished_at:
        Audit.after_last(last).keep()
    go_on()


def go_on() -> None:
    """Go on with the pass that is under way for as long as one run has, and mark how far it came.

    Logs every difference, and raises BooksDiffer if there is one: the failed Lambda rings the alarm, and the pass goes
    on after it. Raises AuditLate if the pass began more than a day ago. Does nothing where none is under way.
    """
    audit = Audit.last()
    if audit is None or audit.finished_at:
        return
    found = _run(audit)
    if audit.finished_at:
        _end(audit)
    if found:
        raise BooksDiffer(f"{found} differences; `make replay` shows them")
    if not audit.finished_at and now() - audit.began_at > DAY:
        raise AuditLate(f"the audit that began at {audit.began_at} is at stage {audit.stage} of {len(STAGES)}")


def _run(audit: Audit) -> int:
    """Look at part after part until the time of a run is up, at one at least; return how many differences there are."""
    ends, found = time.monotonic() + RUN_SECONDS, 0
    while not audit.finished_at:
        differing, after = _look(STAGES[int(audit.stage)], audit.after)
        for difference in differing:
            log.error("the books differ: %s", difference)
        found += len(differing)
        if not _mark(audit, after, len(differing)):
            log.info("another run goes on with this pass")
            audit.finished_at = None
            break
        if time.monotonic() > ends:
            break
    return found


def _mark(audit: Audit, after: Any, differing: int) -> bool:
    stage = int(audit.stage) + (not after)
    finished_at = now() if stage == len(STAGES) else None
    return audit.keep(stage=stage, after=after, finished_at=finished_at, differing=int(audit.differing) + differing)


def _end(audit: Audit) -> None:
    for debt in ages.debts():
        log.warning("a creator owes the platform: %s", debt)
    if not audit.differing:
        log.info("the books agree")


def _look(stage: Stage, after: Any, *, repair: bool = False) -> tuple[list[Difference], Any]:
    """Look at the part of a stage that follows a key; return what differs, and after which key the stage goes on."""
    rows, after = stage.read(after) if stage.read else ([], None)
    if stage.read and not rows:
        return [], after
    world, found = stage.gather(rows), []
    for check in stage.checks:
        with within(world) if stage.read else nullcontext():
            books = Books.read() if stage.read else Books()
            suspects = list(check.suspects(books))
        for suspect in suspects:
            if difference := _examine(check, books, suspect):
                found.append(difference)
                if repair and check.repair and difference.what != UNREADABLE:
                    check.repair(books, difference)
    return found, after


def _examine(check: Check, books: Books, suspect: str) -> Difference | None:
    """Examine a suspect; one that cannot be is a difference too, so that the pass goes on after it."""
    try:
        return check.examine(books, suspect)
    except Exception as error:
        log.warning("%s cannot be examined", suspect, exc_info=True)
        return Difference(UNREADABLE, suspect, repr(error), None)
