"""What a post said: its words as they were typed, and the texts that it had.

Source: https://docs.joinmastodon.org/entities/StatusEdit/ and /entities/StatusSource/
"""

from typing import TYPE_CHECKING, Any

from chalicelib.models.photos.posts import Post
from chalicelib.schemas.photos.posts import is_sensitive, render_content, render_photos, render_status
from chalicelib.schemas.text import timestamp
from chalicelib.services.photos.polls.asking import post_poll
from chalicelib.services.photos.views import PostView

if TYPE_CHECKING:
    from chalicelib.schemas import entities


def render_deleted(view: PostView) -> "entities.DeletedStatus":
    """Return a deleted post with its words as they were typed, for those who write it again."""
    return {**render_status(view), "text": view.post.body["caption"]}


def render_source(post: Post) -> "entities.StatusSource":
    """Return a post's words as they were typed."""
    return {"id": post.id, "text": post.body["caption"], "spoiler_text": post.body["spoiler"]}


def render_edit(view: PostView, body: dict[str, Any], written_at: float) -> "entities.StatusEdit":
    """Return one of the texts that a post had."""
    status = render_status(view)
    # A photo's files may have another key by now; what was said of it is of that time.
    held = {photo["id"]: photo for photo in view.post.body["media"]}
    said = [held.get(photo["id"], photo) | {name: photo[name] for name in ("alt", "focus")} for photo in body["media"]]
    edit: entities.StatusEdit = {
        "content": render_content(body),
        "spoiler_text": body["spoiler"],
        "sensitive": is_sensitive(view, body),
        "created_at": timestamp(written_at),
        "account": status["account"],
        "media_attachments": render_photos(view, {**body, "media": said}),
        "emojis": [],
    }
    if asked := post_poll(view.post):
        edit["poll"] = {"options": [{"title": title} for title in asked["options"]]}
    return edit
