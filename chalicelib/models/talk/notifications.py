"""What people are told of that somebody else did, each in the transaction of the act.

Follows and likes have rows of their own with ids that sort by time, so nothing is written for them here: they are read
where they lie (models/people/follows.py, models/talk/liked_days.py).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pynamodb.attributes import JSONAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, guarded, moment, new_id, now, table_name

if TYPE_CHECKING:
    from chalicelib.models.photos.posts import Post

KEPT_SECONDS = 90 * 24 * 3600
MENTION, REBLOG = "mention", "reblog"
# Somebody posted of whom one wishes to be told.
POSTED = "status"
# Somebody tagged one in a photo.
TAGGED = "tagged"
# Somebody likes a story of one's own.
STORY_LIKED = "story_liked"
# Somebody waits for approval, or reported somebody: told to whoever has a role, and to nobody else.
SIGN_UP, REPORT = FOR_STAFF = ("admin.sign_up", "admin.report")
# What moderators did.
WARNING = "moderation_warning"
# To whom buys, and to whom is paid.
PURCHASE_OPEN, SALE, TIP, SUBSCRIBER, PLEDGE = "purchase_open", "sale", "tip", "subscriber", "pledge"
# To backers and creators.
FUNDED, ENDED, FAILED, NEEDS_YOU = "campaign_funded", "campaign_ended", "campaign_failed", "campaign_needs_you"
MONEY = (PURCHASE_OPEN, SALE, TIP, SUBSCRIBER, PLEDGE, FUNDED, ENDED, FAILED, NEEDS_YOU)
# What a post tells of at most; a transaction has a hundred writes, and the post's own are among them.
MOST_TOLD = 25
# With all that its edits added.
MOST_NAMED = 100


class BoxesIndex(GlobalSecondaryIndex["Notification"]):
    """Notifications of one kind for one account, newest first: a page of some kinds passes over no others."""

    class Meta:
        index_name = "boxes"
        projection = AllProjection()

    box = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class Notification(Model):
    """One thing that one account is told of.

    The key names the occasion (`mention:<post id>`), so that each is told once, however often its transaction is
    written. One that was dismissed stays without its box, and so is not told again. `about` is what is said of money.
    """

    class Meta(BaseMeta):
        table_name = table_name("notifications")

    account_id = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)
    box = UnicodeAttribute(default="")
    id = UnicodeAttribute(default=new_id)
    kind = UnicodeAttribute()
    from_id = UnicodeAttribute()
    post_id = UnicodeAttribute(null=True)
    about = JSONAttribute(null=True)
    expires_at = TTLAttribute(default_for_new=lambda: moment(now() + KEPT_SECONDS))
    boxes = BoxesIndex()

    @classmethod
    def of(
        cls, account_id: str, kind: str, occasion: str, from_id: str, post_id: str | None = None, **about: Any
    ) -> "Notification":
        """Return a new notification, to be written with what it tells of."""
        row = cls(account_id, f"{kind}:{occasion}", kind=kind, from_id=from_id, post_id=post_id, about=about or None)
        row.box = _box(account_id, kind)
        return row

    def add(self, writes: TransactWrite) -> None:
        """Add it to a transaction; one that is there, or was dismissed, stays as it is. It never fails the rest."""
        writes.update(Notification(self.account_id, self.key), self._if_absent())

    def take_back(self, writes: TransactWrite) -> None:
        """Add to a transaction that nobody is told of it any more; one that is not there changes nothing."""
        writes.delete(Notification(self.account_id, self.key))

    def post(self) -> None:
        """Store it by itself; one that is there, or was dismissed, stays as it is."""
        Notification(self.account_id, self.key).update(self._if_absent())

    def _if_absent(self) -> list[Action]:
        wanted = {name: getattr(self, name) for name in Notification.get_attributes()}
        return [
            getattr(Notification, name).set(getattr(Notification, name) | value)
            for name, value in wanted.items()
            if name not in ("account_id", "key") and value is not None
        ]

    @classmethod
    def between(
        cls, account_id: str, kind: str, low: str, high: str, *, is_rising: bool, limit: int
    ) -> "list[Notification]":
        """Return the notifications of a kind with low <= id <= high: one Query."""
        ids = BoxesIndex.id.between(low, high)
        return list(cls.boxes.query(_box(account_id, kind), ids, scan_index_forward=is_rising, limit=limit))

    def dismiss(self) -> None:
        """Take it out of its box; it is not told again."""
        there = Notification.account_id.exists()
        box = _box(self.account_id, "dismissed")
        guarded(lambda: Notification(self.account_id, self.key).update([Notification.box.set(box)], condition=there))


def _box(account_id: str, kind: str) -> str:
    return f"{account_id}#{kind}"


def mentions(
    post_id: str, author_id: str, answered_id: str | None, mentioned: Iterable[dict[str, str]]
) -> list[Notification]:
    """Return what a new post tells: whom it answers and whom it mentions, its author never."""
    others = named(author_id, answered_id, mentioned)
    return [Notification.of(other, MENTION, post_id, author_id, post_id) for other in others[:MOST_TOLD]]


def named(author_id: str, answered_id: str | None, mentioned: Iterable[dict[str, str]]) -> list[str]:
    """Return the ids of whom a post answers and whom it mentions, without its author."""
    ids = dict.fromkeys([answered_id, *(mention["id"] for mention in mentioned)])
    return [account_id for account_id in ids if account_id and account_id != author_id]


def named_by(post: "Post") -> list[str]:
    """Return the same of a post as it stands: of those whom it and its edits named, so many as were told at most."""
    return named(post.author_id, post.parent_author_id, post.body.get("mentions", []))[:MOST_NAMED]


def forget_mentions(post_id: str, account_ids: Iterable[str]) -> None:
    """Delete what a post told that is gone: rows that lead to nothing would bury those that do. May run twice."""
    with Notification.batch_write() as batch:
        for account_id in account_ids:
            batch.delete(Notification.of(account_id, MENTION, post_id, ""))
