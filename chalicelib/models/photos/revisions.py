"""Earlier texts of edited posts."""

from collections.abc import Iterator, Sequence
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, assignments, id_time, now, table_name, transact_if
from chalicelib.models.connections import connection
from chalicelib.models.money.payments.origins import Write
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos import attachments, sales
from chalicelib.models.photos.attachments import Move
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing import person_tags
from chalicelib.models.photos.sharing.audiences import DIRECT, ME
from chalicelib.models.talk.notifications import mentions

# On which lists a post is, whether it is of a private account, or a closed one, and who is tagged in it; a change may
# change all of them.
LISTS = ("listing", "public", "chosen", "is_private", "closed_by", "people")
MOST_WRITES = 100
# What of a post says for whom it is.
AUDIENCE = ("access", "offer", "is_private", "closed_by")


class Counted(TransactWrite):
    """A transaction that tells how many writes it has, whether or not they are ever sent."""

    @property
    def number(self) -> int:
        """Return how many rows are written, deleted or checked."""
        lists = (self._condition_check_items, self._delete_items, self._put_items, self._update_items)
        return sum(len(items) for items in lists)


class Revision(Model):
    """What a post said before an edit, and for whom it was then. `version` counts from 0.

    Those of earlier releases have no `access`: for whom they were is not known.
    """

    class Meta(BaseMeta):
        table_name = table_name("revisions")

    post_id = UnicodeAttribute(hash_key=True)
    version = NumberAttribute(range_key=True)
    written_at = NumberAttribute()
    body = JSONAttribute()
    access = UnicodeAttribute(null=True)
    offer = JSONAttribute(null=True)
    is_private = BooleanAttribute(null=True)
    closed_by = UnicodeSetAttribute(null=True)

    @classmethod
    def of(cls, post_id: str) -> "Iterator[Revision]":
        """Yield a post's earlier texts, oldest first."""
        return iter(cls.query(post_id))

    @classmethod
    def replace(cls, post: Post, changed: Post, moves: Sequence[Move] = (), also: Sequence[Write] = ()) -> bool:
        """Write a changed post and keep what it said before; False where something else came between.

        What opens it may be changed as long as nobody commented, since comments take the rule over; but not so the
        amount of a price, which no comment knows. `moves` are those of photos that come, go or lie elsewhere then;
        `also` is written in the same transaction.
        """
        return transact_if(cls._writing(post, changed, moves, also))

    @classmethod
    def is_too_much(cls, post: Post, changed: Post, moves: Sequence[Move] = ()) -> bool:
        """Tell whether a change has more writes than a transaction takes: it is to be refused before any file moves."""
        writes = Counted(connection=connection())
        cls._writing(post, changed, moves)(writes)
        return writes.number > MOST_WRITES

    @classmethod
    def _writing(cls, post: Post, changed: Post, moves: Sequence[Move], also: Sequence[Write] = ()) -> Write:
        before = {item["id"] for item in post.body["media"]}
        after = {item["id"] for item in changed.body["media"]}
        actions, condition = _rule(post, changed)
        actions += assignments(Post, {one: getattr(changed, one) for one in LISTS if _differs(post, changed, one)})
        if before - after:
            condition &= Post.sales_count.does_not_exist() | (Post.sales_count == 0)
        if changed.body != post.body:
            actions.append(Post.body.set(changed.body))
        # Where photos lie, and who has their originals, is no part of what a post says.
        is_edited = _said(changed.body) != _said(post.body)
        if is_edited:
            actions.append(Post.edited_at.set(now()))

        def build(writes: TransactWrite) -> None:
            _tell(writes, post, changed)
            person_tags.follow(writes, post, changed)
            for write in also:
                write(writes)
            if is_edited:
                writes.save(cls._before(post))
            attachments.carry_out(writes, moves, changed)
            if sales.is_offer_changed(post, changed):
                sales.promise_closing(writes, post)
            _count(writes, post, changed)
            writes.update(Post(post.id), [*actions, Post.version.set(post.version + 1)], condition=condition)

        return build

    @classmethod
    def _before(cls, post: Post) -> "Revision":
        audience = {name: getattr(post, name) for name in AUDIENCE}
        written_at = post.edited_at or id_time(post.id)
        return cls(post.id, post.version, written_at=written_at, body=post.body, **audience)

    def post_then(self, post: Post) -> Post:
        """Return a post as it was before the edit, with all that decides for whom it was."""
        then = post.copy()
        for name in ("body", *AUDIENCE):
            setattr(then, name, getattr(self, name))
        return then

    @classmethod
    def clear(cls, post_id: str) -> None:
        """Delete a post's earlier texts."""
        with cls.batch_write() as batch:
            for revision in cls.query(post_id):
                batch.delete(revision)


def _said(body: dict[str, Any]) -> dict[str, Any]:
    return body | {"originals": None, "media": [photo | {"key": "", "place": ""} for photo in body["media"]]}


def _rule(post: Post, changed: Post) -> tuple[list[Action], Condition]:
    """Return what changes who may see a post, and the condition under which it may be changed."""
    condition = Post.version == post.version
    if (changed.access, changed.offer) == (post.access, post.offer):
        return [], condition
    if changed.rule != post.rule and not changed.is_repriced(post):
        condition &= Post.comments_count == 0
    return assignments(Post, {"access": changed.access, "offer": changed.offer or None}), condition


def _tell(writes: TransactWrite, post: Post, changed: Post) -> None:
    """Add to a transaction that those are told whom a post mentions and did not before."""
    held = [mention["id"] for mention in post.body["mentions"]]
    # What is said between some tells them by itself, and nobody else.
    mentioned = [] if changed.access in (ME, DIRECT) else changed.body["mentions"]
    new = [mention for mention in mentioned if mention["id"] not in held]
    for notification in mentions(post.id, post.author_id, None, new):
        notification.add(writes)


def _count(writes: TransactWrite, post: Post, changed: Post) -> None:
    """Add to a transaction what a change makes of the number of posts on its author's page."""
    if changed.is_counted != post.is_counted:
        Account.count_post(writes, post.author_id, 1 if changed.is_counted else -1)


def _differs(post: Post, changed: Post, name: str) -> bool:
    return bool(getattr(post, name) != getattr(changed, name))
