"""Say where a photo's file is fetched, to somebody of whom it is known that they may see it."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from chalicelib import config
from chalicelib.gateways import edge
from chalicelib.models.base import now
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.places import OPEN, SIGNED, Place

# Every rendition of a photo, the eight pixels of its locked preview, and what avatars and headers have.
PHOTO = ("full.jpg", "feed.jpg", "card.jpg", "thumb.jpg", "square.jpg", "feed.avif", "card.avif")
# What moves, of a photo that does.
MOTION = "motion.webp"
LOCKED = "locked.jpg"
# What those who paid may have in full resolution, where its author says so (files/originals.py).
ORIGINAL = "original.jpg"
FILES = (*PHOTO, MOTION, LOCKED, ORIGINAL, "avatar.jpg", "header.jpg")
TYPES = {"jpg": "image/jpeg", "avif": "image/avif", "webp": "image/webp"}

# A signed address is the same for all its viewers for half a day, and lasts for at most a whole one.
WINDOW_SECONDS = 12 * 3600
# Where the address of a paid photo leads, and for how long a browser may go there without asking again: the second is
# shorter, so that nobody is sent to an address that has just ended.
MOMENT_SECONDS, ASKED_AGAIN_SECONDS = 300, 240

Address = Callable[[str], str]


class Ticket(NamedTuple):
    """Who is given the address of which photo of which post; `viewer_id` is empty for whoever has not signed in."""

    post_id: str
    media_id: str
    viewer_id: str

    def sealed(self) -> str:
        """Return the ticket as a part of a path; nobody else can make one."""
        text = "-".join(self)
        return f"{text}-{edge.seal(text)}"

    @classmethod
    def read(cls, sealed: str) -> "Ticket | None":
        """Return the ticket in a part of a path, or None where it is not one of ours."""
        # A seal may hold the letter that stands between the others.
        parts = sealed.split("-", 3)
        if len(parts) < 4 or not edge.is_sealed("-".join(parts[:3]), parts[3]):
            return None
        return cls(*parts[:3])


def held(item: Media) -> tuple[str, ...]:
    """Return the names of a photo's files; a row that does not say has the stills."""
    return tuple(item.renditions or PHOTO)


def kind_of(file: str) -> str:
    """Return a file's media type."""
    return TYPES[file.rpartition(".")[2]]


def address(place: Place, ticket: Ticket, ends_at: int | None = None) -> Address:
    """Return what gives the address of each of a photo's files. It takes no trip.

    What is open has one address for all, what is signed one for all its viewers within a window, and none after
    `ends_at`; what is paid for has one for each viewer, which stays the same and asks us at each use (files/door.py).
    """
    if place.kind == OPEN:
        return partial("{}/{}{}".format, config.PUBLIC_URL, place.folder)
    if place.kind == SIGNED:
        ends = min(_end_of_window(), ends_at or _end_of_window())
        query = edge.signature(f"{config.PUBLIC_URL}/{place.folder}*", ends)
        return lambda file: f"{config.PUBLIC_URL}/{place.folder}{file}?{query}"
    return partial("{}/api/rossgram/v1/media/{}/{}".format, config.PUBLIC_URL, ticket.sealed())


def _end_of_window() -> int:
    return (now() // WINDOW_SECONDS + 2) * WINDOW_SECONDS


def of_the_moment(place: Place, file: str) -> str:
    """Return where a file is fetched at this moment; for what is paid for that ends within minutes."""
    url = f"{config.PUBLIC_URL}/{place.folder}{file}"
    return url if place.kind == OPEN else f"{url}?{edge.signature(url, now() + MOMENT_SECONDS)}"


def locked_address(key: str) -> str:
    """Return the address of the locked preview, which anybody may fetch."""
    return f"{config.PUBLIC_URL}/{Place('', key).locked}"
