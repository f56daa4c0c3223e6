"""Clear away what belonged to a post that was deleted: a promised job that may be cut, and goes on."""

from collections.abc import Sequence
from functools import partial

from chalicelib.gateways import queue
from chalicelib.models.paging import Page
from chalicelib.models.photos import likes, publishing
from chalicelib.models.photos.bookmarks import Bookmark
from chalicelib.models.photos.lists import threads
from chalicelib.models.photos.polls import votes
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.models.photos.sharing import reblogs
from chalicelib.models.photos.sharing.secret_links import SecretLink
from chalicelib.models.talk import notifications
from chalicelib.services.people import homes
from chalicelib.services.photos.files import moves
from chalicelib.services.photos.search import indexing

# One message clears this many comments; the next ones are another message's.
MOST_CLEARED = 500
MOST_REBLOGS = 100


def clear_away(post_id: str, author_id: str = "", after: str = "", told: Sequence[str] = ()) -> None:
    """Remove what belonged to a post, once it is deleted: home entries, comments, reblogs, likes, votes, texts.

    One that was withdrawn leaves home timelines alone. May run twice; `after` is where home entries go on, and `told`
    who was told of it by being named.
    """
    post = Post.find_all([post_id]).get(post_id)
    if post is None or post.removed_at:
        notifications.forget_mentions(post_id, told)
    if post and not post.withdrawn_at:
        return
    if author_id:
        homes.take_out(post_id, author_id, after)
    if post is None and not after:
        _clear_below(post_id)


def _clear_reblogs(post_id: str) -> bool:
    """Delete some reblogs of a post, and have each taken out of home timelines; tells whether there may be more."""
    rows = reblogs.of_post(post_id, Page(limit=MOST_REBLOGS)).rows
    for row in rows:
        queue.announce("deletions", post_id=row.reblog_id, author_id=row.account_id)
    reblogs.forget(rows)
    return len(rows) == MOST_REBLOGS


def _clear_below(post_id: str) -> None:
    comment_ids = list(threads.oldest_ids(post_id, limit=MOST_CLEARED))
    is_left = len(comment_ids) == MOST_CLEARED
    for comment in Post.find_all(comment_ids).values():
        queue.announce("deletions", post_id=comment.id, told=notifications.named_by(comment))
        ways = moves.out_of(comment)
        # One that is edited at the same time stays for the next message.
        is_left |= not moves.carry(ways, partial(publishing.remove, comment, ways))
    if _clear_reblogs(post_id):
        queue.send("deletions", post_id=post_id)
        return
    likes.clear(post_id)
    votes.clear(post_id)
    Bookmark.clear(post_id)
    Revision.clear(post_id)
    SecretLink.clear(post_id)
    indexing.index(post_id)
    if is_left:
        queue.send("deletions", post_id=post_id)
