"""The words of captions: an inverted index, from each word to the posts that have it, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.update import Action

from chalicelib.models.base import BaseMeta, Model, guarded, table_name
from chalicelib.models.paging import HIGHEST, LOWEST, Page, Turned, count_up_to, turn


def of_town(town_id: str) -> str:
    """Return what posts stand under that name a town: no word and no hashtag begins so."""
    return f"@{town_id}"


@dataclass(frozen=True)
class Found:
    """A post that has a word, and its author."""

    post_id: str
    author_id: str


class PostWord(Model):
    """One word of one post; hashtags stand under their sign. A row may be older than what the post says."""

    class Meta(BaseMeta):
        table_name = table_name("post_words")

    word = UnicodeAttribute(hash_key=True)
    post_id = UnicodeAttribute(range_key=True)
    author_id = UnicodeAttribute()

    @classmethod
    def newest(cls, word: str, high: str, limit: int) -> list[Found]:
        """Return the newest posts with a word, up to an id."""
        between = cls.post_id.between(LOWEST, high or HIGHEST)
        rows = cls.query(word, between, scan_index_forward=False, limit=limit, page_size=limit)
        return [Found(row.post_id, row.author_id) for row in rows]

    @classmethod
    def number(cls, word: str, most: int) -> int:
        """Return how many posts have a word, counted up to a most."""
        return count_up_to(most, cls, word)

    @classmethod
    def page(cls, word: str, page: Page) -> Turned[str]:
        """Return a page of ids of the posts with a word."""
        turned = cls.found(word, page)
        return Turned([found.post_id for found in turned.rows], turned.has_more)

    @classmethod
    def found(cls, word: str, page: Page) -> Turned[Found]:
        """Return a page of the posts with a word, with their authors."""

        def read(low: str, high: str, rising: bool, limit: int) -> Iterable[Found]:
            between = cls.post_id.between(low, high)
            rows = cls.query(word, between, scan_index_forward=rising, limit=limit)
            return (Found(row.post_id, row.author_id) for row in rows)

        return turn(read, lambda found: found.post_id, page)


class PostTerms(Model):
    """All words under which a post may stand in the index, so that each can be taken away again.

    `begun` counts the runs that changed them, and `settled` is the last of these where it was not cut and no other ran
    meanwhile: only then is each of the words known to have its row.
    """

    class Meta(BaseMeta):
        table_name = table_name("post_terms")

    post_id = UnicodeAttribute(hash_key=True)
    terms = UnicodeSetAttribute(null=True)
    begun = NumberAttribute(default=0)
    settled = NumberAttribute(default=0)

    @classmethod
    def replace(cls, post_id: str, author_id: str, wanted: set[str]) -> None:
        """Have a post found by these words and by no others. Cut and begun again, it leaves none out or behind."""
        row = cls._of(post_id)
        held, is_settled = set(row.terms or ()), row.begun == row.settled
        if is_settled and wanted == held:
            return
        row.update([cls.begun.add(1), *([cls.terms.add(wanted)] if wanted else [])])
        with PostWord.batch_write() as batch:
            for word in sorted(wanted - held if is_settled else wanted):
                batch.save(PostWord(word, post_id, author_id=author_id))
            for word in sorted(held - wanted):
                batch.delete(PostWord(word, post_id))
        row.settle(held - wanted, is_empty=not wanted)

    def settle(self, gone: set[str], *, is_empty: bool) -> None:
        """Write down that each of the words has its row by now, unless another run began meanwhile."""
        alone = PostTerms.begun == self.begun
        actions: list[Action] = [PostTerms.settled.set(self.begun)]
        if gone:
            actions.append(PostTerms.terms.delete(gone))
        guarded(lambda: self.delete(condition=alone) if is_empty else self.update(actions, condition=alone))

    @classmethod
    def _of(cls, post_id: str) -> "PostTerms":
        try:
            return cls.get(post_id, consistent_read=True)
        except cls.DoesNotExist:
            return cls(post_id)
