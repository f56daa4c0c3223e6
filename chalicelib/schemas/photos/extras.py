"""What Pixelfed's status has beyond Mastodon's."""

from typing import TYPE_CHECKING, Any

from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing import discussions

if TYPE_CHECKING:
    from chalicelib.services.photos.search.towns import Named


def render_place(town: "Named") -> dict[str, Any]:
    """Return a place. It has no page of its own yet, and so no `url`; `region` is told of the United States."""
    return {**town, "region": town["region"] or None, "url": None}


def render_extras(post: Post) -> dict[str, Any]:
    """Return whether comments are off, and the place that the post names."""
    town = post.body.get("town")
    return {"comments_disabled": discussions.are_off(post), "place": render_place(town) if town else None}
