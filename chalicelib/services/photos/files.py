"""Keep the files of photos where they belong: in the open, or where only a signature reaches them.

A photo's renditions lie under `media/<key>/`, which the front serves to anybody, and those of a post that is paid for
under `paid/<another key>/`, which it serves to nobody. Its locked preview, eight pixels made large, lies in the open
under a third key. The other two keys are drawn from the first, which they do not tell.
"""

import hashlib
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from chalicelib import config, deadline
from chalicelib.gateways import storage
from chalicelib.models.base import GuardFailed
from chalicelib.models.photos import attachments
from chalicelib.models.photos.attachments import Move
from chalicelib.models.photos.media import Media

# Every still rendition of a photo; one that moves has another file.
PHOTO = ("full.jpg", "feed.jpg", "card.jpg", "thumb.jpg", "square.jpg", "feed.avif", "card.avif")
# Every file that a media may have below its key, whatever it was made for.
MOTION = "motion.webp"
FILES = (*PHOTO, MOTION, "avatar.jpg", "header.jpg")
TYPES = {"jpg": "image/jpeg", "avif": "image/avif", "webp": "image/webp"}
COPIED_AT_ONCE = 16


def open_key(key: str, file: str) -> str:
    """Return where a file lies that anybody may fetch."""
    return f"media/{key}/{file}"


def paid_key(key: str, file: str) -> str:
    """Return where a file lies that is paid for."""
    return f"paid/{_drawn('paid', key)}/{file}"


def locked_key(key: str) -> str:
    """Return where the locked preview lies."""
    return f"media/{_drawn('locked', key)}/locked.jpg"


def _type(file: str) -> str:
    return TYPES[file.rpartition(".")[2]]


def _drawn(purpose: str, key: str) -> str:
    # The key has 128 random bits, so nobody finds it by trying.
    return hashlib.sha256(f"{purpose}:{key}".encode()).hexdigest()[:32]


def address(key: str, file: str, *, is_private: bool) -> str:
    """Return the address of a photo's file, for somebody of whom it is known that they may see it.

    What is private is signed for a few minutes; signing takes no trip.
    """
    if is_private:
        return storage.signed_url(paid_key(key, file), _type(file))
    return f"{config.PUBLIC_URL}/{open_key(key, file)}"


def locked_address(key: str) -> str:
    """Return the address of the locked preview, which anybody may fetch."""
    return f"{config.PUBLIC_URL}/{locked_key(key)}"


def held(item: Media) -> tuple[str, ...]:
    """Return the names of a photo's files; a row that does not say has the stills."""
    return tuple(item.renditions or PHOTO)


def begin_move(media: Iterable[Media], *, is_private: bool) -> Move | None:
    """Copy the files of those photos that lie in the wrong place, and hold these photos; None where all are right.

    Raises GuardFailed where another request has one of them. `end_move` must follow, whatever came of it.
    """
    wrong = [item for item in media if bool(item.is_private) != is_private or item.moving_until]
    if not wrong:
        return None
    move = attachments.hold(wrong)
    try:
        _copy(wrong, is_private=is_private)
    except Exception:
        end_move(move)
        raise
    return move


def _copy(media: Sequence[Media], *, is_private: bool) -> None:
    source, target = (open_key, paid_key) if is_private else (paid_key, open_key)

    def copy(photo: tuple[str, str]) -> None:
        storage.copy_rendition(source(*photo), target(*photo), _type(photo[1]), is_private=is_private)

    photos = [(item.key, file) for item in media if bool(item.is_private) != is_private for file in held(item)]
    with ThreadPoolExecutor(COPIED_AT_ONCE) as pool:
        list(pool.map(deadline.carried(copy), photos))


def end_move(move: Move | None) -> None:
    """Delete what lies in the wrong place after a move, as the media say by now, and release them."""
    for media_id in move.media_ids if move else ():
        item = Media.find(media_id)
        if move and item.moving_until == move.until and attachments.take_over(item):
            wrong = open_key if item.is_private else paid_key
            storage.remove_renditions(wrong(item.key, file) for file in held(item))
            attachments.release(item)


def finish_move(item: Media) -> bool:
    """Finish a move that a crash left half done, unless it is still going on. Tells whether the photo is free again."""
    try:
        end_move(attachments.hold([item]))
    except GuardFailed:
        return False
    return True


def remove(item: Media) -> None:
    """Delete every file of a media, wherever it lies."""
    for key in filter(None, (item.key, item.spare_key)):
        remove_key(key)


def remove_key(key: str) -> None:
    """Delete every file below a key, in either place, with its locked preview."""
    places = [place(key, file) for place in (open_key, paid_key) for file in FILES]
    storage.remove_renditions([*places, locked_key(key)])
