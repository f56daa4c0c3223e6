"""Hashtags in the dialect of the Mastodon API.

Source: https://docs.joinmastodon.org/entities/Tag/ and /entities/FeaturedTag/
"""

from typing import TYPE_CHECKING

from chalicelib.schemas.base import Form
from chalicelib.schemas.text import tag_url, timestamp
from chalicelib.services.photos.reading.hashtags import Featured, Tag

if TYPE_CHECKING:
    from chalicelib.schemas import entities


class FeaturedTagForm(Form):
    """Which hashtag is to be shown on a profile."""

    name: str = ""


def render_tag(tag: Tag) -> "entities.Tag":
    """Return a hashtag. The uses of one that is no trend are not counted, so its history has no day."""
    history: list[entities.TagDay] = [
        {"day": str(day), "uses": str(uses), "accounts": str(people)} for day, (uses, people) in tag.days.items()
    ]
    entity: entities.Tag = {"id": tag.name, "name": tag.name, "url": tag_url(tag.name), "history": history}
    if tag.is_followed is not None:
        entity["following"], entity["featuring"] = tag.is_followed, bool(tag.is_featured)
    if tag.count is not None:
        # Pixelfed's app lets nobody follow a hashtag that it takes to have no posts.
        entity["count"] = tag.count
    return entity


def render_featured_tag(found: Featured) -> "entities.FeaturedTag":
    """Return a hashtag of a profile; its count is text, as the documentation has it."""
    last = None if found.last_at is None else timestamp(found.last_at)[:10]
    return {
        "id": found.id,
        "name": found.name,
        "url": tag_url(found.name),
        "statuses_count": str(found.count),
        "last_status_at": last,
    }
