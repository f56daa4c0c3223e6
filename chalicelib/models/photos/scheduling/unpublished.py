"""Posts that are not published yet, in the order in which they were written down."""

from collections.abc import Iterable
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.errors import NotFound
from chalicelib.models.base import BaseMeta, Model, guarded, new_id, now, table_name
from chalicelib.models.batches import fetch
from chalicelib.models.paging import Page, Turned, turn

# The sweeper sends a post on its way so long before its time, twice as long as it sleeps: the queue delays the message
# to the second, by a quarter of an hour at most.
AHEAD_SECONDS = 600
# Where a message is lost it is sent again so long after the time, then after twice that, and so on: ten hours at most.
PATIENCE_SECONDS = 300
MOST_DOUBLINGS = 7
SCHEDULED, DRAFTS = "scheduled", "drafts"
KINDS = (SCHEDULED, DRAFTS)
# The id of the row that counts the changes of a shelf; no post has it, and it stands before all of them.
COUNTED = "0"


class DueIndex(GlobalSecondaryIndex["UnpublishedPost"]):
    """Scheduled posts by the time when the sweeper looks at them."""

    class Meta:
        index_name = "due"
        projection = KeysOnlyProjection()

    due = UnicodeAttribute(hash_key=True)
    due_at = NumberAttribute(range_key=True)


class UnpublishedPost(Model):
    """A post as its author sent it: a draft, or scheduled for `publish_at`.

    `shelf` names its author and which of the two it is, so that each is a list of its own. `said` is what was sent
    (services/photos/scheduling/texts.py). `error` says why a scheduled post could not be published: it waits for its
    author then. The transaction that publishes the post deletes the row, so that it goes out once.
    """

    class Meta(BaseMeta):
        table_name = table_name("unpublished_posts")

    shelf = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True, default=new_id)
    author_id = UnicodeAttribute(default="")
    said = JSONAttribute(default=dict)
    publish_at = NumberAttribute(null=True)
    error = UnicodeAttribute(null=True)
    changed_at = NumberAttribute(default_for_new=now)
    version = NumberAttribute(default=0)
    tries = NumberAttribute(default=0)
    due = UnicodeAttribute(null=True)
    due_at = NumberAttribute(null=True)
    due_index = DueIndex()

    @classmethod
    def of(cls, author_id: str, said: dict[str, Any], publish_at: int | None = None) -> "UnpublishedPost":
        """Return a new scheduled post, or without a time a new draft, which is not stored yet."""
        made = cls(shelf(author_id, DRAFTS if publish_at is None else SCHEDULED), author_id=author_id, said=said)
        made.publish_at = publish_at
        made.due, made.due_at = _due(publish_at)
        return made

    @property
    def media_ids(self) -> list[str]:
        """Return the photos that the post is to have."""
        return list(self.said.get("media_ids") or [])

    @classmethod
    def on(cls, author_id: str, kind: str, post_id: str) -> "UnpublishedPost":
        """Return one of an author's posts of a kind, read consistently, or raise NotFound."""
        found = cls.at(shelf(author_id, kind), post_id)
        if found is None:
            raise NotFound
        return found

    @classmethod
    def at(cls, shelf_name: str, post_id: str) -> "UnpublishedPost | None":
        """Return the post with a key, read consistently, or None where it is gone."""
        try:
            return cls.get(shelf_name, post_id, consistent_read=True) if post_id != COUNTED else None
        except cls.DoesNotExist:
            return None

    @classmethod
    def page(cls, author_id: str, kind: str, page: Page) -> "Turned[UnpublishedPost]":
        """Return a page of an author's posts of a kind: one Query."""

        def read(low: str, high: str, rising: bool, limit: int) -> "Iterable[UnpublishedPost]":
            return cls.query(shelf(author_id, kind), cls.id.between(low, high), scan_index_forward=rising, limit=limit)

        return turn(read, lambda row: row.id, page)

    @classmethod
    def counted(cls, author_id: str, kind: str) -> "tuple[list[UnpublishedPost], int]":
        """Return all of an author's posts of a kind, and the version of their number: one consistent Query."""
        rows = list(cls.query(shelf(author_id, kind), consistent_read=True))
        version = sum(int(row.version) for row in rows if row.id == COUNTED)
        return [row for row in rows if row.id != COUNTED], version

    @classmethod
    def due_keys(cls, before: int, limit: int) -> list[tuple[str, str]]:
        """Return the keys of scheduled posts that the sweeper has to look at by then, the longest due first."""
        rows = cls.due_index.query("due", DueIndex.due_at <= before, limit=limit)
        return [(row.shelf, row.id) for row in rows]

    @classmethod
    def find_keys(cls, keys: Iterable[tuple[str, str]]) -> "list[UnpublishedPost]":
        """Return the posts with these keys that are there: one trip."""
        found = fetch([(cls, shelf_name, post_id) for shelf_name, post_id in keys])
        return [row for row in found.values() if isinstance(row, UnpublishedPost)]

    def again(self, said: dict[str, Any], publish_at: int | None) -> "UnpublishedPost":
        """Return the same post with other words or another time, to be written over this one; nothing refused it."""
        after = UnpublishedPost.of(self.author_id, said, publish_at)
        after.id, after.version = self.id, self.version + 1
        return after

    def look_again(self) -> bool:
        """Write when the sweeper looks at it again; False where it was changed, or another sweep did so."""
        patience = PATIENCE_SECONDS << min(int(self.tries), MOST_DOUBLINGS)
        later = max(now(), int(self.publish_at or 0)) + patience
        same: Condition = (UnpublishedPost.due_at == self.due_at) & (UnpublishedPost.version == self.version)
        actions: list[Action] = [UnpublishedPost.due_at.set(later), UnpublishedPost.tries.add(1)]
        return guarded(lambda: UnpublishedPost(self.shelf, self.id).update(actions, condition=same))


def shelf(author_id: str, kind: str) -> str:
    """Return the name of an author's list of a kind."""
    return f"{author_id}#{kind}"


def _due(publish_at: int | None) -> tuple[str | None, int | None]:
    return (None, None) if publish_at is None else ("due", publish_at - AHEAD_SECONDS)
