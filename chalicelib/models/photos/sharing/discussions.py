"""What an author has said of the comments below a post: whether they are off, and which stands first."""

from typing import Any

from chalicelib.models.base import assignments, guarded
from chalicelib.models.photos.posts import Post

# In a post's body, which keeps them through edits.
DISABLED, PINNED = "comments_disabled", "pinned_comment_id"


def are_off(post: Post) -> bool:
    """Tell whether nobody may comment below a post."""
    return bool(post.body.get(DISABLED))


def pinned_id(post: Post) -> str | None:
    """Return the comment that stands first below a post, where its author says so; it may be gone."""
    return post.body.get(PINNED) or None


def say(post: Post, said: dict[str, Any]) -> bool:
    """Write what an author says, over the post as it was read; False where it was changed since."""
    values = {"body": {**post.body, **said}, "version": post.version + 1}
    return guarded(lambda: Post(post.id).update(assignments(Post, values), condition=Post.version == post.version))
