"""Turn the comments below one's own post off and on, and pin one of them."""

from typing import Any

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing import discussions
from chalicelib.services.photos import posts

RACES = 5


def arrange(author_id: str, post_id: str, *, is_off: bool | None = None, pinned_id: str | None = None) -> Post:
    """Say of one's own post whether it takes comments, and which of them stands first; what is None stays.

    An empty `pinned_id` takes the pin off. Comments that are there stay. Raises NotFound for another's post, and for a
    comment that is not below it.
    """
    said: dict[str, Any] = {} if is_off is None else {discussions.DISABLED: is_off}
    if pinned_id is not None:
        said[discussions.PINNED] = _below(post_id, pinned_id) if pinned_id else None
    for _ in range(RACES):
        post = posts.find_own(author_id, post_id)
        if not post.stands_alone:
            raise Unprocessable("Validation failed: Comments belong to the post that they stand under")
        if discussions.say(post, said):
            return Post.find(post_id)
    raise Unavailable


def _below(post_id: str, comment_id: str) -> str:
    if Post.find(comment_id).root_id != post_id:
        raise NotFound
    return comment_id
