"""On which days whose posts were liked: what finds the likes that an author is told of.

A like is one row already, which the index of its post lists by time. So that an author need not ask for each of their
posts, the count that follows a like writes one row for the post and the day, and no other like of that day writes it
again. docs/decisions/2026-11-26-notifications.md has the figures.
"""

from pynamodb.attributes import TTLAttribute, UnicodeAttribute

from chalicelib.models.base import BaseMeta, Model, id_time, moment, table_name
from chalicelib.models.paging import key
from chalicelib.models.talk.notifications import KEPT_SECONDS

DAY_SECONDS = 24 * 3600
# A day has as many rows as posts that were liked on it, and each of them is a Query. What is beyond is not told.
MOST_IN_A_QUERY = 60


def day_of(at: float) -> int:
    """Return the number of the day (UTC) of a moment, since 1970."""
    return int(at // DAY_SECONDS)


class LikedDay(Model):
    """One post of an account that was liked on one day."""

    class Meta(BaseMeta):
        table_name = table_name("liked_days")

    account_id = UnicodeAttribute(hash_key=True)
    day_and_post = UnicodeAttribute(range_key=True)
    expires_at = TTLAttribute(null=True)

    @property
    def day(self) -> int:
        """Return the number of the day."""
        return int(self.day_and_post.partition("#")[0])

    @property
    def post_id(self) -> str:
        """Return the post that was liked."""
        return self.day_and_post.partition("#")[2]

    @property
    def low(self) -> str:
        """Return the lowest id of a like of that day."""
        return key((self.day * DAY_SECONDS * 1000) << 16)

    @property
    def high(self) -> str:
        """Return the highest id of a like of that day."""
        return key(((self.day + 1) * DAY_SECONDS * 1000 << 16) - 1)

    @classmethod
    def of(cls, account_id: str, day: int, post_id: str) -> "LikedDay":
        """Return the row of a post and a day, as it is before anything is read."""
        return cls(account_id, f"{day:08d}#{post_id}")

    @classmethod
    def add(cls, account_id: str, day: int, post_id: str) -> None:
        """Note that a post was liked on a day; a second time it is the same."""
        ends = moment((day + 1) * DAY_SECONDS + KEPT_SECONDS)
        cls.of(account_id, day, post_id).update([cls.expires_at.set(ends)])

    @classmethod
    def between(cls, account_id: str, low: str, high: str, *, is_rising: bool) -> "tuple[list[LikedDay], bool]":
        """Return the days with likes of ids from low to high, and whether there are more: one Query.

        Where there are more, what is returned are whole days, unless one day alone has too many posts.
        """
        days = cls.day_and_post.between(f"{_day_of_id(low):08d}#", f"{_day_of_id(high):08d}#~")
        rows = list(cls.query(account_id, days, scan_index_forward=is_rising, limit=MOST_IN_A_QUERY))
        if len(rows) < MOST_IN_A_QUERY:
            return rows, False
        return [row for row in rows if row.day != rows[-1].day] or rows, True


def _day_of_id(like_id: str) -> int:
    return min(day_of(id_time(like_id)), 99_999_999)
