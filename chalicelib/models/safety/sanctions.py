"""What moderators do to accounts and posts: each with its row in the log, in one transaction."""

from collections.abc import Sequence

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import now, transact_if
from chalicelib.models.money.payments.origins import Write
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos import attachments, sales
from chalicelib.models.photos.attachments import Move
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing import person_tags


def set_mark(account_id: str, name: str, also: Sequence[Write], *, is_set: bool) -> bool:
    """Write when an account was silenced, or the like, or end that; False, with nothing written, where it is so."""
    mark = getattr(Account, name)
    action: Action = mark.set(now()) if is_set else mark.remove()
    is_other: Condition = mark.does_not_exist() if is_set else mark.exists()

    def build(writes: TransactWrite) -> None:
        writes.update(Account(account_id), [action], condition=Account.id.exists() & is_other)
        _write(writes, also)

    return transact_if(build)


def take_from_buyers(post: Post, moves: Sequence[Move], also: Sequence[Write]) -> bool:
    """Take a sold post, as it was read, from everybody, its buyers and its author too; False where it was changed.

    The row stays for the books, and its files lie where only `may_see` leads.
    """
    unchanged: Condition = (Post.version == post.version) & Post.removed_at.does_not_exist()
    photos = attachments.placed(post.body["media"], moves)
    actions: list[Action] = [
        Post.removed_at.set(now()),
        Post.withdrawn_at.set(Post.withdrawn_at | now()),
        Post.version.set(post.version + 1),
        Post.body.set(post.body | {"media": photos}),
        *(one.remove() for one in (Post.listing, Post.public, Post.chosen, Post.undelivered, Post.people)),
    ]

    def build(writes: TransactWrite) -> None:
        writes.update(Post(post.id), actions, condition=unchanged)
        person_tags.follow(writes, post, None)
        attachments.carry_out(writes, moves, post)
        if not post.withdrawn_at:
            sales.promise_closing(writes, post)
        if post.is_counted:
            Account.count_post(writes, post.author_id, -1)
        _write(writes, also)

    return transact_if(build)


def _write(writes: TransactWrite, also: Sequence[Write]) -> None:
    for write in also:
        write(writes)
