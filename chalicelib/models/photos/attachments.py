"""Attach media to posts, and write where their files lie by then.

Files are copied before the write and deleted after it. Their places never come again, so a write holds only where the
photo still lies where it was read to lie: of two at once one fails, and what it copied is its own to delete.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import guarded, now
from chalicelib.models.photos.media import ENDED, READY, UNUSED_GRACE, Media
from chalicelib.models.photos.places import Place
from chalicelib.models.photos.posts import Post


@dataclass(frozen=True)
class Move:
    """A photo's way from where it was read to lie to where a write says that it lies; the same, where it stays.

    Without a `target` the photo ends. `was_shown` tells whether others than its owner had its address by then, and
    `shows_locked` whether it comes to be something to pay for, whose locked preview is for all. `alt` is there for a
    photo that leaves its post: the text that the post had for it, which is the photo's own again. `held_by` names the
    unpublished post for which it is held.
    """

    media_id: str
    source: Place
    target: Place | None
    was_shown: bool
    shows_locked: bool = False
    alt: str | None = None
    held_by: str = ""


def placed(photos: Iterable[dict[str, Any]], moves: Iterable[Move]) -> list[dict[str, Any]]:
    """Return what a post carries of its photos, with where they lie after their moves; those that end are left out."""
    targets = {move.media_id: move.target for move in moves}
    after = [(photo, targets.get(photo["id"], Place("", ""))) for photo in photos]
    return [_placed(photo, target) for photo, target in after if target is not None]


def _placed(photo: dict[str, Any], target: Place) -> dict[str, Any]:
    return photo | {"place": target.kind, "key": target.key} if target.kind else photo


def attach(writes: TransactWrite, move: Move, post_id: str, author_id: str) -> None:
    """Add to a transaction that a ready media of nobody's post, or of this one, is part of a post and lies there."""
    free = (Media.owner_id == author_id) & (Media.state == READY) & (Media.purpose == "photo")
    mine = Media.post_id.does_not_exist() | Media.post_id.is_in(*{post_id, move.held_by or post_id})
    actions: list[Action] = [Media.post_id.set(post_id), Media.due.remove(), Media.due_at.remove(), *to(move.target)]
    writes.update(Media(move.media_id), actions, condition=free & _at(move.source) & mine)


def detach(writes: TransactWrite, move: Move, post_id: str) -> None:
    """Add to a transaction that a media belongs to no post; unused for a day, the sweeper deletes it.

    One that has no place to go ends, and the sweeper deletes its row and its original soon.
    """
    later = now() + (UNUSED_GRACE if move.target else 0)
    actions: list[Action] = [Media.post_id.remove(), Media.due.set("due"), Media.due_at.set(later), *to(move.target)]
    if move.alt is not None:
        actions.append(Media.description.set(move.alt))
    writes.update(Media(move.media_id), actions, condition=(Media.post_id == post_id) & _at(move.source))


def carry_out(writes: TransactWrite, moves: Iterable[Move], post: Post) -> None:
    """Add to a transaction that photos are part of a post as its body says, or of none, and lie where they moved to."""
    kept = {photo["id"] for photo in post.body["media"]}
    for move in moves:
        if move.media_id in kept:
            attach(writes, move, post.id, post.author_id)
        else:
            detach(writes, move, post.id)


def _at(place: Place) -> Condition:
    there: Condition = Media.key == place.key
    return there


def to(place: Place | None) -> list[Action]:
    """Return the actions by which a photo comes to lie somewhere, or ends where it has no place to go."""
    if place is None:
        return [Media.state.set(ENDED)]
    return [Media.key.set(place.key), Media.place.set(place.kind), Media.is_private.remove()]


def forget_older_move(item: Media) -> bool:
    """Write that a move of the older kind, which was cut, is over. Tells whether it was still so."""
    actions: list[Action] = [Media.moving_until.remove()]
    same = (Media.moving_until == item.moving_until) & _at(item.lies_at)
    if item.post_id:
        actions += [Media.due.remove(), Media.due_at.remove()]
        same &= Media.post_id == item.post_id
    return guarded(lambda: item.update(actions, condition=same))
