"""Take in originals and make their renditions."""

import logging
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib import deadline
from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.gateways import queue, storage
from chalicelib.imaging.limits import FORMATS, limits
from chalicelib.models.base import now
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import ENDED, PROCESSING, UNFINISHED, WAITING, Media
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.stories.standing import is_of_story
from chalicelib.services import lengths
from chalicelib.services.photos.files import moves
from chalicelib.services.photos.making import results, squares
from chalicelib.services.photos.making.exchange import exchange

if TYPE_CHECKING:
    from chalicelib.imaging import Rendered

log = logging.getLogger(__name__)

TYPES = tuple(FORMATS)
LONGEST_DESCRIPTION, LARGEST_DESCRIPTION = 1500, 6000  # The row of a post carries those of all its photos.
LONGEST_WAIT, RACES = 15.0, 5
Focus = tuple[float, float]
CENTRE: Focus = (0.0, 0.0)


def begin(
    owner_id: str, body: bytes, content_type: str, description: str = "", focus: Focus = CENTRE, purpose: str = "photo"
) -> Media:
    """Keep an original; the renditions follow when S3 has announced it."""
    if not body:
        raise Unprocessable("Validation failed: File can't be blank")
    kind = content_type if content_type in TYPES else "application/octet-stream"
    details = {"description": _described(description), "focus": list(focus), "purpose": purpose}
    media = Media.create(owner_id, kind, PROCESSING, **details)
    storage.keep_original(media.original_key, body, kind)
    return media


def begin_upload(
    owner_id: str, content_type: str, description: str = "", focus: Focus = CENTRE, size: int = 0
) -> tuple[Media, dict[str, object]]:
    """Return a media that waits for its bytes, and the presigned form that takes them, or `size`, for ten minutes."""
    if content_type not in TYPES:
        raise Unprocessable("Validation failed: File type is not one of " + ", ".join(TYPES))
    most = limits()[content_type].bytes
    if size > most:
        raise Unprocessable(f"Validation failed: Size is more than the {most} bytes that this format may have")
    media = Media.create(owner_id, content_type, WAITING, description=_described(description), focus=list(focus))
    return media, storage.upload_form(media.original_key, content_type, size or most)


def find(owner_id: str, media_id: str) -> Media:
    """Return one's own media, or raise NotFound; an upload that never arrived is gone once its time is over."""
    media = Media.find(media_id)
    has_expired = media.state == WAITING and (media.due_at or 0) < now()
    if media.owner_id != owner_id or media.state == ENDED or has_expired:
        raise NotFound
    if media.post_id and (post := Post.find_all([media.post_id]).get(media.post_id)):
        # While it is part of a post, the text is the post's.
        told = {photo["id"]: str(photo["alt"]) for photo in post.body["media"]}
        media.description = told.get(media.id, media.description)
    return media


def wait(media: Media) -> Media:
    """Return the media once it is ready or failed, or as it is after the longest wait."""
    pause, over = 0.05, time.monotonic() + LONGEST_WAIT
    while media.state in UNFINISHED and time.monotonic() < over:
        deadline.pause(pause)
        pause = min(pause * 1.5, 0.5)
        media = Media.find(media.id)
    return media


def describe(owner_id: str, media_id: str, description: str | None, focus: Focus | None) -> Media:
    """Change the alt text or the focus of a media that belongs to no post yet, or to one that is not published.

    With another focus the square is cut anew, under another key. Of changes that come at once the last one wins.
    """
    for _ in range(RACES):
        media = find(owner_id, media_id)
        if is_of_story(media) or (media.post_id and Post.find_all([media.post_id])):
            raise NotFound
        text = media.description if description is None else _described(description)
        if _change(media, text, media.focus if focus is None else list(focus)):
            return Media.find(media_id)
    raise Unavailable


def _change(media: Media, description: str, focus: list[float]) -> bool:
    """Write an alt text and a focus, with a new square where it is another focus; False where the media changed."""
    new = None
    if media.is_ready and media.purpose == "photo" and focus != media.focus:
        new = squares.cut(media, (focus[0], focus[1]))
    if new is None:
        return media.describe(description, focus)
    return exchange(media, None, replace(new, changes={**new.changes, "description": description}))


def remove(owner_id: str, media_id: str) -> None:
    """Delete one's own media, or raise NotFound; Unprocessable where it is part of a post, published or not."""
    if (media := find(owner_id, media_id)).post_id:
        raise Unprocessable("Media attachment is currently used by a status")
    discard(media)


def _described(description: str) -> str:
    if lengths.is_longer(description, LONGEST_DESCRIPTION, LARGEST_DESCRIPTION):
        raise Unprocessable(f"Validation failed: Description is too long (maximum is {LONGEST_DESCRIPTION} characters)")
    return description


def process(original_key: str, sequencer: str = "") -> None:
    """Make the renditions of an original that arrived. May run twice, and at the same time.

    The first event of an original decides; a file that cannot be read marks the media failed, with a reason.
    """
    # Only this function needs Pillow; the API must start without it.
    from chalicelib import imaging  # noqa: PLC0415

    try:
        media = Media.find(original_key.rpartition("/")[2])
    except NotFound:
        storage.remove_original(original_key)
        return
    if media.state not in UNFINISHED:
        log.info("media %s is %s; event %s changes nothing", media.id, media.state, sequencer)
        _announce(media)
        return
    with storage.open_original(original_key) as original:
        if original is None:
            media.fail("The file never arrived.")
            return
        try:
            rendered = imaging.render(original, media.purpose, (media.focus[0], media.focus[1]))
        except imaging.BadImage as bad:
            media.fail(bad.reason)
            return
    results.store(media, rendered)
    _finish(media, rendered)


def _finish(media: Media, rendered: "Rendered") -> None:
    replaced = _shown_before(media)
    preview, made = results.preview_of(rendered), results.described(rendered)
    if media.finish(rendered.width, rendered.height, rendered.blurhash, preview, made):
        _announce(media)
    elif _is_unfinished(media):
        # Its focus changed meanwhile. Nobody knows the key yet, so the files may lie under the same one.
        process(media.original_key)
    else:
        _withdraw(media)
        _announce(media)
    if replaced:
        discard(replaced)


def _is_unfinished(late: Media) -> bool:
    try:
        return Media.find(late.id).state in UNFINISHED
    except NotFound:
        return False


def _withdraw(late: Media) -> None:
    """Take back what was written late: another run finished first, and the photo may have moved on or be gone since."""
    moves.withdraw(late)
    with suppress(NotFound):
        media = Media.find(late.id)
        if media.lies_at == late.lies_at and media.focus != late.focus:
            squares.cut_in_place(media)


def _shown_before(media: Media) -> Media | None:
    """Return the picture of the account that this one is about to replace."""
    before = None if media.purpose == "photo" else getattr(Account.find(media.owner_id), f"{media.purpose}_media_id")
    return Media.find(before) if before and before != media.id else None


def _announce(media: Media) -> None:
    """Have a new avatar drawn on posts. Said again at a second event: a crash may have come before the first."""
    if media.purpose == "avatar":
        queue.send("profiles", account_id=media.owner_id)


def discard(media: Media) -> None:
    """Delete a media that belongs to nothing, with its files. A crash in between is finished by the next sweep."""
    if media.end():
        storage.remove_original(media.original_key)
        moves.remove(media)
        media.delete()
