"""People who are tagged in photos: each post says who, and a row for each says where a post shows on their profile.

`Post.people` holds entries of `id`, `media_id`, `x` and `y`; `by_hand` says that the person approves tags first.
Whoever took themselves off stays as an entry of `id` and `removed`, so that nobody tags them there again. Whom the
author takes off keeps a row without a `box`, and a notification without one: what they decided, and were told, is there
again with the tag.
"""

from collections.abc import Iterable
from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, guarded, table_name
from chalicelib.models.paging import Page, Turned, turn
from chalicelib.models.photos.posts import Post
from chalicelib.models.talk.notifications import TAGGED, Notification

SHOWN, PENDING, HIDDEN = "shown", "pending", "hidden"
# The box in which a notification was when its tag was taken off.
HELD = Path("held")


class BoxesIndex(GlobalSecondaryIndex["PersonTag"]):
    """The posts in which an account is tagged, of one state, newest first: a page passes over no others."""

    class Meta:
        index_name = "boxes"
        projection = KeysOnlyProjection()

    box = UnicodeAttribute(hash_key=True)
    post_id = UnicodeAttribute(range_key=True)


class PersonTag(Model):
    """An account that is tagged in a post, and whether its profile shows the post. It gives no access to it.

    `chosen` is the box of whoever hides the post, until they show it again: nothing that its author does ends that.
    """

    class Meta(BaseMeta):
        table_name = table_name("person_tags")

    account_id = UnicodeAttribute(hash_key=True)
    post_id = UnicodeAttribute(range_key=True)
    box = UnicodeAttribute(default="")
    chosen = UnicodeAttribute(null=True)
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
        there = cls.box.exists()
        box = _box(account_id, state)
        chosen = cls.chosen.set(box) if state == HIDDEN else cls.chosen.remove()
        return guarded(lambda: cls(account_id, post_id).update([cls.box.set(box), chosen], condition=there))

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
    """Add to a transaction that changes a post its rows for those who are tagged, and what they are told.

    Whoever approves by hand is asked anew where none of the photos in which they are is one of those before.
    """
    old, new = (_by_person(post) for post in (before, after))
    gone_for_good = {entry["id"] for entry in (after.people or [] if after else []) if entry.get("removed")}
    for account_id in sorted(old.keys() - new.keys()):
        _take_off(writes, _told(before, account_id), ends=after is None or account_id in gone_for_good)
    for account_id in sorted(new):
        by_hand = any(entry.get("by_hand") for entry in new[account_id])
        if account_id not in old:
            _put_on(writes, _told(after, account_id), PENDING if by_hand else SHOWN)
        elif by_hand and _photos(old[account_id]).isdisjoint(_photos(new[account_id])):
            _ask_again(writes, _told(after, account_id))


def _by_person(post: Post | None) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in entries(post):
        found.setdefault(entry["id"], []).append(entry)
    return found


def _photos(tags: Iterable[dict[str, Any]]) -> set[str]:
    return {tag["media_id"] for tag in tags}


def _put_on(writes: TransactWrite, told: Notification, state: str) -> None:
    _put(writes, told, state)
    if told.account_id != told.from_id:
        # One that there was before has its old place, dismissed or not, and is not pushed again.
        _keep_told(writes, told, [Notification.box.set(HELD | told.box), HELD.remove()])


def _take_off(writes: TransactWrite, told: Notification, *, ends: bool) -> None:
    row = PersonTag(told.account_id, told.post_id)
    if ends:
        writes.delete(row)
        told.take_back(writes)
        return
    writes.update(row, [PersonTag.box.remove()])
    if told.account_id != told.from_id:
        _keep_told(writes, told, [HELD.set(Notification.box | told.box), Notification.box.remove()])


def _ask_again(writes: TransactWrite, told: Notification) -> None:
    _put(writes, told, PENDING)
    writes.save(told)


def _put(writes: TransactWrite, told: Notification, state: str) -> None:
    box = PersonTag.chosen | _box(told.account_id, state)
    writes.update(PersonTag(told.account_id, told.post_id), [PersonTag.box.set(box)])


def _keep_told(writes: TransactWrite, told: Notification, moved: list[Action]) -> None:
    """Add to a transaction that a notification comes into its box or goes out of it, and is otherwise as it was."""
    kept = {name: getattr(told, name) for name in ("id", "kind", "from_id", "post_id", "expires_at")}
    actions = [getattr(Notification, name).set(getattr(Notification, name) | value) for name, value in kept.items()]
    writes.update(Notification(told.account_id, told.key), [*actions, *moved])


def _told(post: Post | None, account_id: str) -> Notification:
    assert post is not None  # noqa: S101  Whoever is tagged is so in a post.
    return Notification.of(account_id, TAGGED, post.id, post.author_id, post.id)
