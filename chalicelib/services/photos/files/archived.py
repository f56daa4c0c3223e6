"""Tell the comments below a post whether that is in its author's archive (services/photos/sharing/archive.py)."""

from functools import partial
from typing import Any

from chalicelib.models.people import privacy
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing import pins
from chalicelib.models.photos.sharing.audiences import ARCHIVE
from chalicelib.services.photos.files.telling import tell_comments


def step(walk: dict[str, Any]) -> None:
    """Tell a page of comments whether their post is archived at this moment. May run twice, and be cut anywhere."""
    post = Post.find_all([walk["archived"]]).get(walk["archived"])
    if post and post.is_archived:
        pins.take_off(post.author_id, post.id)
    goes_on = post is not None and _tell_comments(walk, post)
    if walk.get("is_last") and walk["entry"] and not goes_on:
        privacy.end_archiving(walk["entry"])


def _tell_comments(walk: dict[str, Any], post: Post) -> bool:
    return tell_comments({**walk, "root_id": post.id}, partial(say, is_archived=post.is_archived))


def say(post: Post, *, is_archived: bool) -> None:
    """Let a post, or a comment, say whether it is archived."""
    others = set(post.closed_by or ()) - {ARCHIVE}
    post.closed_by = {*others, *([ARCHIVE] if is_archived else [])} or None
