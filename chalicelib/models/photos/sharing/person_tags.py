"""People who are tagged in photos: each post says who, and a row for each says where a post shows on their profile.

`Post.people` holds entries of `id`, `media_id`, `x` and `y`; `by_hand` says that the person approves tags first.
Whoever took themselves off stays as an entry of `id` and `removed`, so that nobody tags them there again.
"""

from collections.abc import Iterable
from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, guarded, table_name
from chalicelib.models.paging import Page, Turned, turn
from chalicelib.models.photos.posts import Post
from chalicelib.models.talk.notifications import TAGGED, Notification

SHOWN, PENDING, HIDDEN = "shown", "pending", "hidden"


class BoxesIndex(GlobalSecondaryIndex["PersonTag"]):
    """The posts in which an account is tagged, of one state, newest first: a page passes over no others."""

    class Meta:
        index_name = "boxes"
        projection = KeysOnlyProjection()

    box = UnicodeAttribute(hash_key=True)
    post_id = UnicodeAttribute(range_key=True)


class PersonTag(Model):
    """An account that is tagged in a post, and whether its profile shows the post. It gives no access to it."""

    class Meta(BaseMeta):
        table_name = table_name("person_tags")

    account_id = UnicodeAttribute(hash_key=True)
    post_id = UnicodeAttribute(range_key=True)
    box = UnicodeAttribute(default="")
    boxes = BoxesIndex()

    @classmethod
    def ids(cls, account_id: str, state: str, page: Page) -> Turned[str]:
        """Return a page of ids of the posts in which an account is tagged, of one state: one Query."""

        def read(low: str, high: str, rising: bool, limit: int) -> "Iterable[PersonTag]":
            between = BoxesIndex.post_id.between(low, high)
            return cls.boxes.query(_box(account_id, state), between, scan_index_forward=rising, limit=limit)

        turned = turn(read, lambda row: row.post_id, page)
        return Turned([row.post_id for row in turned.rows], turned.has_more)

    @classmethod
    def some(cls, account_id: str, limit: int) -> list[str]:
        """Return ids of some posts in which an account is tagged, whatever their state."""
        return [row.post_id for row in cls.query(account_id, limit=limit, consistent_read=True)]

    @classmethod
    def put_in(cls, account_id: str, post_id: str, state: str) -> bool:
        """Write whether a profile shows a post; False where the account is not tagged in it."""
        there = cls.account_id.exists()
        box = _box(account_id, state)
        return guarded(lambda: cls(account_id, post_id).update([cls.box.set(box)], condition=there))

    @classmethod
    def forget(cls, account_id: str, post_id: str) -> None:
        """Delete the row of a post that is gone."""
        cls(account_id, post_id).delete()


def _box(account_id: str, state: str) -> str:
    return f"{account_id}#{state}"


def entries(post: Post | None) -> list[dict[str, Any]]:
    """Return who is tagged in a post and where, without those who took themselves off."""
    return [entry for entry in (post.people if post else None) or [] if not entry.get("removed")]


def ids_in(post: Post) -> list[str]:
    """Return the ids of those who are tagged in a post."""
    return [entry["id"] for entry in entries(post)]


def follow(writes: TransactWrite, before: Post | None, after: Post | None) -> None:
    """Add to a transaction that changes a post its rows for those who are tagged, and what they are told."""
    old, new = ({entry["id"]: entry for entry in entries(post)} for post in (before, after))
    for account_id in sorted(old.keys() - new.keys()):
        told = _told(before, account_id)
        writes.delete(PersonTag(account_id, told.post_id))
        told.take_back(writes)
    for account_id in sorted(new.keys() - old.keys()):
        state = PENDING if new[account_id].get("by_hand") else SHOWN
        told = _told(after, account_id)
        writes.save(PersonTag(account_id, told.post_id, box=_box(account_id, state)))
        if account_id != told.from_id:
            told.add(writes)


def _told(post: Post | None, account_id: str) -> Notification:
    assert post is not None  # noqa: S101  Whoever is tagged is so in a post.
    return Notification.of(account_id, TAGGED, post.id, post.author_id, post.id)
