"""Put photos right that were published before there were three places."""

from chalicelib.models.base import GuardFailed
from chalicelib.models.photos.attachments import placed
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.services.photos.files import moves, originals


def is_misplaced(post: Post) -> bool:
    """Tell whether photos of a post lie where others than its audience reach them, as some of older posts do."""
    return any(post.lies_at(photo).kind != post.place for photo in post.body["media"])


def settle(post_id: str) -> bool:
    """Put a post's photos where they belong; False where somebody changed the post meanwhile. May run twice."""
    post = Post.find_all([post_id]).get(post_id)
    if post is None or not is_misplaced(post):
        return True
    changed = post.copy()
    ways = moves.within(post, changed, [])
    changed.body = {**post.body, "media": placed(post.body["media"], ways)}
    try:
        return originals.carry(changed, ways, lambda: Revision.replace(post, changed, ways))
    except GuardFailed:
        return False
