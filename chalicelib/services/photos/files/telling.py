"""Let posts say of themselves what became of an account, and bring their photos to where they belong then.

A walk is a message of the queue `profiles`, which is sent again for each next page: over what an account posted, and
over the comments below each of that, by a message with its `root_id`.
"""

from collections.abc import Callable, Sequence
from typing import Any

from chalicelib.errors import Unavailable
from chalicelib.gateways import queue
from chalicelib.models.base import GuardFailed
from chalicelib.models.money.payments.origins import Write
from chalicelib.models.paging import Page
from chalicelib.models.photos.attachments import Move, placed
from chalicelib.models.photos.lists import held, threads
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.services.photos import offers
from chalicelib.services.photos.files import moves, originals
from chalicelib.services.photos.search import indexing

# Of each the files of up to twenty photos are copied.
POSTS_AT_ONCE = 5
COMMENTS_AT_ONCE = 100
RACES = 5

Say = Callable[[Post], None]


def tell_page(walk: dict[str, Any], names: Sequence[str], say: Say) -> bool:
    """Tell the posts of a page of lists with the comments below them, and send the walk on; True where it went on."""
    turned = Post.ids_in(names, Page(limit=POSTS_AT_ONCE, max_id=walk.get("after", "")))
    for post_id in turned.rows:
        tell(post_id, say)
        tell_comments({**walk, "root_id": post_id, "after": ""}, say)
    if turned.has_more:
        queue.send("profiles", **{**walk, "after": turned.rows[-1]})
    return turned.has_more


def tell_comments(walk: dict[str, Any], say: Say) -> bool:
    """Tell a page of the comments below a post, and have the next page told by a message of its own; True if any."""
    turned = threads.ids_of(walk["root_id"], Page(limit=COMMENTS_AT_ONCE, max_id=walk.get("after", "")))
    for comment_id in turned.rows:
        tell(comment_id, say)
    if turned.has_more:
        queue.send("profiles", **{**walk, "after": turned.rows[-1]})
    return turned.has_more


def tell(post_id: str, say: Say, also: Sequence[Write] = ()) -> None:
    """Let one post, or comment, be what `say` makes of it, on its lists and with its photos; what is so already stays.

    What was withdrawn belongs to its buyers, and is told nothing. `also` is written in the transaction of the change.
    """
    for _ in range(RACES):
        post = Post.find_all([post_id]).get(post_id)
        if post is None or post.withdrawn_at:
            return
        changed = post.copy()
        say(changed)
        if _told(post) == _told(changed):
            return
        changed.enlist(is_held=held.awaits_launch(changed))
        ways = moves.within(post, changed, [])
        changed.body = {**post.body, "media": placed(post.body["media"], ways)}
        if _carry(post, changed, ways, also):
            offers.announce(post, changed)
            return
    raise Unavailable


def _told(post: Post) -> tuple[bool, set[str]]:
    return bool(post.is_private), set(post.closed_by or ())


def _carry(post: Post, changed: Post, ways: list[Move], also: Sequence[Write]) -> bool:
    try:
        # The pages of its hashtags have what is for everybody.
        return indexing.carry(
            post, changed, lambda: originals.carry(changed, ways, lambda: Revision.replace(post, changed, ways, also))
        )
    except GuardFailed:
        return False
