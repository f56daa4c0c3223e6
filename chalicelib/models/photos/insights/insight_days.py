"""What was seen of an account in a day: its posts, and its profile."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pynamodb.attributes import JSONAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute

from chalicelib.models.base import BaseMeta, Model, moment, now, table_name

DAYS = 30
KEPT_SECONDS = (DAYS + 5) * 86_400
# Of a day those posts are told apart that were seen most, so that thirty days are one page of a Query; where many
# functions add a day up, each keeps its part, and some more in case they are others'.
MOST_POSTS, MOST_OF_A_PART = 320, 40


@dataclass
class Seen:
    """How often all posts of an account, those that were seen most, and its profile were seen in a day of UTC."""

    views: int = 0
    posts: Counter[str] = field(default_factory=Counter)
    profile_visits: int = 0


class InsightDay(Model):
    """What one function has added up of a day: of a day that several add up, there are as many rows as were needed."""

    class Meta(BaseMeta):
        table_name = table_name("insight_days")

    account_id = UnicodeAttribute(hash_key=True)
    # The day, as 2026-12-15, and which function it was, as 2026-12-15#7.
    part = UnicodeAttribute(range_key=True)
    views = NumberAttribute(default=0)
    posts = JSONAttribute(default=dict)
    profile_visits = NumberAttribute(default=0)
    expires_at = TTLAttribute(default_for_new=lambda: moment(now() + KEPT_SECONDS))

    @classmethod
    def replace(cls, account_id: str, part: str, posts: Mapping[str, int], profile_visits: int, most: int) -> None:
        """Write a part of a day down as it was added up; adding it up again writes the same."""
        leading = dict(sorted(posts.items(), key=lambda one: (-one[1], one[0]))[:most])
        cls(account_id, part, views=sum(posts.values()), posts=leading, profile_visits=profile_visits).save()

    @classmethod
    def since(cls, account_id: str, day: str) -> dict[str, Seen]:
        """Return what was seen of an account on each day from one on: one Query."""
        found: dict[str, Seen] = {}
        for row in _rows(account_id, day):
            seen = found.setdefault(row.part.partition("#")[0], Seen())
            seen.views += int(row.views)
            seen.posts.update({post_id: int(number) for post_id, number in row.posts.items()})
            seen.profile_visits += int(row.profile_visits)
        return found


def _rows(account_id: str, day: str) -> Iterator[InsightDay]:
    return iter(InsightDay.query(account_id, InsightDay.part >= day))
