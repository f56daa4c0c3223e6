"""Posts whose delivery an older release put on a list of its own: it is a promise of each post's by now."""

from collections.abc import Iterator

from chalicelib.models.base import guarded
from chalicelib.models.paging import LOWEST
from chalicelib.models.photos.lists.indexes import UndeliveredIndex
from chalicelib.models.photos.posts import Post


def ids(before: str, limit: int) -> Iterator[str]:
    """Yield the ids of those that were made before a moment, the oldest first."""
    rows = Post.undelivered_posts.query("undelivered", UndeliveredIndex.id.between(LOWEST, before), limit=limit)
    return (post.id for post in rows)


def take_off(post: Post) -> None:
    """Take a post off the list that was delivered, where it is there."""
    if post.undelivered:
        guarded(lambda: post.update([Post.undelivered.remove()], condition=Post.id.exists()))
