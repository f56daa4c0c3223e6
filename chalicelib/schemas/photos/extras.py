"""What Pixelfed's status has beyond Mastodon's, told whether or not one asks for it with `_pe=1`.

Source: https://github.com/pixelfed/pixelfed, app/Transformer/Api/StatusStatelessTransformer.php
"""

from typing import TYPE_CHECKING

from chalicelib import config
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing import discussions

if TYPE_CHECKING:
    from chalicelib.schemas import entities
    from chalicelib.services.photos.search.towns import Named


def render_place(town: "Named") -> "entities.Place":
    """Return a place with the address of its page; `region` is told of the United States."""
    return {
        "id": town["id"],
        "name": town["name"],
        "country": town["country"],
        "slug": town["slug"],
        "region": town["region"] or None,
        "url": f"{config.PUBLIC_URL}/places/{town['id']}",
    }


def render_place_of(post: Post) -> "entities.Place | None":
    """Return the place that a post names, None where it names none."""
    town = post.body.get("town")
    return render_place(town) if town else None


def render_pixelfeds(post: Post) -> "entities.PixelfedFields":
    """Return the fields of Pixelfed's status, under its names where Mastodon's has them under others."""
    return {
        "content_text": post.body["caption"],
        "reply_count": int(post.comments_count),
        "pf_type": _kind_of(post),
        "local": True,
        "comments_disabled": discussions.are_off(post),
        "place": render_place_of(post),
    }


def _kind_of(post: Post) -> str:
    """Return what Pixelfed's app takes a post for, by which it draws it."""
    if post.parent_id:
        return "reply"
    photos = len(post.body["media"])
    return ("text", "photo")[photos] if photos < 2 else "photo:album"
