"""Which posts an account bookmarked. Nobody else is told; trends are counted by them, up to a most."""

from collections.abc import Iterable

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.errors import NotFound
from chalicelib.models.base import BaseMeta, GuardFailed, Model, new_id, table_name, transact
from chalicelib.models.paging import Page, Turned, count_up_to, turn
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.interactions.taking_back import take_back
from chalicelib.models.photos.posts import Post


class BookmarkersIndex(GlobalSecondaryIndex["Bookmark"]):
    """The bookmarks of a post, for deleting them with it."""

    class Meta:
        index_name = "bookmarkers"
        projection = KeysOnlyProjection()

    post_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class Bookmark(Model):
    """An account's bookmark of a post, in the order in which it was made. The pair's Interaction has its id too."""

    class Meta(BaseMeta):
        table_name = table_name("bookmarks")

    account_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    post_id = UnicodeAttribute()
    bookmarkers = BookmarkersIndex()

    @classmethod
    def create(cls, account_id: str, post_id: str) -> bool:
        """Bookmark a post; False where it was bookmarked before. Raises NotFound without the post."""
        made = cls(account_id, new_id(), post_id=post_id)

        def build(writes: TransactWrite) -> None:
            writes.condition_check(Post, post_id, condition=Post.id.exists())
            writes.save(made)
            bookmarked = Interaction.bookmark_id.set(made.id)
            unmarked = Interaction.bookmark_id.does_not_exist()
            writes.update(Interaction(account_id, post_id), [bookmarked], condition=unmarked)

        try:
            transact(build)
        except GuardFailed as failed:
            if 0 in failed.positions:
                raise NotFound from failed
            return False
        return True

    @classmethod
    def remove(cls, account_id: str, post_id: str) -> bool:
        """Take a bookmark away; False where there was none."""

        def delete(writes: TransactWrite, interaction: Interaction) -> None:
            writes.delete(cls(account_id, interaction.bookmark_id))

        return take_back(account_id, post_id, "bookmark_id", delete)

    @classmethod
    def of_account(cls, account_id: str, page: Page) -> Turned["Bookmark"]:
        """Return a page of an account's bookmarks: one Query."""

        def read(low: str, high: str, rising: bool, limit: int) -> Iterable[Bookmark]:
            return cls.query(account_id, cls.id.between(low, high), scan_index_forward=rising, limit=limit)

        return turn(read, lambda bookmark: bookmark.id, page)

    @classmethod
    def number(cls, post_id: str, most: int) -> int:
        """Return how many bookmarked a post, counted up to a most."""
        return count_up_to(most, cls, post_id, BookmarkersIndex.Meta.index_name)

    @classmethod
    def clear(cls, post_id: str) -> None:
        """Delete all bookmarks of a post that is gone."""
        found = list(cls.bookmarkers.query(post_id))
        with Interaction.batch_write() as batch:
            for bookmark in found:
                batch.delete(Interaction(bookmark.account_id, post_id))
        with cls.batch_write() as batch_of_own:
            for bookmark in found:
                batch_of_own.delete(cls(bookmark.account_id, bookmark.id))
