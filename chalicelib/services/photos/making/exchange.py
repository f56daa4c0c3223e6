"""Give a photo new files under a new key, while others may edit, move or delete it.

It is a move like any other (files/moves.py), to another place of the same kind, with other files than the copies.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chalicelib import deadline
from chalicelib.gateways import queue, storage
from chalicelib.models.photos.attachments import Move
from chalicelib.models.photos.making import exchanges
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.places import Place
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos.files import moves, originals
from chalicelib.services.photos.files.addresses import LOCKED, kind_of

if TYPE_CHECKING:
    from chalicelib.imaging import Rendition

AT_ONCE = 8


@dataclass(frozen=True)
class NewFiles:
    """What a photo gets: files by name, the locked preview where it is another, and what its row then says.

    `copied` are the files that stay what they are.
    """

    written: Mapping[str, "Rendition"]
    changes: Mapping[str, Any]
    locked: "Rendition | None" = None
    copied: tuple[str, ...] = field(default=())


def exchange(item: Media, post: Post | None, new: NewFiles) -> bool:
    """Show new files of a photo in place of those it has; False, with nothing left behind, where it is not as read.

    Whoever looks meanwhile sees the old ones whole or the new ones whole: never a mix, since the key differs.
    """
    target = Place.new(item.lies_at.kind)
    move = Move(item.id, item.lies_at, target, post is not None, post is not None and post.shows_lock)

    def fill(_: list[Move]) -> None:
        _write(move, target, new)

    def swap() -> bool:
        return exchanges.swap(item, post, target, new.changes)

    return originals.carry(post, [move], swap, fill) if post else moves.carry([move], swap, fill)


def exchange_picture(item: Media, new: NewFiles) -> bool:
    """Show new files of an avatar or a header; False, with nothing left behind, where it is not as read.

    Its account's posts carry its address: a message that is sent ahead draws them anew, however this ends, and the old
    files stay until then.
    """
    target = Place.new(item.lies_at.kind)
    move = Move(item.id, item.lies_at, target, was_shown=True)

    def fill(_: list[Move]) -> None:
        _write_files(target, new)

    queue.announce("profiles", account_id=item.owner_id)
    if not moves.carry([move], lambda: exchanges.swap(item, None, target, new.changes), fill, lingers=True):
        return False
    queue.send("profiles", account_id=item.owner_id)
    return True


def _write_files(target: Place, new: NewFiles) -> None:
    for file, rendition in new.written.items():
        storage.keep_rendition(target.folder + file, rendition.body, rendition.content_type)


def _write(move: Move, target: Place, new: NewFiles) -> None:
    def copy(file: str) -> None:
        storage.copy_rendition(move.source.folder + file, target.folder + file, kind_of(file))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(deadline.carried(copy), new.copied))
    _write_files(target, new)
    if new.locked is None:
        moves.copy_locked(move, target)
        return
    for key in (target.folder + LOCKED, *([target.locked] if move.shows_locked else [])):
        storage.keep_rendition(key, new.locked.body, new.locked.content_type)
