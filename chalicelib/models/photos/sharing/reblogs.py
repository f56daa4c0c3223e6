"""Reblogs: posts without words or photos of their own by which an account shows others a post again.

A reblog is counted on the post in its own transaction: there are far fewer of them than likes.
docs/decisions/2026-11-26-reblogs.md tells what is written.
"""

from collections.abc import Iterable

from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.errors import NotFound
from chalicelib.models.base import GuardFailed, new_id, transact
from chalicelib.models.paging import Page, Turned, turn
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.interactions.indexes import RebloggersIndex
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.interactions.taking_back import take_back
from chalicelib.models.photos.posts import EMPTY, Post
from chalicelib.models.promises import Promise
from chalicelib.models.talk.notifications import REBLOG, Notification


def of(account: Account, post: Post, access: str) -> Post:
    """Return a new reblog of a post by an account, as it would be written."""
    made = Post(new_id(), author_id=account.id, access=access, author=account.snapshot(), reblog_of_id=post.id)
    made.body, made.is_private = dict(EMPTY), account.is_private
    made.enlist(is_held=False)
    return made


def create(reblog: Post, post: Post, promise: Promise) -> bool:
    """Write a reblog together with its number on the post, what its author is told, and the promise to deliver it.

    False where the account has reblogged the post before. Raises NotFound where the post is gone, or has another
    audience than it was read with, or the account became private, or public, meanwhile.
    """
    row, unmarked = Interaction(reblog.author_id, post.id), Interaction.reblog_id.does_not_exist()
    told = Notification.of(post.author_id, REBLOG, reblog.id, reblog.author_id, post.id)

    def build(writes: TransactWrite) -> None:
        same = Account.id.exists() & Account.while_private(bool(reblog.is_private))
        writes.condition_check(Account, reblog.author_id, condition=same)
        writes.save(reblog, condition=Post.id.does_not_exist())
        promise.add(writes)
        writes.update(row, [Interaction.reblog_id.set(reblog.id)], condition=unmarked)
        writes.update(Post(post.id), [Post.reblogs_count.add(1)], condition=_as_shown(post))
        if post.author_id != reblog.author_id:
            told.add(writes)

    try:
        transact(build)
    except GuardFailed as failed:
        # The places count checks first, then what is put, then updates.
        if 3 in failed.positions:
            return False
        raise NotFound from failed
    return True


def _as_shown(post: Post) -> Condition:
    """Return the condition that a post has the audience with which it was read."""
    private: Condition = Post.is_private == True if post.is_private else Post.is_private.does_not_exist()  # noqa: E712
    same: Condition = (Post.access == post.access) & private & Post.withdrawn_at.does_not_exist()
    return same


def remove(account_id: str, post_id: str, author_id: str) -> bool:
    """Delete an account's reblog of a post, with its number there and what the author was told; False without one."""

    def delete(writes: TransactWrite, row: Interaction) -> None:
        writes.delete(Post(row.reblog_id))
        writes.delete(Notification(author_id, f"{REBLOG}:{row.reblog_id}"))
        writes.update(Post(post_id), [Post.reblogs_count.add(-1)], condition=Post.id.exists())

    return take_back(account_id, post_id, "reblog_id", delete)


def of_post(post_id: str, page: Page) -> Turned[Interaction]:
    """Return a page of a post's reblogs, newest first."""

    def read(low: str, high: str, rising: bool, limit: int) -> Iterable[Interaction]:
        between = RebloggersIndex.reblog_id.between(low, high)
        return Interaction.rebloggers.query(post_id, between, scan_index_forward=rising, limit=limit)

    return turn(read, lambda row: str(row.reblog_id), page)


def forget(rows: Iterable[Interaction]) -> None:
    """Delete the reblogs of a post that is gone, each before the row that names it."""
    found = list(rows)
    with Post.batch_write() as batch:
        for row in found:
            batch.delete(Post(row.reblog_id))
    with Interaction.batch_write() as batch_of_rows:
        for row in found:
            batch_of_rows.delete(Interaction(row.account_id, row.post_id))
