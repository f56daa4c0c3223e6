"""Let posts say of themselves what became of an account, and bring their photos to where they belong then."""

from collections.abc import Callable

from chalicelib.errors import Unavailable
from chalicelib.models.base import GuardFailed
from chalicelib.models.photos.attachments import Move, placed
from chalicelib.models.photos.lists import held
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.services.photos import offers
from chalicelib.services.photos.files import moves, originals
from chalicelib.services.photos.search import indexing

RACES = 5


def tell(post_id: str, say: Callable[[Post], None]) -> None:
    """Let one post, or comment, be what `say` makes of it, on its lists and with its photos; what is so already stays.

    What was withdrawn belongs to its buyers, and is told nothing.
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
        if _carry(post, changed, ways):
            originals.announce(changed)
            offers.announce(post, changed)
            return
    raise Unavailable


def _told(post: Post) -> tuple[bool, set[str]]:
    return bool(post.is_private), set(post.closed_by or ())


def _carry(post: Post, changed: Post, ways: list[Move]) -> bool:
    try:
        # The pages of its hashtags have what is for everybody.
        return indexing.carry(post, changed, lambda: moves.carry(ways, lambda: Revision.replace(post, changed, ways)))
    except GuardFailed:
        return False
