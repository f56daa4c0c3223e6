"""Highlights: stories of an author that stay on their profile, in an order of the author's own."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, new_id, table_name
from chalicelib.models.photos.stories.reels import Said, Story, said
from chalicelib.models.versions import value_as_read

# A story that is kept has no end.
NEVER = 0


@dataclass(frozen=True)
class Highlight:
    """Some stories under one title; without a cover the first of them stands for it."""

    id: str
    title: str
    story_ids: list[str]
    cover_id: str | None = None

    def without(self, story_id: str) -> "Highlight":
        """Return the highlight without a story."""
        left = [one for one in self.story_ids if one != story_id]
        return replace(self, story_ids=left, cover_id=None if self.cover_id == story_id else self.cover_id)


class Highlights(Model):
    """All highlights of one author, in their order, and the stories that these keep, in one row.

    A change of it is whole or not there. `version` is drawn anew by each write. A story that stands is in the author's
    reel as well until it ends.
    """

    class Meta(BaseMeta):
        table_name = table_name("highlights")

    author_id = UnicodeAttribute(hash_key=True)
    version = UnicodeAttribute(null=True)
    highlights = Said(default=list)
    stories = Said(default=list)

    @classmethod
    def of(cls, author_id: str) -> "Highlights":
        """Return an author's highlights, read consistently; without any, a row that is not stored."""
        try:
            return cls.get(author_id, consistent_read=True)
        except cls.DoesNotExist:
            return cls(author_id)

    @property
    def all(self) -> list[Highlight]:
        """Return the highlights in their order."""
        return [Highlight(**one) for one in self.highlights]

    @property
    def kept(self) -> list[Story]:
        """Return the stories that are kept, each once."""
        return [Story(author_id=self.author_id, **one) for one in self.stories]

    def keeps(self, story_id: str) -> bool:
        """Tell whether a story is in any of the highlights."""
        return any(one["id"] == story_id for one in self.stories)

    def replace(self, writes: TransactWrite, highlights: Sequence[Highlight], stories: Iterable[Story]) -> None:
        """Add to a transaction that these are the highlights, where they are still as read; a row of none goes."""
        if highlights:
            kept = [said(replace(story, ends_at=NEVER)) for story in stories]
            shown = [asdict(one) for one in highlights]
            after = Highlights(self.author_id, version=new_id(), highlights=shown, stories=kept)
            writes.save(after, condition=self._as_read())
        else:
            writes.delete(Highlights(self.author_id), condition=self._as_read())

    def forget(self, writes: TransactWrite, story_id: str) -> None:
        """Add to a transaction that a story is in none of them; a highlight that has no other goes.

        Where it is in none it is added that this is still so.
        """
        if not self.keeps(story_id):
            self.stay(writes)
            return
        left = [one.without(story_id) for one in self.all]
        kept = [story for story in self.kept if story.id != story_id]
        self.replace(writes, [one for one in left if one.story_ids], kept)

    def stay(self, writes: TransactWrite) -> None:
        """Add to a transaction that the row is still as it was read."""
        writes.condition_check(Highlights, self.author_id, condition=self._as_read())

    def _as_read(self) -> Condition:
        return value_as_read(Highlights.version, self.version)
