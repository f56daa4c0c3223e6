"""Give a photo new files under a new key, while others may edit, move or delete it."""

import secrets
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chalicelib import deadline
from chalicelib.errors import NotFound
from chalicelib.gateways import storage
from chalicelib.models.photos.making import exchanges
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import files
from chalicelib.services.photos.making.results import TYPES

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
    left_over, fresh = item.spare_key, secrets.token_urlsafe(16)
    if not exchanges.begin(item, fresh):
        return False
    if left_over:
        files.remove_key(left_over)
    _write(item, fresh, new)
    if not exchanges.swap(item, post, new.changes) and not _is_shown(item.id, fresh):
        files.remove_key(fresh)
        return False
    tidy(Media.find(item.id))
    return True


def tidy(item: Media) -> None:
    """Delete the files under the spare key of a photo, if it has one, and forget the key."""
    if item.spare_key:
        files.remove_key(item.spare_key)
        exchanges.forget(item)


def _is_shown(media_id: str, key: str) -> bool:
    """Tell whether a swap whose answer was lost has happened all the same."""
    try:
        return Media.find(media_id).key == key
    except NotFound:
        return False


def _write(item: Media, key: str, new: NewFiles) -> None:
    place = files.paid_key if item.is_private else files.open_key

    def copy(file: str) -> None:
        kind = TYPES[file.rpartition(".")[2]]
        storage.copy_rendition(place(item.key, file), place(key, file), kind, is_private=bool(item.is_private))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(deadline.carried(copy), new.copied))
    for file, rendition in new.written.items():
        storage.keep_rendition(place(key, file), rendition.body, rendition.content_type)
    if new.locked:
        storage.keep_rendition(files.locked_key(key), new.locked.body, new.locked.content_type)
    else:
        storage.copy_rendition(files.locked_key(item.key), files.locked_key(key), "image/jpeg", is_private=False)
