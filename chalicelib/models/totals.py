"""Totals that stand on a row and follow from rows of their own: likes and votes of a post, followers of an account.

Nobody adds to them. What is counted is written alone, and a total is counted anew and written over the version that was
read, so that many may write at once and none of them waits for the row with the total.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from chalicelib.models.base import Model, guarded
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.polls import votes
from chalicelib.models.photos.posts import Post

# For how long somebody who counts many rows keeps others from counting the same.
CLAIM_SECONDS = 60


def milliseconds(seconds: float) -> int:
    """Return a time in seconds since 1970 as totals carry it."""
    return int(seconds * 1000)


@dataclass(frozen=True)
class Total:
    """Where a total stands, and how it is counted.

    `<name>_counted_at` says when the count that it comes from began, in milliseconds since 1970; it is the version
    that a new one is written over. `<name>_claimed_until` is there while somebody counts many rows.
    """

    kind: str
    model: type[Model]
    count: Callable[[str], Any]
    # Whether mails of news say that it grew.
    is_news: bool = True

    def find(self, row_id: str) -> Any:
        """Return the row, read consistently, or raise NotFound."""
        return self.model.find(row_id)

    def of(self, row: Any) -> Any:
        """Return the total as it stands on a row, in the shape in which it is counted."""
        return int(getattr(row, f"{self.kind}_count"))

    def size(self, total: Any) -> int:
        """Return how many rows a total stands for."""
        return int(total)

    def counted_at(self, row: Any) -> int:
        """Return when the total was counted, and 0 where it never was."""
        return int(getattr(row, f"{self.kind}_counted_at") or 0)

    def claimed_until(self, row: Any) -> int:
        """Return until when somebody counts many rows, in milliseconds, and 0 where nobody does."""
        return int(getattr(row, f"{self.kind}_claimed_until") or 0)

    def claim(self, row: Any, at: int) -> bool:
        """Keep others from counting; False where somebody else does, or has."""
        claimed = self._stored("claimed_until")
        free = claimed.does_not_exist() | (claimed <= at)
        actions = [claimed.set(at + milliseconds(CLAIM_SECONDS))]
        return guarded(lambda: row.update(actions, condition=self._as_read(row) & free))

    def write(self, row: Any, total: Any, began: int) -> bool:
        """Write a total whose counting began at a time; False where a later one was written since the row was read."""
        later = max(began, self.counted_at(row) + 1)
        actions = [self._stored("count").set(total), self._stored("counted_at").set(later)]
        if told := getattr(row, f"{self.kind}_told", None):
            actions.append(self._stored("told").set(told))
        if self.claimed_until(row):
            actions.append(self._stored("claimed_until").remove())
        return guarded(lambda: row.update(actions, condition=self._as_read(row)))

    def is_counted_since(self, at: int) -> Any:
        """Return the condition that a row's total was counted since a time."""
        return self._stored("counted_at") >= at

    def _stored(self, name: str) -> Any:
        return getattr(self.model, f"{self.kind}_{name}")

    def _as_read(self, row: Any) -> Any:
        before, counted_at = self.counted_at(row), self._stored("counted_at")
        there = self.model.id.exists()  # type: ignore[attr-defined]
        return counted_at == before if before else there & counted_at.does_not_exist()


class Tally(Total):
    """The votes in a poll: how many voted, and behind that how many for each option."""

    def of(self, row: Any) -> list[int]:
        """Return the totals as they stand on a post."""
        return votes.tally(row)

    def size(self, total: list[int]) -> int:
        """Return how many voted."""
        return total[0]


def _count_likes(post_id: str) -> int:
    return Interaction.likers.count(post_id)


def _count_followers(account_id: str) -> int:
    return Follow.followers.count(account_id)


def _count_following(account_id: str) -> int:
    return Follow.count(account_id, consistent_read=True)


TOTALS = {
    "likes": Total("likes", Post, _count_likes),
    "followers": Total("followers", Account, _count_followers),
    "following": Total("following", Account, _count_following),
    "votes": Tally("votes", Post, votes.count, is_news=False),
}


def changed_since(at: int, share: int, shares: int) -> Iterator[tuple[str, str]]:
    """Yield kind and row of totals that were counted since a time, in one share of all rows: a scan of each table."""
    tables: defaultdict[type[Model], list[Total]] = defaultdict(list)
    for total in TOTALS.values():
        tables[total.model].append(total)
    for model, totals in tables.items():
        later = reduce(or_, (total.is_counted_since(at) for total in totals))
        names = ["id", *(f"{total.kind}_counted_at" for total in totals)]
        for row in model.scan(later, segment=share, total_segments=shares, attributes_to_get=names):
            yield from ((total.kind, row.id) for total in totals if total.counted_at(row) >= at)  # type: ignore[attr-defined]
