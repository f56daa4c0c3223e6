"""Announcements in the dialect of the Mastodon API.

Source: https://docs.joinmastodon.org/entities/Announcement/
"""

from typing import TYPE_CHECKING

from chalicelib.schemas.text import html, timestamp
from chalicelib.services.people.reading.announcements import Shown

if TYPE_CHECKING:
    from chalicelib.schemas import entities


def render_announcement(shown: Shown) -> "entities.Announcement":
    """Return an announcement. One cannot react to it, so it has no reactions."""
    one = shown.announcement
    published = timestamp(one.published_at)
    return {
        "id": one.id,
        "content": html(one.text),
        "starts_at": None,
        "ends_at": None if one.ends_at is None else timestamp(one.ends_at),
        "all_day": False,
        "published_at": published,
        "updated_at": published,
        "read": shown.is_read,
        "mentions": [],
        "statuses": [],
        "tags": [],
        "emojis": [],
        "reactions": [],
    }
