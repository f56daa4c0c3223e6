"""Attach media to posts, and guard their files while they are moved between the public and the private place.

A move is: hold the media, copy the files, write the post (which says in the same transaction where the files are),
delete the files that are no longer meant to be there, release the media. A crash in between leaves a media that is
due; the sweeper deletes what is not meant to be there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import guarded, now, transact
from chalicelib.models.photos.media import READY, UNUSED_GRACE, Media

# Longer than any Lambda of ours runs: whoever holds a media for longer has crashed.
MOVE_SECONDS = 150


@dataclass(frozen=True)
class Move:
    """The media whose files one request moves, and until when it holds them: that tells it from every other request."""

    media_ids: frozenset[str]
    until: int


def hold(media: Sequence[Media]) -> Move:
    """Hold media whose files are to be moved. Raises GuardFailed where another request has one of them."""
    move = Move(frozenset(item.id for item in media), now() + MOVE_SECONDS)

    def build(writes: TransactWrite) -> None:
        for item in media:
            same = Media.post_id == item.post_id if item.post_id else Media.post_id.does_not_exist()
            actions: list[Action] = [Media.moving_until.set(move.until)]
            if item.post_id:
                actions += [Media.due.set("due"), Media.due_at.set(move.until)]
            same &= (Media.state == READY) & (Media.key == item.key)
            writes.update(Media(item.id), actions, condition=same & Media.is_not_moving())

    transact(build)
    return move


def take_over(item: Media) -> bool:
    """Take a held media over as it was read, so that a write that is still on its way fails. Tells whether it did."""
    place = Media.is_private.exists() if item.is_private else Media.is_private.does_not_exist()
    same = (Media.moving_until == item.moving_until) & place
    later = (item.moving_until or now()) + 1
    return guarded(lambda: item.update([Media.moving_until.set(later)], condition=same))


def release(item: Media) -> bool:
    """End the move of a media as it was read. Tells whether it was still the one that was read."""
    actions: list[Action] = [Media.moving_until.remove()]
    same = Media.moving_until == item.moving_until
    if item.post_id:
        actions += [Media.due.remove(), Media.due_at.remove()]
        same &= Media.post_id == item.post_id
    return guarded(lambda: item.update(actions, condition=same))


@dataclass(frozen=True)
class Target:
    """The post that media are attached to: its author's, and with their files in the private place or in the open.

    `move` names those media whose files were copied there for it.
    """

    post_id: str
    author_id: str
    is_private: bool
    move: Move | None = None


def attach(writes: TransactWrite, photo: Mapping[str, Any], target: Target) -> None:
    """Add to a transaction that a ready media of nobody's post becomes part of a post, with its files in their place.

    `photo` is what the post says of it: under that key its files must lie. A media that was moved for the post stays
    due, until the files that are left over are deleted.
    """
    move = target.move
    free = (Media.owner_id == target.author_id) & (Media.state == READY) & (Media.purpose == "photo")
    actions: list[Action] = [Media.post_id.set(target.post_id)]
    if move and photo["id"] in move.media_ids:
        moved = Media.is_private.set(True) if target.is_private else Media.is_private.remove()
        actions += [moved, Media.due.set("due"), Media.due_at.set(move.until)]
        in_place = Media.moving_until == move.until
    else:
        actions += [Media.due.remove(), Media.due_at.remove()]
        there = Media.is_private.exists() if target.is_private else Media.is_private.does_not_exist()
        in_place = there & Media.moving_until.does_not_exist()
    mine = Media.post_id.does_not_exist() | (Media.post_id == target.post_id)
    same = Media.key == photo["key"]
    writes.update(Media(photo["id"]), actions, condition=free & in_place & mine & same)


def detach(writes: TransactWrite, media_id: str, post_id: str) -> None:
    """Add to a transaction that a media belongs to no post; unused for a day, the sweeper deletes it."""
    writes.update(
        Media(media_id),
        [Media.post_id.remove(), Media.due.set("due"), Media.due_at.set(now() + UNUSED_GRACE)],
        condition=Media.post_id == post_id,
    )
