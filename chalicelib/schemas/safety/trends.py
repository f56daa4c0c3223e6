"""What leads these days, as a moderator reads it in Mastodon's admin API.

Source: https://docs.joinmastodon.org/methods/admin/trends/
"""

from typing import TYPE_CHECKING

from chalicelib.schemas.people.reading.hashtags import render_tag
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos.reading.hashtags import Tag
from chalicelib.services.photos.views import PostView
from chalicelib.services.safety.trends.keeping_out import Leading

if TYPE_CHECKING:
    from chalicelib.schemas import entities


def render_leading_tag(leading: Leading[Tag]) -> "entities.AdminTag":
    """Return a hashtag; none waits for a review, and all may be used and found."""
    flags = {"trendable": leading.is_shown, "usable": True, "listable": True, "requires_review": False}
    return {**render_tag(leading.thing), **flags}  # type: ignore[typeddict-item]


def render_leading_status(leading: Leading[PostView]) -> "entities.AdminStatus":
    """Return a post; none waits for a review."""
    return {**render_status(leading.thing), "trendable": leading.is_shown, "requires_review": False}
