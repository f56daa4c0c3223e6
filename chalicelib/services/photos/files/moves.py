"""Move the files of photos to where they belong when that changes, whatever happens on the way.

A move is: send a message that looks after it later, copy the files to a place that nobody knows of, write that they lie
there (models/photos/attachments.py), delete them where they were. Whoever dies in between leaves files in two places;
the message finds them, and keeps those that the photo's row names.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from chalicelib import deadline
from chalicelib.errors import NotFound
from chalicelib.gateways import edge, queue, storage
from chalicelib.models.base import GuardFailed
from chalicelib.models.photos import attachments
from chalicelib.models.photos.attachments import Move
from chalicelib.models.photos.media import ENDED, Media
from chalicelib.models.photos.places import OPEN, PAID, SIGNED, Place
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos.files.addresses import FILES, LOCKED, MOTION, PHOTO, kind_of

COPIED_AT_ONCE = 16
# Longer than any function of ours runs that moves photos.
LATER_SECONDS = 150


def into(post: Post, media: Iterable[Media], held_by: str = "") -> list[Move]:
    """Return the moves of media that become a post's own; those that lie in a place of the right kind stay there."""
    return [_to(post, item.id, item.lies_at, was_shown=False, held_by=held_by) for item in media]


def within(post: Post, changed: Post, added: Iterable[Media]) -> list[Move]:
    """Return the moves of an edit: of photos that come, that go, and that come to lie elsewhere."""
    held = {photo["id"]: post.lies_at(photo) for photo in post.body["media"]}
    kept = {photo["id"] for photo in changed.body["media"]}
    # What lies in a place never changes; a signed address is one for all, and ends for those who see no more.
    renews = len({(repr(one.body.get("originals")), bool(one.closed_by)) for one in (post, changed)}) > 1
    renews |= post.place == changed.place == SIGNED and post.rule != changed.rule
    stay = [_to(changed, photo, place, was_shown=True, renews=renews) for photo, place in held.items() if photo in kept]
    gone = [_away(post, photo) for photo in post.body["media"] if photo["id"] not in kept]
    return [*into(changed, added), *(move for move in stay if move.source != move.target), *gone]


def out_of(post: Post, *, ends: bool = False) -> list[Move]:
    """Return the moves of a deleted post's photos: to their author alone for a day, or nowhere where they end."""
    return [Move(one["id"], post.lies_at(one), None, True) if ends else _away(post, one) for one in post.body["media"]]


def to_buyers(post: Post) -> list[Move]:
    """Return the moves of the photos of a sold post that is withdrawn: nothing of it is shown to others any more."""
    photos = post.body["media"]
    return [Move(photo["id"], post.lies_at(photo), Place.new(PAID), was_shown=True) for photo in photos]


def _to(post: Post, media_id: str, source: Place, *, was_shown: bool, renews: bool = False, held_by: str = "") -> Move:
    target = source if source.kind == post.place and not renews else Place.new(post.place)
    return Move(media_id, source, target, was_shown, post.shows_lock, held_by=held_by)


def _away(post: Post, photo: dict[str, Any]) -> Move:
    source = post.lies_at(photo)
    return Move(photo["id"], source, Place.new(SIGNED), was_shown=True, alt=photo["alt"])


def carry(
    moves: Iterable[Move],
    write: Callable[[], bool | None],
    fill: Callable[[list[Move]], None] | None = None,
    *,
    lingers: bool = False,
) -> bool:
    """Copy photos, write, and delete what is left over by then. Tells whether it was written.

    A write that did not happen raises GuardFailed or returns False; after any other failure nobody knows, and the
    message that was sent before finds out. `fill`, where given, puts other files there than the copies. Where the old
    address stands in rows that are yet to be drawn anew, its file `lingers` until that message deletes it.
    """
    moved = [move for move in moves if move.source != move.target]
    if not moved:
        return write() is not False
    _announce(moved, LATER_SECONDS)
    (fill or _copy)(moved)
    try:
        is_written = write() is not False
    except GuardFailed:
        _remove(_unused(moved))
        raise
    if is_written and lingers:
        return True
    _remove([move.source for move in moved] if is_written else _unused(moved))
    if is_written and any(move.was_shown for move in moved):
        _announce(moved)
    return is_written


