"""Posts that are not published yet: Mastodon's scheduled statuses, and our drafts.

Source: https://docs.joinmastodon.org/entities/ScheduledStatus/
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from chalicelib.models.base import id_time
from chalicelib.models.photos.posts import PAID
from chalicelib.schemas.photos.drafts import visibility_of
from chalicelib.schemas.photos.extras import render_place
from chalicelib.schemas.photos.media import render_media
from chalicelib.schemas.photos.polls.answers import render_asked
from chalicelib.schemas.text import timestamp
from chalicelib.services.photos.scheduling.keeping import Kept
from chalicelib.services.photos.search import towns

if TYPE_CHECKING:
    from chalicelib.schemas import entities


def render_scheduled(kept: Kept) -> "entities.ScheduledStatus":
    """Return a scheduled post; `rossgram.error` says why it could not be published when its time came."""
    row = kept.row
    return {
        "id": row.id,
        "scheduled_at": timestamp(int(row.publish_at or 0)),
        "params": _params(row.said),
        "media_attachments": [render_media(item) for item in kept.media],
        "rossgram": {**_terms(row.said), "error": row.error},
    }


def render_draft(kept: Kept) -> "entities.Draft":
    """Return a draft, as what its author sent; what they left to their defaults is null."""
    row = kept.row
    return {
        "id": row.id,
        "created_at": timestamp(id_time(row.id)),
        "updated_at": timestamp(int(row.changed_at)),
        "params": _params(row.said, row.said["unsaid"]),
        "media_attachments": [render_media(item) for item in kept.media],
        "rossgram": _terms(row.said),
    }


def _params(said: dict[str, Any], unsaid: Collection[str] = ()) -> "entities.StatusParams":
    return {
        "text": said["caption"],
        "poll": render_asked(said.get("poll")),
        "media_ids": said["media_ids"] or None,
        "sensitive": None if "sensitive" in unsaid else said["sensitive"] or bool(said["spoiler"].strip()),
        "spoiler_text": said["spoiler"],
        "visibility": None if "access" in unsaid else visibility_of(said["access"], is_sold=said["access"] in PAID),
        "in_reply_to_id": said["parent_id"] or None,
        "language": None if "language" in unsaid else said["language"],
        # Apps have ids that are no numbers.
        "application_id": 0,
        "scheduled_at": None,
        "idempotency": None,
        "with_rate_limit": False,
    }


def _terms(said: dict[str, Any]) -> "entities.StatusTerms":
    """Return who is to see the post, in the words of the form that says it, and the place that it names."""
    town = towns.known(said.get("town_id") or "")
    return {
        "access": said["access"],
        "offer": said["offer"],
        "originals": said["originals"],
        "place": render_place(town) if town else None,
        "people": said.get("people"),
    }
