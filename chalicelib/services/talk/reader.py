"""Read what an account is told of, by pages, with the posts that it is about."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from chalicelib.models import rounds
from chalicelib.models.base import Model
from chalicelib.models.batches import Key
from chalicelib.models.paging import Page, Turned, key, turn
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.photos.posts import Post
from chalicelib.models.talk.inboxes import Inbox
from chalicelib.models.talk.liked_days import LikedDay
from chalicelib.models.talk.notifications import FOR_STAFF, REBLOG
from chalicelib.services.photos import views
from chalicelib.services.photos.reading import marks
from chalicelib.services.photos.views import PostView
from chalicelib.services.talk.told import (
    FOLLOW,
    LIKE,
    MOST_REBLOGS,
    POLL,
    REQUEST,
    STORED,
    Span,
    Told,
    follows,
    is_id,
    likes_of,
    polls,
    requests,
    stored,
)

# How often more days of likes are read, where those that were read had too few left.
ROUNDS = 5


class Reader:
    """Reads what one account is told of some kinds: two trips a page, and one more above a `min_id`."""

    def __init__(self, account_id: str, kinds: Sequence[str]) -> None:
        """Take whose notifications are read, and of which kinds."""
        self.account_id, self.kinds = account_id, kinds
        self._inbox: Inbox | None = None
        self._barriers: Barriers | None = None
        self._read_rows: list[Mapping[Key, Model]] = []

    @property
    def inbox(self) -> Inbox:
        """Return what the account has decided of its notifications."""
        self._inbox = self._inbox or Inbox.of(self.account_id)
        return self._inbox

    @property
    def barriers(self) -> Barriers:
        """Return what stands between the account and others."""
        self._barriers = self._barriers or Barriers.of(self.account_id)
        return self._barriers

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
        found = likes_of(span, held) if kind == "favourite" and self._is_told_of(held) else []
        found = self._reblogs(held) if kind == "reblog" else found
        found = follows(self.account_id, span) if kind == "follow" and not post_id else found
        return self._shown(found, span)

    def _is_told_of(self, held: LikedDay) -> bool:
        days, _ = LikedDay.between(self.account_id, held.low, held.high, is_rising=False)
        return any(day.post_id == held.post_id for day in days)

    def _reblogs(self, held: LikedDay) -> list[Told]:
        found = stored(self.account_id, REBLOG, Span(held.low, held.high, False, MOST_REBLOGS))
        return [told for told in found if told.post_id == held.post_id]

    def _read(self, low: str, high: str, is_rising: bool, limit: int) -> list[Told]:
        if is_rising:
            low = max(low, self.inbox.floor)
        span = Span(low, high, is_rising, limit)
        acts: list[Callable[[], Any]] = [lambda: self.inbox, lambda: self.barriers]
        acts += [partial(stored, self.account_id, kind, span) for kind in self.kinds if kind in STORED]
        acts += [partial(follows, self.account_id, span)] if FOLLOW in self.kinds else []
        acts += [partial(requests, self.account_id, span)] if REQUEST in self.kinds else []
        acts += [partial(polls, self.account_id, span)] if POLL in self.kinds else []
        acts += [partial(self._days, span)] if LIKE in self.kinds else []
        _, _, *lists = rounds.each(acts)
        liked = lists.pop() if LIKE in self.kinds else ([], False)
        lists += self._of_staff(span)
        found = [told for one in lists for told in one]
        return self._shown([*found, *self._likes(span, self._shown(found, span), *liked)], span)

    def _of_staff(self, span: Span) -> list[list[Told]]:
        """Return what is told to the staff: nothing, for no trip, where the account has no role at this moment."""
        kinds = [kind for kind in FOR_STAFF if kind in self.kinds] if self.inbox.is_staff else []
        return rounds.each([partial(stored, self.account_id, kind, span) for kind in kinds])

    def _shown(self, found: list[Told], span: Span) -> list[Told]:
        # How one's own campaign or poll ends, and what moderators did, is told of by nobody else.
        others = (told for told in found if told.from_id != self.account_id or told.is_certain or told.kind == POLL)
        return span.sorted(told for told in others if not self.inbox.hides(told.id, told.group))

    def _days(self, span: Span) -> tuple[list[LikedDay], bool]:
        return LikedDay.between(self.account_id, span.low, span.high, is_rising=span.is_rising)

    def _likes(self, span: Span, others: list[Told], days: list[LikedDay], has_more: bool) -> list[Told]:
        """Return the first likes of a span: those of the first days that have enough of them, in one trip.

        The same trip reads the posts that were liked, and those that others of the span are about.
        """
        found: list[Told] = []
        post_ids = [told.post_id for told in others if told.post_id]
        for _ in range(ROUNDS):
            if not days and has_more:
                days, has_more = self._days(span)
            some, days = _enough(days, span.limit)
            liked = [partial(likes_of, span, day) for day in some]
            lists = self._with_posts(liked, [*post_ids, *(day.post_id for day in some)])
            found += self._shown([told for one in lists for told in one], span)
            span = _after(span, some[-1]) if some else span
            if len(found) >= span.limit or not (days or has_more):
                break
        return found

    def _with_posts(self, acts: Sequence[Callable[[], list[Told]]], post_ids: Sequence[str]) -> list[list[Told]]:
        """Run acts, and read in the same round those posts that were not read yet."""
        known = {key for rows in self._read_rows for key in rows}
        wanted = [one for one in dict.fromkeys(post_ids) if (Post, one, None) not in known]
        reads = marks.reads(self.account_id, wanted, [(Post, one, None) for one in wanted]) if wanted else []
        answers: list[Any] = rounds.each([*acts, *reads])
        self._read_rows += answers[len(acts) :]
        return answers[: len(acts)]

    def views(self, post_ids: Sequence[str], keys: list[Key]) -> tuple[list[PostView], Mapping[Key, Model]]:
        """Return the posts of a page that the account may see, and the rows of some keys: one trip."""
        self._with_posts([], post_ids)
        return views.of_read(self.account_id, post_ids, marks.joined(self._read_rows, self.barriers), keys)


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
