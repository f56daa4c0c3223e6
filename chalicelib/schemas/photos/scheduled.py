"""Posts that are not published yet: Mastodon's scheduled statuses, and our drafts.

Source: https://docs.joinmastodon.org/entities/ScheduledStatus/
"""

from typing import Any

from chalicelib.models.base import id_time
from chalicelib.models.photos.posts import PAID
from chalicelib.schemas.photos.drafts import VISIBILITY
from chalicelib.schemas.photos.media import render_media
from chalicelib.schemas.text import timestamp
from chalicelib.services.photos.scheduling.keeping import Kept

ACCESS = {access: visibility for visibility, access in VISIBILITY.items()}


def render_scheduled(kept: Kept) -> dict[str, Any]:
    """Return a scheduled post; `rossgram.error` says why it could not be published when its time came."""
    row = kept.row
    return {
        "id": row.id,
        "scheduled_at": timestamp(int(row.publish_at or 0)),
        "params": _params(row.said),
        "media_attachments": [render_media(item) for item in kept.media],
        "rossgram": _terms(row.said) | {"error": row.error},
    }


def render_draft(kept: Kept) -> dict[str, Any]:
    """Return a draft, as what its author sent; what they left to their defaults is null."""
    row = kept.row
    unsaid = {PARAMS[name]: None for name in row.said["unsaid"]}
    return {
        "id": row.id,
        "created_at": timestamp(id_time(row.id)),
        "updated_at": timestamp(int(row.changed_at)),
        "params": _params(row.said) | unsaid,
        "media_attachments": [render_media(item) for item in kept.media],
        "rossgram": _terms(row.said),
    }


# What an author may leave to their defaults, by its name here.
PARAMS = {"access": "visibility", "sensitive": "sensitive", "language": "language"}


def _params(said: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": said["caption"],
        "poll": None,
        "media_ids": said["media_ids"] or None,
        "sensitive": said["sensitive"] or bool(said["spoiler"].strip()),
        "spoiler_text": said["spoiler"] or None,
        "visibility": "public" if said["access"] in PAID else ACCESS.get(said["access"], "private"),
        "in_reply_to_id": said["parent_id"] or None,
        "language": said["language"],
        # Apps have ids that are no numbers.
        "application_id": 0,
        "scheduled_at": None,
        "idempotency": None,
        "with_rate_limit": False,
    }


def _terms(said: dict[str, Any]) -> dict[str, Any]:
    """Return who is to see the post, in the words of the form that says it."""
    return {"access": said["access"], "offer": said["offer"], "originals": said["originals"]}
