"""Keep stories beyond their day, and let them go, each in one transaction with their photos.

While a story stands the sweeper looks at its photo when that ends, and asks then whether a highlight keeps it. A photo
that is kept is due never, so that whoever lets go of it ends it in the same write.
"""

from collections.abc import Iterable, Sequence

from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import transact, transact_if
from chalicelib.models.photos import attachments
from chalicelib.models.photos.attachments import Move
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.stories.highlights import Highlight, Highlights
from chalicelib.models.photos.stories.reels import Reel, Story


def change(
    held: Highlights,
    highlights: Sequence[Highlight],
    stories: Sequence[Story],
    standing: Iterable[str],
    ended: Iterable[Move],
) -> None:
    """Write highlights with the stories that they keep.

    Of those that they kept before, `standing` end with their day, and the photos of the others go their ways, `ended`.
    Raises GuardFailed where the highlights or any of these photos changed since they were read.
    """
    before = {story.id for story in held.kept}

    def build(writes: TransactWrite) -> None:
        held.replace(writes, highlights, stories)
        for story in stories:
            if story.id not in before:
                there = (Media.post_id == story.id) & (Media.key == story.photo["key"])
                writes.condition_check(Media, story.id, condition=there)
        for story_id in standing:
            writes.condition_check(Media, story_id, condition=Media.due.exists())
        for move in ended:
            attachments.detach(writes, move, move.media_id)

    transact(build)


def keep(reel: Reel, held: Highlights, story_id: str) -> bool:
    """Write that a story which a highlight keeps stands no more; False where any of it changed since it was read."""

    def build(writes: TransactWrite) -> None:
        reel.forget(writes, story_id)
        held.stay(writes)
        actions: list[Action] = [Media.due.remove(), Media.due_at.remove()]
        writes.update(Media(story_id), actions, condition=(Media.post_id == story_id) & Media.due.exists())

    return transact_if(build)


def renew(held: Highlights, stories: Sequence[Story], ways: Iterable[Move]) -> bool:
    """Write that the photos of all kept stories lie elsewhere; False where any of it changed since it was read."""

    def build(writes: TransactWrite) -> None:
        held.replace(writes, held.all, stories)
        for way in ways:
            there = (Media.post_id == way.media_id) & (Media.key == way.source.key) & Media.due.does_not_exist()
            writes.update(Media(way.media_id), attachments.to(way.target), condition=there)

    return transact_if(build)