def _unused(moved: Iterable[Move]) -> list[Place | None]:
    """Return the targets that nothing names: a write whose answer was lost looks like one that did not happen."""
    return [move.target for move in moved if move.target != _place_of(move.media_id)]


def _announce(moves: Iterable[Move], delay: int = 0) -> None:
    queue.send("moves", delay=delay, moves=[_packed(move) for move in moves])


def _packed(move: Move) -> dict[str, Any]:
    return {
        "media_id": move.media_id,
        "source": list(move.source),
        "target": list(move.target) if move.target else None,
        "was_shown": move.was_shown,
    }


def _copy(moves: Iterable[Move]) -> None:
    def copy(one: tuple[Move, str]) -> None:
        move, file = one
        if move.target and file != LOCKED:
            storage.copy_rendition(move.source.folder + file, move.target.folder + file, kind_of(file))
        elif move.target:
            copy_locked(move, move.target)

    files = [(move, file) for move in moves for file in (*PHOTO, MOTION, LOCKED)]
    with ThreadPoolExecutor(COPIED_AT_ONCE) as pool:
        list(pool.map(deadline.carried(copy), files))


def copy_locked(move: Move, target: Place) -> None:
    """Keep the locked preview with the others, and in the open where it is shown; older photos have it there alone."""
    kind = kind_of(LOCKED)
    for key in (target.folder + LOCKED, *([target.locked] if move.shows_locked else [])):
        for source in (move.source.folder + LOCKED, move.source.locked):
            if storage.copy_rendition(source, key, kind):
                break


def _remove(places: Iterable[Place | None]) -> None:
    found = [place for place in places if place]
    storage.remove_renditions(key for place in found for key in (*_files(place), place.locked))


def _files(place: Place) -> list[str]:
    return [place.folder + file for file in FILES]


def finish(moves: Sequence[dict[str, Any]]) -> None:
    """Delete what moves left in two places, and have the edge forget what others were shown. May run twice."""
    left: list[Place] = []
    shown: list[Place] = []
    for move in moves:
        source, target = (Place(*found) if found else None for found in (move["source"], move["target"]))
        here = _place_of(move["media_id"])
        left += [place for place in (source, target) if place and place != here]
        shown += [source] if source and source != here and move["was_shown"] else []
    _remove(left)
    forget(shown)


def _place_of(media_id: str) -> Place | None:
    try:
        media = Media.find(media_id)
    except NotFound:
        return None
    return None if media.state == ENDED else media.lies_at


def forget(places: Iterable[Place]) -> None:
    """Have the edge forget what lay in some places, which is deleted by then."""
    found = list(places)
    folders = {place.folder for place in found}
    # Each path costs half a cent, and only what was something to pay for has a locked preview in the open.
    folders |= {place.locked.removesuffix(LOCKED) for place in found if place.kind == PAID}
    if folders:
        edge.purge(sorted(folders))


def remove(media: Media) -> None:
    """Delete every file of a media that belongs to nothing, and have the edge forget it where it was open."""
    if media.lies_at.kind == OPEN:
        place = list(media.lies_at)
        queue.send("moves", moves=[{"media_id": media.id, "source": place, "target": None, "was_shown": True}])
    # Where an older row was cut in a move, its files may lie in two places.
    _remove([media.lies_at, *_older_places(media)])


def withdraw(late: Media) -> None:
    """Delete what a run of the renditions wrote after another one had finished and the photo had moved on."""
    if _place_of(late.id) != late.lies_at:
        _remove([late.lies_at])


def _older_places(media: Media) -> list[Place]:
    return [Place(kind, media.key) for kind in (OPEN, PAID)] if media.moving_until else []


def finish_older(media: Media) -> None:
    """Finish a move of the older kind, which held its photos by `moving_until` and was cut."""
    # Both kinds of place had the same key, and so the same locked preview, which stays.
    storage.remove_renditions(key for place in _older_places(media) if place != media.lies_at for key in _files(place))
    attachments.forget_older_move(media)
