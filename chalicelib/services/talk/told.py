"""What an account is told of, and the places where each kind of it lies.

Mentions and what is said of money have rows of their own. Follows and wishes to follow are told from their own rows,
likes from the likes themselves, and the end of a poll from one's part in it, so none of them costs a write, and one
that is taken back is told no more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from chalicelib.models.base import id_time
from chalicelib.models.paging import HIGHEST, Page, key
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.requests import FollowRequest
from chalicelib.models.photos import likes
from chalicelib.models.photos.polls import votes
from chalicelib.models.talk.liked_days import LikedDay, day_of
from chalicelib.models.talk.notifications import (
    FOR_STAFF,
    MENTION,
    MONEY,
    POSTED,
    REBLOG,
    STORY_LIKED,
    TAGGED,
    WARNING,
    Notification,
)

FOLLOW, REQUEST, LIKE, POLL = "follow", "follow_request", "like", "poll"
# What any client knows; what is told of money, of stories and of tags in photos, only those know that speak of it.
KNOWN = (MENTION, FOLLOW, REQUEST, LIKE, POLL, REBLOG, POSTED, WARNING, *FOR_STAFF)
EVERY = (*KNOWN, STORY_LIKED, TAGGED, *MONEY)
STORED = (MENTION, REBLOG, POSTED, WARNING, STORY_LIKED, TAGGED, *MONEY)
# Of a day's reblogs so many are looked at for one post's.
MOST_REBLOGS = 400


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
        """Tell whether it is about money."""
        return self.kind in MONEY

    @property
    def is_certain(self) -> bool:
        """Tell whether it is told whatever stands between the two: what is about money, and what moderators did."""
        return self.is_money or self.kind == WARNING

    @property
    def is_unfiltered(self) -> bool:
        """Tell whether no policy filters it: that is also what one took part in oneself."""
        return self.is_certain or self.is_for_staff or self.kind == POLL

    @property
    def strike_id(self) -> str:
        """Return which strike it tells of, and nothing where it tells of something else."""
        return str(self.about["strike_id"]) if self.kind == WARNING else ""

    @property
    def is_for_staff(self) -> bool:
        """Tell whether it is told to the staff, whom nobody keeps from it by a block or a policy."""
        return self.kind in FOR_STAFF

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


def likes_of(span: Span, day: LikedDay) -> list[Told]:
    """Return the likes of a post on a day."""
    low, high = max(span.low, day.low), min(span.high, day.high)
    if low > high:
        return []
    found = likes.between(day.post_id, low, high, is_rising=span.is_rising, limit=span.limit)
    return [Told(str(like.like_id), LIKE, like.account_id, day.post_id) for like in found]


def follows(account_id: str, span: Span) -> list[Told]:
    """Return who follows an account."""
    rows = Follow.followers_of(account_id, _page_of(span)).rows
    return [Told(row.id, FOLLOW, row.follower_id) for row in rows if row.id >= span.low]


def requests(account_id: str, span: Span) -> list[Told]:
    """Return who wishes to follow an account."""
    rows = FollowRequest.page(account_id, _page_of(span)).rows
    return [Told(row.id, REQUEST, row.asker_id) for row in rows if row.id >= span.low]


def polls(account_id: str, span: Span) -> list[Told]:
    """Return which polls have ended that an account asked or voted in; they are told as of whoever asked."""
    found = votes.ended(account_id, span.low, span.high, is_rising=span.is_rising, limit=span.limit)
    return [Told(end, POLL, author, post_id) for end, author, post_id in found]


def _page_of(span: Span) -> Page:
    below, above = key(int(span.high) + 1), key(int(span.low) - 1)
    return Page(span.limit, max_id="" if span.high == HIGHEST else below, min_id=above if span.is_rising else "")


def stored(account_id: str, kind: str, span: Span) -> list[Told]:
    """Return what an account is told of a kind that has rows of its own."""
    found = Notification.between(account_id, kind, span.low, span.high, is_rising=span.is_rising, limit=span.limit)
    return [Told(row.id, kind, row.from_id, row.post_id, row.about or {}, row) for row in found]


def is_id(text: str) -> bool:
    """Tell whether a text may be an id of ours."""
    return text.isascii() and text.isdigit() and len(text) == len(HIGHEST)
