"""Make stored photos, avatars and headers anew from their originals, as today's pipeline makes them.

The job has no state of its own: what it has done stands in the rows. So it may be cut anywhere, begun again, and run
twice at once. It goes through the queue that makes renditions, a small piece of each segment at a time, so that what
people upload meanwhile waits behind a few photos at most.
"""

import logging
from contextlib import suppress

from chalicelib.errors import NotFound, Unavailable
from chalicelib.gateways import queue, storage
from chalicelib.imaging.ladder import MADE_WITH
from chalicelib.models.photos.making import exchanges, stock
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos.making import results
from chalicelib.services.photos.making.exchange import NewFiles, exchange, exchange_picture

log = logging.getLogger(__name__)

QUEUE = "originals"
PIECE = 10
RACES = 3


def begin(segments: int) -> None:
    """Send off one message for each segment of the stock."""
    for segment in range(segments):
        queue.send(QUEUE, remake={"segment": segment, "of": segments})


def count_left() -> int:
    """Count the photos, avatars and headers that an older pipeline made."""
    return stock.count_left(MADE_WITH)


def carry_on(media_id: str = "", segment: int = 0, of: int = 1, after: str = "") -> None:
    """Make one photo anew, or queue those of the next piece of a segment and then the piece after it."""
    if media_id:
        remake(media_id)
        return
    found = stock.piece(segment, of, after, PIECE, MADE_WITH)
    for each in found.media_ids:
        queue.send(QUEUE, remake={"media_id": each})
    if found.after:
        queue.send(QUEUE, remake={"segment": segment, "of": of, "after": found.after})


def remake(media_id: str) -> None:
    """Make a photo, an avatar or a header anew, if it needs that.

    Raises Unavailable where it is edited or moved all the time. One whose original is lost, or is one that the pipeline
    refuses by now, keeps the files that it has.
    """
    with suppress(NotFound):
        for _ in range(RACES):
            item = Media.find(media_id)
            if not stock.needs_work(item, MADE_WITH) or _is_done(item):
                return
        raise Unavailable


def _is_done(item: Media) -> bool:
    if item.purpose != "photo":
        new = _rendered(item, (item.focus[0], item.focus[1]))
        return exchange_picture(item, new) if new else exchanges.note_made(item, MADE_WITH)
    post = Post.find(str(item.post_id))
    shown = next((photo for photo in post.body["media"] if photo["id"] == item.id), None)
    if shown is None:
        # Somebody takes it off its post at this moment.
        return True
    new = _rendered(item, (shown["focus"][0], shown["focus"][1]))
    if new is None:
        return exchanges.note_made(item, MADE_WITH)
    return exchange(item, post, new)


def _rendered(item: Media, focus: tuple[float, float]) -> NewFiles | None:
    # Only the functions that make files need Pillow.
    from chalicelib import imaging  # noqa: PLC0415

    with storage.open_original(item.original_key) as original:
        if original is None:
            log.warning("media %s: its original is lost", item.id)
            return None
        try:
            rendered = imaging.render(original, item.purpose, focus)
        except imaging.BadImage as bad:
            log.warning("media %s: its original is refused by now: %s", item.id, bad.reason)
            return None
    changes = {**results.remade(rendered), "focus": list(focus)}
    if item.purpose != "photo":
        return NewFiles(results.files_of(rendered), changes)
    locked = imaging.render_locked(rendered.preview, (rendered.width, rendered.height))
    return NewFiles(results.files_of(rendered), changes, locked)
