"""What people look at these days, as it was last counted: one item."""

from dataclasses import dataclass, field

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.models import base
from chalicelib.models.base import BaseMeta, Model, table_name

ALL = "all"
# It is counted anew every ten minutes: what a process read stays true enough for so long.
KEPT_SECONDS = 30


@dataclass(frozen=True)
class Trend:
    """A hashtag, and of each day, by the second at which it began, how many posts had it and of how many people."""

    name: str
    days: dict[int, tuple[int, int]]


@dataclass(frozen=True)
class Counted:
    """Posts with their authors and people, by their ids, and hashtags: what leads comes first."""

    posts: list[tuple[str, str]] = field(default_factory=list)
    tags: list[Trend] = field(default_factory=list)
    account_ids: list[str] = field(default_factory=list)


class Trends(Model):
    """What was counted last. It says nothing of who may see a post: that is asked whenever one is shown."""

    class Meta(BaseMeta):
        table_name = table_name("trends")

    id = UnicodeAttribute(hash_key=True)
    posts = JSONAttribute(default=list)
    tags = JSONAttribute(default=list)
    account_ids = JSONAttribute(default=list)
    counted_at = NumberAttribute(default=0)

    @classmethod
    def held(cls) -> Counted:
        """Return what was counted last, or nothing before the first count: one read in half a minute of a process."""
        if _memory and 0 <= base.now() - _memory[0][0] < KEPT_SECONDS:
            return _memory[0][1]
        try:
            return _remember(cls.get(ALL).counted)
        except cls.DoesNotExist:
            return Counted()

    @classmethod
    def replace(cls, counted: Counted) -> None:
        """Put what was counted in the place of what is held; of two runs at once the last one stays."""
        tags = [[one.name, [[day, *numbers] for day, numbers in one.days.items()]] for one in counted.tags]
        posts = [list(one) for one in counted.posts]
        cls(ALL, posts=posts, tags=tags, account_ids=counted.account_ids, counted_at=base.now()).save()
        _remember(counted)

    @property
    def counted(self) -> Counted:
        """Return what it says."""
        tags = [Trend(name, {day: (uses, people) for day, uses, people in days}) for name, days in self.tags]
        return Counted([(post_id, author_id) for post_id, author_id in self.posts], tags, list(self.account_ids))


_memory: list[tuple[int, Counted]] = []


def _remember(counted: Counted) -> Counted:
    _memory[:] = [(base.now(), counted)]
    return counted


def forget() -> None:
    """Have the next reader read it anew."""
    _memory.clear()
