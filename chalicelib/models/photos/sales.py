"""Posts that were sold: their buyers keep them, so that deleting one only withdraws it."""

from collections.abc import Sequence

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import now, transact_if
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos import attachments
from chalicelib.models.photos.attachments import Move
from chalicelib.models.photos.posts import Post


def count(writes: TransactWrite, post_id: str, *, is_kept: bool) -> None:
    """Add to a transaction that a post was opened to a buyer; fails where it is gone.

    It fails too where the post was withdrawn, unless the buyer had it before (`is_kept`). Nothing is ever taken off:
    the count tells that somebody may hold on to the post, not how many do.
    """
    there: Condition = Post.id.exists()
    condition = there if is_kept else there & Post.withdrawn_at.does_not_exist()
    writes.update(Post(post_id), [Post.sales_count.add(1)], condition=condition)


def is_open_to_buyers(post_id: str, *, is_kept: bool) -> bool:
    """Tell whether a post is there for somebody who pays now, or who paid before, as it is at this moment."""
    try:
        post = Post.get(post_id, consistent_read=True)
    except Post.DoesNotExist:
        return False
    return is_kept or not post.withdrawn_at


def withdraw(post: Post, moves: Sequence[Move] = ()) -> bool:
    """Take a sold post, as it was read, off every list, and its photos to their buyers; False where it was changed."""
    lists = (Post.listing, Post.public, Post.undelivered)
    actions: list[Action] = [Post.withdrawn_at.set(now()), Post.version.set(post.version + 1)]
    actions += [index.remove() for index in lists]
    if moves:
        photos = attachments.placed(post.body["media"], moves)
        actions.append(Post.body.set(post.body | {"media": photos}))
    same = (Post.version == post.version) & Post.withdrawn_at.does_not_exist()

    def build(writes: TransactWrite) -> None:
        writes.update(Post(post.id), actions, condition=same)
        for move in moves:
            attachments.attach(writes, move, post.id, post.author_id)
        Account.count_post(writes, post.author_id, -1)

    return transact_if(build)
