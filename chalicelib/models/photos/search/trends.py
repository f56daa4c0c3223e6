"""What people look at these days, as it was last counted, and what moderators keep out of it: two items."""

from dataclasses import dataclass, field, replace
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.models import base
from chalicelib.models.base import BaseMeta, Model, table_name
from chalicelib.models.batches import fetch

ALL, KEPT_OUT = "all", "kept out"
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
    # What is among these by its numbers, and is not to be shown there.
    kept_out: frozenset[str] = frozenset()

    @property
    def shown(self) -> "Counted":
        """Return it without what is kept out."""
        posts = [one for one in self.posts if one[0] not in self.kept_out]
        tags = [one for one in self.tags if f"#{one.name}" not in self.kept_out]
        return replace(self, posts=posts, tags=tags)


class Trends(Model):
    """What was counted last. It says nothing of who may see a post: that is asked whenever one is shown.

    `kept_out`, in an item of its own, has ids of posts and hashtags with their sign.
    """

    class Meta(BaseMeta):
        table_name = table_name("trends")

    id = UnicodeAttribute(hash_key=True)
    posts = JSONAttribute(default=list)
    tags = JSONAttribute(default=list)
    account_ids = JSONAttribute(default=list)
    counted_at = NumberAttribute(default=0)
    kept_out = UnicodeSetAttribute(null=True)

    @classmethod
    def held(cls) -> Counted:
        """Return what was counted last, or nothing before the first count: one trip in half a minute of a process."""
        if _memory and 0 <= base.now() - _memory[0][0] < KEPT_SECONDS:
            return _memory[0][1]
        return _remember(cls.whole().shown)

    @classmethod
    def whole(cls) -> Counted:
        """Return the same with what is kept out of it, as it stands at this moment: one trip."""
        rows: dict[str, Any] = {key[1]: row for key, row in fetch([(cls, ALL, None), (cls, KEPT_OUT, None)]).items()}
        counted = rows[ALL].counted if ALL in rows else Counted()
        kept_out = frozenset(rows[KEPT_OUT].kept_out or ()) if KEPT_OUT in rows else frozenset()
        return replace(counted, kept_out=kept_out)

    @classmethod
    def keep_out(cls, what: str, writes: TransactWrite) -> None:
        """Add to a transaction that a post, by its id, or a hashtag with its sign does not lead; it fails where so."""
        is_in: Condition = cls.kept_out.does_not_exist() | ~cls.kept_out.contains(what)
        writes.update(cls(KEPT_OUT), [cls.kept_out.add({what})], condition=is_in)

    @classmethod
    def let_in(cls, what: str, writes: TransactWrite) -> None:
        """Add to a transaction that it may lead again; it fails where it may."""
        writes.update(cls(KEPT_OUT), [cls.kept_out.delete({what})], condition=cls.kept_out.contains(what))

    @classmethod
    def let_go(cls, whats: set[str]) -> None:
        """Forget of what is too old to lead that it was kept out."""
        if whats:
            cls(KEPT_OUT).update([cls.kept_out.delete(whats)])

    @classmethod
    def replace(cls, counted: Counted) -> None:
        """Put what was counted in the place of what is held; of two runs at once the last one stays."""
        tags = [[one.name, [[day, *numbers] for day, numbers in one.days.items()]] for one in counted.tags]
        posts = [list(one) for one in counted.posts]
        cls(ALL, posts=posts, tags=tags, account_ids=counted.account_ids, counted_at=base.now()).save()
        _remember(counted.shown)

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
