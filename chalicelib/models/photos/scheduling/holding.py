"""Hold photos for a post that is not published yet: no other post takes them, and the sweeper leaves them alone.

A photo that is held names the unpublished post where it would name the post, and lies where its owner alone finds it.
"""

from collections.abc import Iterable

from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import now
from chalicelib.models.photos.media import READY, UNUSED_GRACE, Media


def hold(writes: TransactWrite, media: Iterable[Media], owner_id: str, unpublished_id: str) -> None:
    """Add to a transaction that ready photos of nobody's post are held for one."""
    free = (Media.owner_id == owner_id) & (Media.state == READY) & (Media.purpose == "photo")
    unused = Media.post_id.does_not_exist()
    actions: list[Action] = [Media.post_id.set(unpublished_id), Media.due.remove(), Media.due_at.remove()]
    for item in media:
        writes.update(Media(item.id), actions, condition=free & unused)


def release(writes: TransactWrite, media: Iterable[Media], unpublished_id: str) -> None:
    """Add to a transaction that photos that were held are free; unused for a day, the sweeper deletes them."""
    actions: list[Action] = [Media.post_id.remove(), Media.due.set("due"), Media.due_at.set(now() + UNUSED_GRACE)]
    for item in media:
        writes.update(Media(item.id), actions, condition=Media.post_id == unpublished_id)
