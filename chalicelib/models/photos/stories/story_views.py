"""Who saw which story, and who likes it: one row each, by whoever saw it."""

from collections.abc import Iterable
from typing import Any

from pynamodb.attributes import BooleanAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, moment, new_id, table_name, transact, transact_if
from chalicelib.models.batches import Key
from chalicelib.models.paging import HIGHEST, Page, Turned, count_up_to, turn
from chalicelib.models.photos.stories.reels import Story
from chalicelib.models.talk.notifications import STORY_LIKED, Notification

# Beyond so many nobody counts.
MOST_COUNTED = 1000
# What one read of a viewer's rows finds at most: those of the stories that were uploaded last.
MOST_SEEN = 1000


class ViewersIndex(GlobalSecondaryIndex["StoryView"]):
    """Who saw a story, whoever saw it last first."""

    class Meta:
        index_name = "viewers"
        projection = KeysOnlyProjection()

    story_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class StoryView(Model):
    """One account having seen one story; its author alone reads it. It goes by itself after the story."""

    class Meta(BaseMeta):
        table_name = table_name("story_views")

    viewer_id = UnicodeAttribute(hash_key=True)
    story_id = UnicodeAttribute(range_key=True)
    id = UnicodeAttribute(default=new_id)
    is_liked = BooleanAttribute(null=True)
    expires_at = TTLAttribute(null=True)
    viewers = ViewersIndex()

    @classmethod
    def note(cls, viewer_id: str, story: Story) -> None:
        """Write that somebody saw a story; again it changes nothing."""
        cls(viewer_id, story.id).update(cls._seen(story))

    @classmethod
    def like(cls, viewer_id: str, story: Story) -> None:
        """Write that somebody likes a story, and so saw it, and tell its author; again it changes nothing."""

        def build(writes: TransactWrite) -> None:
            writes.update(cls(viewer_id, story.id), [*cls._seen(story), cls.is_liked.set(True)])
            cls._told(viewer_id, story).add(writes)

        transact(build)

    @classmethod
    def unlike(cls, viewer_id: str, story: Story) -> None:
        """Take a like back, and what its author is told of it; without one it changes nothing."""

        def build(writes: TransactWrite) -> None:
            cls._told(viewer_id, story).take_back(writes)
            writes.update(cls(viewer_id, story.id), [cls.is_liked.remove()], condition=cls.is_liked.exists())

        transact_if(build)

    @classmethod
    def _told(cls, viewer_id: str, story: Story) -> Notification:
        return Notification.of(story.author_id, STORY_LIKED, f"{story.id}:{viewer_id}", viewer_id)

    @classmethod
    def _seen(cls, story: Story) -> list[Action]:
        values: dict[str, Any] = {"id": new_id(), "expires_at": moment(story.ends_at)}
        return [getattr(cls, name).set(getattr(cls, name) | value) for name, value in values.items()]

    @classmethod
    def of_viewer(cls, viewer_id: str, since_id: str) -> "dict[str, StoryView]":
        """Return what somebody saw of the stories whose photos are no older than an id, by story: one Query."""
        between = cls.story_id.between(since_id, HIGHEST)
        rows = cls.query(viewer_id, between, scan_index_forward=False, limit=MOST_SEEN)
        return {row.story_id: row for row in rows}

    @classmethod
    def page(cls, story_id: str, page: Page) -> "Turned[StoryView]":
        """Return a page of those who saw a story, whoever saw it last first; likes are in the rows themselves."""

        def read(low: str, high: str, rising: bool, limit: int) -> "Iterable[StoryView]":
            between = ViewersIndex.id.between(low, high)
            return cls.viewers.query(story_id, between, scan_index_forward=rising, limit=limit)

        return turn(read, lambda row: row.id, page)

    @classmethod
    def count_of(cls, story_id: str) -> int:
        """Return how many saw a story; 1000 of as many or more."""
        return count_up_to(MOST_COUNTED, cls, story_id, "viewers")

    @classmethod
    def key(cls, viewer_id: str, story_id: str) -> Key:
        """Return the key of one row, to be read with others."""
        return cls, viewer_id, story_id
