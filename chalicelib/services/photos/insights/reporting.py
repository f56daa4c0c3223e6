"""Take reports of what was seen, and write many of them down together.

A report says which posts and profiles, never whose eyes: nothing of the one who reports goes into the message. What
it costs: two writes of the limits for a report of up to a hundred views, and a share of one row for all the
reports that came together.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib import config
from chalicelib.gateways import queue
from chalicelib.models.base import now
from chalicelib.models.photos.insights.view_batches import Report, ViewBatch

MOST_POSTS, MOST_ACCOUNTS = 100, 20
# A day is added up once so many hours of the next are over: what was reported at its end has come by then.
HOURS_AFTER = 2
# What comes later still is added up with the rest of its day, in as many seconds.
LATER_SECONDS = 900
# The last day that this process knows to be added up.
_known: list[str] = [""]


def report(viewer_id: str, post_ids: Sequence[str], account_ids: Sequence[str]) -> None:
    """Take what somebody has seen, each once; one's own profile is left out, and all of it where nothing is counted."""
    posts = list(dict.fromkeys(post_ids))
    accounts = [one for one in dict.fromkeys(account_ids) if one != viewer_id]
    if config.INSIGHTS and (posts or accounts):
        queue.send("views", nonce=secrets.token_hex(6), day=day_of(now()), posts=posts, accounts=accounts)


def day_of(at: float) -> str:
    """Return the day of UTC of a moment."""
    return datetime.fromtimestamp(at, UTC).date().isoformat()


def yesterday() -> str:
    """Return the last day that is over."""
    return (datetime.fromtimestamp(now(), UTC).date() - timedelta(days=1)).isoformat()


def collect(messages: Iterable[dict[str, Any]]) -> None:
    """Write down the reports that came together, and have the day before added up when it is time."""
    by_day: defaultdict[str, list[Report]] = defaultdict(list)
    for message in messages:
        by_day[message["day"]].append(Report(message["nonce"], message["posts"], message["accounts"]))
    for day, reports in by_day.items():
        ViewBatch.keep(day, reports)
        if day < day_of(now()) and ViewBatch.is_added_up(day):
            queue.send("views", delay=LATER_SECONDS, add_up=day)
    if by_day:
        add_up_yesterday()


def add_up_yesterday() -> None:
    """Have the day before added up, once, some hours after it is over; a process that knows it was asks nothing."""
    day = yesterday()
    hour = datetime.fromtimestamp(now(), UTC).hour
    if hour < HOURS_AFTER or _known[0] == day:
        return
    if not ViewBatch.is_added_up(day):
        # Sent before it is noted: whoever is cut between the two has it added up twice, which changes nothing.
        queue.send("views", add_up=day)
        ViewBatch.note_added_up(day)
    _known[0] = day
