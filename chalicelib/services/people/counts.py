"""Count anew what changed: likes of posts, votes in their polls, followers of accounts.

Whoever writes a like, a vote or a follow sends two hints: one ahead of the write, which comes however it ends, and one
after it, which comes within seconds. docs/decisions/2026-11-26-recount.md says what is exact when.
"""

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from chalicelib.errors import NotFound, Unavailable
from chalicelib.gateways import queue
from chalicelib.models import base
from chalicelib.models.base import wait_a_little
from chalicelib.models.photos import likes
from chalicelib.models.photos.polls import votes
from chalicelib.models.talk.liked_days import LikedDay, day_of
from chalicelib.models.totals import TOTALS, Total, changed_since, milliseconds
from chalicelib.services import news

log = logging.getLogger(__name__)

# A hint comes this long after the write: indexes follow within a second as a rule.
SOON_SECONDS = 4
# A count covers what was written this much before it began, or, when a hint that was sent ahead asks, this much after.
LAG, LATE = milliseconds(2), milliseconds(60)
# Above this many rows a total is counted at most once in so many seconds, by one at a time.
LARGE, PAUSE_SECONDS = 10_000, 45
# Up to this many, counting again is cheaper than writing down that nothing changed.
FEW = 1_000
RACES = 8
# How often in a day the sweeper runs, each time over one share of all rows.
SHARES = 288
DAY_SECONDS = 24 * 3600

# A kind of total, and the row that it stands on.
Subject = tuple[str, str]

# When this process counted what it found as it stood, and so did not write: the hints of one crowd come together.
_unchanged: dict[Subject, int] = {}
MOST_REMEMBERED = 1_000


def announce(*subjects: Subject) -> None:
    """Say ahead of a write which totals it changes."""
    queue.announce("counts", **late(*subjects))


def late(*subjects: Subject) -> dict[str, Any]:
    """Return what a message that is sent ahead of a write says of totals."""
    return {**_hint(subjects), "is_late": True}


def hint(*subjects: Subject, is_large: bool = False) -> None:
    """Say after a write which totals it changed; those of large ones may take a minute."""
    queue.send("counts", delay=PAUSE_SECONDS if is_large else SOON_SECONDS, **_hint(subjects))


def _hint(subjects: Iterable[Subject]) -> dict[str, Any]:
    return {"subjects": [list(one) for one in subjects], "at": _now()}


def _now() -> int:
    return milliseconds(base.clock())


def work_off(messages: Iterable[dict[str, Any]]) -> None:
    """Count what hints name, each subject once. May run twice, and several at once.

    Raises what failed last, for the queue to deliver the batch again, once every other subject is counted.
    """
    wanted: dict[tuple[str, str, bool], int] = {}
    # What a review alone asks for: where a hint comes with it, something was written that is not counted yet.
    reviewed: dict[Subject, bool] = {}
    for message in messages:
        for kind, row_id in message["subjects"]:
            key = (kind, row_id, message.get("is_late", False))
            wanted[key] = max(wanted.get(key, 0), message["at"])
            reviewed[kind, row_id] = reviewed.get((kind, row_id), True) and message.get("is_review", False)
    failure: Exception | None = None
    for (kind, row_id, is_late), at in wanted.items():
        try:
            recount(kind, row_id, at, is_late=is_late, is_review=reviewed[kind, row_id])
        except Exception as error:
            log.warning("%s of %s could not be counted", kind, row_id, exc_info=True)
            failure = error
    if failure:
        raise failure


def recount(kind: str, row_id: str, at: int, *, is_late: bool = False, is_review: bool = False) -> None:
    """Make a total what the rows say that were there at a time, unless it was counted since.

    A review that finds another number says so in the log: a hint was lost, or an index followed too late for it.
    """
    total, covered = TOTALS[kind], at + (LATE if is_late else LAG)
    if _unchanged.get((kind, row_id), 0) >= covered:
        return
    for attempt in range(RACES):
        try:
            row = total.find(row_id)
        except NotFound:
            _forget(kind, row_id)
            return
        if total.counted_at(row) >= covered:
            return
        if waiting := _waiting(total, row):
            told = {"subjects": [[kind, row_id]], "at": at, "is_late": is_late, "is_review": is_review}
            queue.send("counts", delay=waiting, **told)
            return
        stood = total.of(row)
        if _count(total, row, at, is_late=is_late):
            if is_review and total.of(row) != stood:
                log.warning("A review found %s of %s at %s instead of %s", kind, row_id, total.of(row), stood)
            return
        wait_a_little(attempt)
    raise Unavailable


def _waiting(total: Total, row: Any) -> int:
    """Return the seconds until a large total may be counted again, and 0 where it may now."""
    if total.size(total.of(row)) <= LARGE:
        return 0
    free_at = max(total.counted_at(row) + milliseconds(PAUSE_SECONDS), total.claimed_until(row))
    return max(0, -(-(free_at - _now()) // 1000))


def _count(total: Total, row: Any, at: int, *, is_late: bool) -> bool:
    began = _now()
    if total.size(total.of(row)) > LARGE and not total.claim(row, began):
        return False
    counted = total.count(row.id)
    if total.kind == "likes" and (not is_late or counted != total.of(row)):
        _tell(row, at, is_late=is_late)
    if is_late and counted == total.of(row) and total.size(counted) <= FEW:
        if len(_unchanged) >= MOST_REMEMBERED:
            _unchanged.clear()
        _unchanged[total.kind, row.id] = began
        return True
    if total.is_news and counted > total.of(row):
        news.hint(row.id if total.kind == "followers" else getattr(row, "author_id", None))
    return total.write(row, counted, began)


def _tell(post: Any, at: int, *, is_late: bool) -> None:
    """Have the author of a post told of likes: the first of a day writes a row, and the total notes which day that was.

    A hint that comes together with others stands for those of the minute before, too.
    """
    days = {day_of((at - LATE) / 1000), day_of((at + (LATE if is_late else 0)) / 1000)}
    for day in sorted(days - {post.likes_told}):
        LikedDay.add(post.author_id, day, post.id)
    post.likes_told = max(days)


def _forget(kind: str, row_id: str) -> None:
    """Delete likes and votes that came while their post was deleted."""
    if kind == "likes":
        likes.clear(row_id)
    if kind == "votes":
        votes.clear(row_id)


def review(share: int) -> int:
    """Have one share of all totals that changed within a day counted again, and return how many there were.

    An index may lag behind the rows for longer than a hint waits.
    """
    since = _now() - milliseconds(DAY_SECONDS)
    subjects = list(changed_since(since, share, SHARES))
    for some in _in_tens(subjects):
        queue.send("counts", **late(*some), is_review=True)
    return len(subjects)


def _in_tens(subjects: list[Subject]) -> Iterator[list[Subject]]:
    return (subjects[start : start + 10] for start in range(0, len(subjects), 10))
