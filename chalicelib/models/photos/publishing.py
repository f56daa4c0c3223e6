"""Write and delete posts, each together with all that depends on it."""

from collections.abc import Callable, Sequence

from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.errors import Unavailable
from chalicelib.models.base import GuardFailed, now, transact
from chalicelib.models.money.payments.origins import Write
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos import attachments, sales
from chalicelib.models.photos.attachments import Move
from chalicelib.models.photos.polls import votes
from chalicelib.models.photos.posts import PUBLIC, UNLISTED, Post
from chalicelib.models.photos.sharing import person_tags
from chalicelib.models.photos.sharing.audiences import ME
from chalicelib.models.photos.submissions import Submission
from chalicelib.models.promises import Promise
from chalicelib.models.talk.notifications import mentions

# Returns what is written with a new post.
Joined = Callable[[Post], Write]
RACES = 3


def create(
    post: Post,
    submission: Submission | None,
    moves: Sequence[Move] = (),
    promise: Promise | None = None,
    joined: Joined | None = None,
) -> None:
    """Write a new post together with all that depends on it; raises GuardFailed where one of them is not so.

    The first guard is the submission's, where there is one; its failure means that this request came before.
    `moves` are those of all its photos; `promise` is what is to follow, and `joined` returns what is true only with
    the post.
    """
    mentioned = [] if post.access == ME else post.body["mentions"]
    # Whom a direct message tells of itself depends on where it lies with them: `joined` says it.
    told = [] if post.is_message else mentions(post.id, post.author_id, post.parent_author_id, mentioned)

    def build(writes: TransactWrite) -> None:
        if submission:
            writes.save(submission, condition=submission.is_unused())
        writes.save(post, condition=Post.id.does_not_exist())
        attachments.carry_out(writes, moves, post)
        if promise:
            promise.add(writes)
        _count(writes, post, 1)
        for notification in told:
            notification.add(writes)
        person_tags.follow(writes, None, post)
        _ask(writes, post)
        if joined:
            joined(post)(writes)

    transact(build)


def remove(post: Post, moves: Sequence[Move] = (), also: Sequence[Write] = ()) -> bool:
    """Delete a post as it was read, and detach its media by their moves; False where it is not so any more.

    `also` is written in the same transaction.
    """

    def build(writes: TransactWrite) -> None:
        unsold = Post.sales_count.does_not_exist() | (Post.sales_count == 0)
        writes.delete(Post(post.id), condition=(Post.version == post.version) & unsold)
        for move in moves:
            attachments.detach(writes, move, post.id)
        person_tags.follow(writes, post, None)
        sales.promise_closing(writes, post)
        _count(writes, post, -1)
        for write in also:
            write(writes)

    for _ in range(RACES):
        try:
            transact(build)
        except GuardFailed as failed:
            if 0 in failed.positions:
                return False
            # The parent was deleted in between: the next round does not count on it.
            continue
        return True
    raise Unavailable


def _ask(writes: TransactWrite, post: Post) -> None:
    """Add the author's part in the poll of a post, and the promise that whoever has one is told of its end."""
    if post.body.get("poll"):
        writes.save(votes.of_author(post))
        Promise.at(votes.end_id(post), "pushes", poll=post.id).add(writes)


def _count(writes: TransactWrite, post: Post, difference: int) -> None:
    if post.is_message:
        # No page counts it; its author is closed, or not, as it says.
        if difference > 0:
            Account.count_post(writes, post.author_id, 0, None, _as_closed(post))
    elif not post.parent_id:
        # A post is published as private, or closed, or neither, with its author at that moment.
        same = _same_author(post) if difference > 0 else None
        at = now() if difference > 0 and post.is_counted else None
        Account.count_post(writes, post.author_id, difference if post.is_counted else 0, at, same)
    elif difference > 0 or post.parent_id in Post.find_all([post.parent_id]):
        condition = _same_audience(post) if difference > 0 else Post.id.exists()
        writes.update(Post(post.parent_id), [Post.comments_count.add(difference)], condition=condition)


def _same_author(post: Post) -> Condition:
    """Return the condition that the author of a new post is as private, and as closed, as the post says."""
    same: Condition = Account.while_private(bool(post.is_private)) & _as_closed(post)
    return same


def _as_closed(post: Post) -> Condition:
    found: Condition = Account.closed.exists() if post.closed_by else Account.closed.does_not_exist()
    return found


def _same_audience(comment: Post) -> Condition:
    """Return the condition that what a comment answers still has the rule that the comment took over."""
    private: Condition = Post.is_private == True if comment.is_private else Post.is_private.does_not_exist()  # noqa: E712
    if not comment.audience_id:
        free: Condition = Post.access.is_in(PUBLIC, UNLISTED) & private
        return free
    same: Condition = (Post.access == comment.access) & private
    return same if comment.offer is None else same & (Post.offer == comment.offer)
