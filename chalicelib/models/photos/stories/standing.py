"""Put stories up and take them down, each in one transaction with its photo.

While it stands the photo names the story as its post, by the id that both have, and the sweeper looks at it when the
story ends: whatever is cut short, the files and the rows go then.
"""

from collections.abc import Sequence
from typing import Any

from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import transact, transact_if
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos import attachments
from chalicelib.models.photos.attachments import Move
from chalicelib.models.photos.media import READY, Media
from chalicelib.models.photos.stories.highlights import Highlights
from chalicelib.models.photos.stories.reels import Reel, Story

# The places of the guards of `put_up`, and of `take_down`, by which it is told what failed.
CLOSED, CHANGED = 0, 1


def put_up(reel: Reel, stories: Sequence[Story], move: Move, author: Account) -> None:
    """Write an author's stories, of which the last is new, and that its photo is used up by it.

    Raises GuardFailed: at CLOSED where the account is closed, at CHANGED where other stories were written since `reel`
    was read, and elsewhere where the photo is not free any more.
    """
    story = stories[-1]

    def build(writes: TransactWrite) -> None:
        open_account = Account.id.exists() & Account.closed.does_not_exist()
        writes.condition_check(Account, author.id, condition=open_account)
        reel.replace(writes, stories, author.snapshot())
        free = (Media.owner_id == author.id) & (Media.state == READY) & (Media.purpose == "photo")
        free &= Media.post_id.does_not_exist() & Media.due.exists() & (Media.key == move.source.key)
        writes.update(Media(story.id), _used(story, move), condition=free)

    transact(build)


def _used(story: Story, move: Move) -> list[Action]:
    ends: list[Action] = [Media.post_id.set(story.id), Media.due_at.set(story.ends_at)]
    return [*ends, *attachments.to(move.target)]


def take_down(reel: Reel, held: Highlights, story_id: str, move: Move) -> bool:
    """Write that a story is gone, from highlights too, and that its photo ends; False where any of it changed since.

    Of a story that is nowhere any more the photo alone ends.
    """

    def build(writes: TransactWrite) -> None:
        reel.forget(writes, story_id)
        held.forget(writes, story_id)
        attachments.detach(writes, move, story_id)

    return transact_if(build)


def is_of_story(item: Media) -> bool:
    """Tell whether a photo is a story, or was one that ended and that nobody has cleared away yet."""
    return item.post_id is not None and item.post_id == item.id


def said_of(photo: dict[str, Any]) -> dict[str, Any]:
    """Return what a reel carries of a photo: of a hundred stories, so no more than is shown of one."""
    return {name: value for name, value in photo.items() if name not in ("processing", "focus")}
