"""Give originals to their owners, and to those who paid for them where their authors say so.

An author's choice stands in the post (`originals`: what is kept of the metadata; absent where there are none to have).
What others may have is made where the renditions lie, and goes with the place: after each move it is made anew, by
a message that is sent before the move and, since that is late, by another one after it.
"""

from collections.abc import Callable, Sequence

from chalicelib import config
from chalicelib.errors import NotFound
from chalicelib.gateways import edge, queue, storage
from chalicelib.models.base import now
from chalicelib.models.photos.attachments import Move
from chalicelib.models.photos.media import WAITING, Media
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos.files import moves
from chalicelib.services.photos.files.addresses import MOMENT_SECONDS, ORIGINAL, kind_of


def carry(
    post: Post,
    ways: Sequence[Move],
    write: Callable[[], bool | None],
    fill: Callable[[list[Move]], None] | None = None,
) -> bool:
    """Move photos of a post as `moves.carry` does, and have its originals made where they lie by then.

    `post` is as it will be. Its originals are made wherever the move is cut, and may be made twice.
    """
    has_some = bool(ways) and post.body.get("originals") is not None
    if has_some:
        queue.send("originals", delay=moves.LATER_SECONDS, originals_of=post.id)
    is_written = moves.carry(ways, write, fill)
    if has_some and is_written:
        queue.send("originals", originals_of=post.id)
    return is_written


def has(post: Post) -> bool:
    """Tell whether whoever paid for a post may have its originals."""
    return post.body.get("originals") is not None and (post.is_paid or bool(post.withdrawn_at))


def make(post_id: str) -> None:
    """Make the originals of a post as others may have them, where its photos lie. May run twice."""
    # Only this function needs Pillow; the API must start without it.
    from chalicelib import imaging  # noqa: PLC0415

    found = Post.find_all([post_id]).get(post_id)
    if found is None or not has(found):
        return
    for photo in found.body["media"]:
        place, key = found.lies_at(photo), Media(photo["id"]).original_key
        with storage.open_original(key) as original:
            if original is None:
                continue
            shared = imaging.share(original, found.body["originals"])
        # It may move on before the file is there: its new place has a message of its own, and this one finds the file.
        late = [{"media_id": photo["id"], "source": list(place), "target": None, "was_shown": False}]
        queue.send("moves", delay=moves.LATER_SECONDS, moves=late)
        storage.keep_rendition(place.folder + ORIGINAL, shared.body, kind_of(ORIGINAL))
        moves.finish(late)


def own(owner_id: str, media_id: str) -> str:
    """Return where its owner fetches an original, as it was uploaded, or raise NotFound."""
    media = Media.find(media_id)
    if media.owner_id != owner_id or media.state == WAITING:
        raise NotFound
    url = f"{config.PUBLIC_URL}/{media.original_key}"
    return f"{url}?{edge.signature(url, now() + MOMENT_SECONDS)}"
