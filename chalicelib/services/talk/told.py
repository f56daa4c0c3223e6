"""Read what an account is told of, from each of the places where it lies.

Mentions and what is said of money have rows of their own. Follows and wishes to follow are told from their own rows,
and likes from the likes themselves, so none of them costs a write, and one that is taken back is told no more.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from chalicelib.models import rounds
from chalicelib.models.base import id_time
from chalicelib.models.paging import HIGHEST, Page, Turned, key, turn
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.requests import FollowRequest
from chalicelib.models.photos import likes
from chalicelib.models.talk.inboxes import Inbox
from chalicelib.models.talk.liked_days import LikedDay, day_of
from chalicelib.models.talk.notifications import MENTION, MONEY, REBLOG, Notification

FOLLOW, REQUEST, LIKE = "follow", "follow_request", "like"
# What any client knows; what is told of money, only those know that speak of it.
KNOWN = (MENTION, FOLLOW, REQUEST, LIKE, REBLOG)
EVERY = (*KNOWN, *MONEY)
STORED = (MENTION, REBLOG, *MONEY)
# How often more days of likes are read where too few are left; of a day's reblogs so many are looked at for one post's.
ROUNDS, MOST_REBLOGS = 5, 400


@dataclass(frozen=True)
class Told:
    """One thing that an account is told of. `row` is there where it has a row of its own."""

    id: str
    kind: str
    from_id: str
    post_id: str | None = None
    about: dict[str, Any] = field(default_factory=dict)
    row: Notification | None = None

    @property
    def is_money(self) -> bool:
        """Tell whether it is about money, which is told whatever stands between the two."""
        return self.kind in MONEY

    @property
    def group(self) -> str:
        """Return the key of what it is shown together with: likes and reblogs of a post, follows, by days."""
        day = day_of(id_time(self.id))
        if self.kind in (LIKE, REBLOG):
            return f"{'favourite' if self.kind == LIKE else 'reblog'}-{self.post_id}-{day}"
        return f"follow-{day}" if self.kind == FOLLOW else f"ungrouped-{self.id}"


@dataclass(frozen=True)
class Span:
    """Which ids are read, low and high included, how many at most, and whether the lowest come first."""

    low: str
    high: str
    is_rising: bool
    limit: int

    def sorted(self, found: Iterable[Told]) -> list[Told]:
        """Return what was found in the order of the span, and no more than it asks for."""
        return sorted(found, key=lambda told: told.id, reverse=not self.is_rising)[: self.limit]


class Reader:
    """Reads what one account is told of some kinds: two trips a page, and one more above a `min_id`."""

    def __init__(self, account_id: str, kinds: Sequence[str]) -> None:
        """Take whose notifications are read, and of which kinds."""
        self.account_id, self.kinds = account_id, kinds
        self._inbox: Inbox | None = None

    @property
    def inbox(self) -> Inbox:
        """Return what the account has decided of its notifications."""
        self._inbox = self._inbox or Inbox.of(self.account_id)
        return self._inbox

    def rows(self, page: Page) -> Turned[Told]:
        """Return a page of what the account is told, without what it dismissed."""
        return turn(self._read, lambda told: told.id, page)

    def find(self, notification_id: str) -> list[Told]:
        """Return the one with an id, in a list, and none where there is none."""
        return list(self._read(notification_id, notification_id, False, 1)) if is_id(notification_id) else []

    def in_group(self, group: str, limit: int) -> list[Told]:
        """Return the newest of those that are shown together under a key."""
        kind, _, about = group.partition("-")
        if kind == "ungrouped":
            return self.find(about)
        post_id, _, day = about.rpartition("-")
        if not day.isascii() or not day.isdigit() or len(day) > 8:
            return []
        held = LikedDay.of(self.account_id, int(day), post_id)
        span = Span(held.low, held.high, False, limit)
        found = _likes_of(span, held) if kind == "favourite" and self._is_told_of(held) else []
        found = self._reblogs(held) if kind == "reblog" else found
        found = _follows(self.account_id, span) if kind == "follow" and not post_id else found
        return self._shown(found, span)

    def _is_told_of(self, held: LikedDay) -> bool:
        days, _ = LikedDay.between(self.account_id, held.low, held.high, is_rising=False)
        return any(day.post_id == held.post_id for day in days)

    def _reblogs(self, held: LikedDay) -> list[Told]:
        found = _stored(self.account_id, REBLOG, Span(held.low, held.high, False, MOST_REBLOGS))
        return [told for told in found if told.post_id == held.post_id]

    def _read(self, low: str, high: str, is_rising: bool, limit: int) -> list[Told]:
        if is_rising:
            low = max(low, self.inbox.floor)
        span = Span(low, high, is_rising, limit)
        acts: list[Callable[[], Any]] = [lambda: self.inbox]
        acts += [partial(_stored, self.account_id, kind, span) for kind in self.kinds if kind in STORED]
        acts += [partial(_follows, self.account_id, span)] if FOLLOW in self.kinds else []
        acts += [partial(_requests, self.account_id, span)] if REQUEST in self.kinds else []
        acts += [partial(self._days, span)] if LIKE in self.kinds else []
        _, *lists = rounds.each(acts)
        liked = lists.pop() if LIKE in self.kinds else ([], False)
        found = [told for one in lists for told in one]
        return self._shown([*found, *self._likes(span, *liked)], span)

    def _shown(self, found: list[Told], span: Span) -> list[Told]:
        # How one's own campaign ends is told of by nobody else.
        others = (told for told in found if told.from_id != self.account_id or told.is_money)
        return span.sorted(told for told in others if not self.inbox.hides(told.id, told.group))

    def _days(self, span: Span) -> tuple[list[LikedDay], bool]:
        return LikedDay.between(self.account_id, span.low, span.high, is_rising=span.is_rising)

    def _likes(self, span: Span, days: list[LikedDay], has_more: bool) -> list[Told]:
        """Return the first likes of a span: those of the first days that have enough of them, in one trip."""
        found: list[Told] = []
        for _ in range(ROUNDS):
            if not days and has_more:
                days, has_more = self._days(span)
            some, days = _enough(days, span.limit)
            if some:
                lists = rounds.each([partial(_likes_of, span, day) for day in some])
                found += self._shown([told for one in lists for told in one], span)
                span = _after(span, some[-1])
            if len(found) >= span.limit or not (days or has_more):
                break
        return found


def _enough(days: list[LikedDay], limit: int) -> tuple[list[LikedDay], list[LikedDay]]:
    """Return the first rows, whole days of them, that have a like each as many as are asked for; and the rest."""
    if len(days) <= limit:
        return days, []
    last = days[limit - 1].day
    end = next((place for place, day in enumerate(days) if place >= limit and day.day != last), len(days))
    return days[:end], days[end:]


def _after(span: Span, last: LikedDay) -> Span:
    """Return what is left of a span behind the days that were read."""
    if span.is_rising:
        return Span(key(int(last.high) + 1), span.high, True, span.limit)
    return Span(span.low, key(int(last.low) - 1), False, span.limit)


def _likes_of(span: Span, day: LikedDay) -> list[Told]:
    low, high = max(span.low, day.low), min(span.high, day.high)
    if low > high:
        return []
    found = likes.between(day.post_id, low, high, is_rising=span.is_rising, limit=span.limit)
    return [Told(str(like.like_id), LIKE, like.account_id, day.post_id) for like in found]


def _follows(account_id: str, span: Span) -> list[Told]:
    rows = Follow.followers_of(account_id, _page_of(span)).rows
    return [Told(row.id, FOLLOW, row.follower_id) for row in rows if row.id >= span.low]


def _requests(account_id: str, span: Span) -> list[Told]:
    rows = FollowRequest.page(account_id, _page_of(span)).rows
    return [Told(row.id, REQUEST, row.asker_id) for row in rows if row.id >= span.low]


def _page_of(span: Span) -> Page:
    below, above = key(int(span.high) + 1), key(int(span.low) - 1)
    return Page(span.limit, max_id="" if span.high == HIGHEST else below, min_id=above if span.is_rising else "")


def _stored(account_id: str, kind: str, span: Span) -> list[Told]:
    found = Notification.between(account_id, kind, span.low, span.high, is_rising=span.is_rising, limit=span.limit)
    return [Told(row.id, kind, row.from_id, row.post_id, row.about or {}, row) for row in found]


def is_id(text: str) -> bool:
    """Tell whether a text may be an id of ours."""
    return text.isascii() and text.isdigit() and len(text) == len(HIGHEST)
