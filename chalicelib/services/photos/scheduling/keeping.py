"""Keep drafts and scheduled posts for their author: as many as there may be, each written over what was read."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.models.base import GuardFailed
from chalicelib.models.paging import Page, Turned
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.scheduling import changes
from chalicelib.models.photos.scheduling.unpublished import DRAFTS, SCHEDULED, UnpublishedPost
from chalicelib.models.photos.submissions import Submission
from chalicelib.services.photos.scheduling import texts

# Mastodon's limits: https://github.com/mastodon/mastodon/blob/main/app/models/scheduled_status.rb
MOST, MOST_A_DAY = 300, 25
TOO_MANY = f"Validation failed: You have exceeded the limit of {MOST} scheduled posts"
TOO_MANY_A_DAY = f"Validation failed: You have exceeded the limit of {MOST_A_DAY} scheduled posts for today"
TOO_MANY_DRAFTS = f"Validation failed: You have reached the maximum number of drafts, {MOST}"
NOT_FREE = "Validation failed: a photo is already part of a post"
RACES = 8


class Kept(NamedTuple):
    """A draft or a scheduled post with the photos that are held for it."""

    row: UnpublishedPost
    media: list[Media]


def find(author_id: str, kind: str, post_id: str) -> Kept:
    """Return one of an author's own, or raise NotFound."""
    return gather([UnpublishedPost.on(author_id, kind, post_id)])[0]


def page(author_id: str, kind: str, page: Page) -> tuple[list[Kept], Turned[UnpublishedPost]]:
    """Return a page of an author's own: two trips."""
    turned = UnpublishedPost.page(author_id, kind, page)
    return gather(turned.rows), turned


def gather(rows: Sequence[UnpublishedPost]) -> list[Kept]:
    """Return posts with the photos that are held for them: one trip."""
    photos = texts.photos_of(rows)
    return [Kept(row, photos[row.id]) for row in rows]


def add(row: UnpublishedPost, media: Sequence[Media], idempotency_key: str = "") -> UnpublishedPost:
    """Store a new draft or scheduled post; a repeated idempotency key returns the one that it made before.

    Raises Unprocessable where there are as many as there may be, or where a photo is part of something else.
    """
    made = Submission.of(row.author_id, idempotency_key, row.id) if idempotency_key else None
    for _ in range(RACES):
        version = _room_for(row)
        try:
            changes.create(row, media, version, made)
        except GuardFailed as failed:
            if made and 0 in failed.positions:
                return made_before(row, idempotency_key)
            if 1 + bool(made) not in failed.positions:
                raise Unprocessable(NOT_FREE) from failed
            continue
        return row
    raise Unavailable


def made_before(row: UnpublishedPost, idempotency_key: str) -> UnpublishedPost:
    """Return what the same request made before; raises NotFound where it is published or deleted since."""
    before = Submission.post_id_of(row.author_id, idempotency_key)
    found = UnpublishedPost.at(row.shelf, before) if before else None
    if found is None:
        raise NotFound
    return found


def change(before: UnpublishedPost, said: dict[str, Any], publish_at: int | None, added: Sequence[Media] = ()) -> bool:
    """Write other words or another time over those that were read; False where somebody else was faster.

    With a time a draft becomes a scheduled post. Photos that it leaves out are free again.
    """
    after = before.again(said, publish_at)
    if not before.error and (before.shelf, before.said, before.publish_at) == (after.shelf, said, publish_at):
        return True
    is_left = set(before.media_ids) - set(after.media_ids)
    left = [item for item in texts.photos_of([before])[before.id] if item.id in is_left] if is_left else []
    version = _room_for(after)
    try:
        changes.replace(before, after, version, added, left)
    except GuardFailed:
        return False
    return True


def remove(author_id: str, kind: str, post_id: str) -> None:
    """Delete a draft or a scheduled post; its photos stay its author's for a day."""
    for _ in range(RACES):
        found = find(author_id, kind, post_id)
        try:
            changes.remove(*found)
        except GuardFailed:
            continue
        return
    raise Unavailable


def _room_for(row: UnpublishedPost) -> int:
    """Return the version of the number of an author's own, or raise Unprocessable where there is no room for one."""
    kind = DRAFTS if row.publish_at is None else SCHEDULED
    held, version = UnpublishedPost.counted(row.author_id, kind)
    others = [other for other in held if other.id != row.id]
    if len(others) >= MOST:
        raise Unprocessable(TOO_MANY_DRAFTS if row.publish_at is None else TOO_MANY)
    same_day = [other for other in others if _day(other.publish_at) == _day(row.publish_at)]
    if row.publish_at is not None and len(same_day) >= MOST_A_DAY:
        raise Unprocessable(TOO_MANY_A_DAY)
    return version


def _day(at: float | None) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat() if at is not None else ""
