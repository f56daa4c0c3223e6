"""Bring an account's avatar and header to where they belong: in the open, or hidden while it is closed."""

from chalicelib.gateways import queue, storage
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.attachments import Move
from chalicelib.models.photos.making import exchanges
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.places import OPEN, SIGNED, Place
from chalicelib.services.photos.files import moves
from chalicelib.services.photos.files.addresses import kind_of

# What each has, in the order in which it is copied; a small one that is not there is missed by nobody.
FILES = {"avatar": ("avatar.jpg", "square.jpg"), "header": ("header.jpg",)}


def place(account: Account) -> None:
    """Move the pictures of an account that lie elsewhere than they should; may run twice, and be cut anywhere.

    The account's posts carry their addresses: a message that is sent ahead draws them anew, however this ends.
    """
    kind = SIGNED if account.closed else OPEN
    ids = {purpose: getattr(account, f"{purpose}_media_id") for purpose in FILES}
    held = Media.find_all(account.id, [media_id for media_id in ids.values() if media_id])
    lost = [item for item in held if item.lies_at.kind != kind]
    if not lost:
        return
    queue.announce("profiles", account_id=account.id)
    for item in lost:
        _move(item, Place.new(kind))
    queue.send("profiles", account_id=account.id)


def _move(item: Media, target: Place) -> None:
    """Move one picture; one that was replaced meanwhile stays for whoever replaced it."""

    def copy(moved: list[Move]) -> None:
        for move in moved:
            for file in FILES[item.purpose]:
                storage.copy_rendition(move.source.folder + file, target.folder + file, kind_of(file))

    way = Move(item.id, item.lies_at, target, was_shown=True)
    moves.carry([way], lambda: exchanges.swap(item, None, target, {}), copy)
