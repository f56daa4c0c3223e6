"""Posts that were sold: their buyers keep them, so that deleting one only withdraws it."""

from collections.abc import Sequence

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import now, transact_if
from chalicelib.models.money.selling.checkout_pages import post_offer
from chalicelib.models.money.selling.closings import Closing
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos import attachments
from chalicelib.models.photos.attachments import Move
from chalicelib.models.photos.posts import PRICE, Post
from chalicelib.models.photos.sharing import person_tags


def count(writes: TransactWrite, post: Post, *, is_kept: bool) -> None:
    """Add to a transaction that a post was opened to a buyer; fails where it is gone.

    It fails too where the post was changed or withdrawn since it was read, unless the buyer had it before (`is_kept`).
    Nothing is ever taken off: the count tells that somebody may hold on to the post, not how many do.
    """
    there: Condition = Post.id.exists()
    condition = there if is_kept else there & _unchanged(post)
    writes.update(Post(post.id), [Post.sales_count.add(1)], condition=condition)


def expect_unchanged(writes: TransactWrite, post: Post) -> None:
    """Add the condition to a transaction that a post is offered as it was when it was read."""
    writes.condition_check(Post, post.id, condition=_unchanged(post))


def held_for_buyers(post_id: str, *, is_kept: bool = False) -> Post | None:
    """Return a post that is there for somebody who pays now, or who paid before, as it is at this moment."""
    try:
        post = Post.get(post_id, consistent_read=True)
    except Post.DoesNotExist:
        return None
    return post if is_kept or not post.withdrawn_at else None


def _unchanged(post: Post) -> Condition:
    unchanged: Condition = (Post.version == post.version) & Post.withdrawn_at.does_not_exist()
    return unchanged


def withdraw(post: Post, moves: Sequence[Move] = ()) -> bool:
    """Take a sold post, as it was read, off every list, and its photos to their buyers; False where it was changed."""
    lists = (Post.listing, Post.public, Post.chosen, Post.undelivered)
    actions: list[Action] = [Post.withdrawn_at.set(now()), Post.version.set(post.version + 1)]
    actions += [index.remove() for index in (*lists, Post.people)]
    if moves:
        photos = attachments.placed(post.body["media"], moves)
        actions.append(Post.body.set(post.body | {"media": photos}))

    def build(writes: TransactWrite) -> None:
        writes.update(Post(post.id), actions, condition=_unchanged(post))
        person_tags.follow(writes, post, None)
        attachments.carry_out(writes, moves, post)
        promise_closing(writes, post)
        if post.is_counted:
            Account.count_post(writes, post.author_id, -1)

    return transact_if(build)


def promise_closing(writes: TransactWrite, post: Post) -> None:
    """Add to a transaction that changes a post the promise to close the Checkout pages of what it offered."""
    if post.access == PRICE:
        Closing(post_offer(post.id)).promise(writes)


def is_offer_changed(post: Post, changed: Post) -> bool:
    """Tell whether a change ends what a price buys: who may see the post, for how much, a photo less, or all of it."""
    before, after = ({item["id"] for item in one.body["media"]} for one in (post, changed))
    terms = (post.access, post.offer) != (changed.access, changed.offer)
    is_closed = bool(changed.closed_by) and not post.closed_by
    return post.access == PRICE and (terms or bool(before - after) or is_closed)
