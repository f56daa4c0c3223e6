"""Comment on posts, and read the conversation around one."""

from dataclasses import dataclass

from chalicelib.errors import Unprocessable
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import posts, views
from chalicelib.services.photos.views import PostView

MOST_SHOWN = 500


@dataclass(frozen=True)
class Context:
    """What stands above a post in its conversation, and what stands below; both oldest first."""

    ancestors: list[PostView]
    descendants: list[PostView]


def write(author_id: str, parent_id: str, draft: posts.Draft, idempotency_key: str = "") -> Post:
    """Comment on a post, or answer a comment, that one may see. Raises NotFound otherwise.

    A locked post is seen, so there it says why: its comments belong to those who unlocked it.
    """
    parent = views.find(author_id, parent_id)
    if not parent.state.may_react:
        raise Unprocessable("Validation failed: You cannot comment on this post")
    if parent.is_locked:
        raise Unprocessable("Validation failed: Unlock this post to comment on it")
    return posts.publish(author_id, draft, idempotency_key, parent.post)


def context(viewer_id: str | None, post_id: str) -> Context:
    """Return the conversation around a post that the viewer may see."""
    post = views.find(viewer_id, post_id).post
    root_id = post.root_id or post.id
    thread = views.find_many(viewer_id, [root_id, *Post.comment_ids(root_id, limit=MOST_SHOWN)])
    by_id = {view.post.id: view for view in thread}
    ancestors = [by_id[above] for above in reversed(_above(post, by_id)) if above in by_id]
    descendants = [view for view in thread if post.id in _above(view.post, by_id)]
    return Context(ancestors, descendants)


def _above(post: Post, by_id: dict[str, PostView]) -> list[str]:
    ids: list[str] = []
    parent_id: str | None = post.parent_id
    while parent_id:
        ids.append(parent_id)
        parent_id = by_id[parent_id].post.parent_id if parent_id in by_id else None
    return ids
