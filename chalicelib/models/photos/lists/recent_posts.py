"""The newest posts of an author in one row: what home timelines that pull them read."""

from collections.abc import Iterable
from functools import partial

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute, UnicodeSetAttribute

from chalicelib.models.base import BaseMeta, Model, guarded, table_name
from chalicelib.models.batches import Key, fetch
from chalicelib.models.paging import Page
from chalicelib.models.photos.posts import Post
from chalicelib.models.rounds import each

# How many of an author's posts home timelines that pull them find. A row of a few more takes two write units and half a
# read unit, and as it is shortened only then, one post in ten pays for that.
RECENT_POSTS, MOST_IN_ROW = 100, 110


class RecentPosts(Model):
    """The ids of an author's newest posts in one row, of which a hundred authors' are read at once.

    Ids are only added and taken out of a set, so deliveries may come in any order, twice, and at once. `is_whole` tells
    that those are in it which were there before the row was.
    """

    class Meta(BaseMeta):
        table_name = table_name("recent_posts")

    author_id = UnicodeAttribute(hash_key=True)
    ids = UnicodeSetAttribute(null=True)
    is_whole = BooleanAttribute(default=False)

    @classmethod
    def add(cls, post: Post) -> None:
        """Add a post to its author's, and take the oldest out where the row has grown long."""
        row = cls(post.author_id)
        row.update([cls.ids.add({post.id})])
        if not row.is_whole:
            row = cls.fill(post.author_id)
        if len(row.ids or ()) > MOST_IN_ROW:
            row.update([cls.ids.delete(set(sorted(row.ids)[:-RECENT_POSTS]))])

    @classmethod
    def forget(cls, author_id: str, post_id: str) -> None:
        """Take a post out that was deleted."""
        guarded(lambda: cls(author_id).update([cls.ids.delete({post_id})], condition=cls.ids.contains(post_id)))

    @classmethod
    def fill(cls, author_id: str) -> "RecentPosts":
        """Add what an author posted before there was a row."""
        row, post_ids = cls(author_id), Post.ids_for_followers(author_id, Page(limit=RECENT_POSTS)).rows
        row.update([cls.is_whole.set(True), *([cls.ids.add(set(post_ids))] if post_ids else [])])
        return row

    @classmethod
    def of(cls, author_ids: Iterable[str], to_fill: Iterable[str] = ()) -> "dict[str, list[str]]":
        """Return the newest posts of each author, newest first; those of authors without a row are left out.

        One trip; where rows of `to_fill` are not there yet, they are filled in two more.
        """
        keys: list[Key] = [(cls, author_id, None) for author_id in author_ids]
        rows = {row.author_id: row for row in fetch(keys).values() if isinstance(row, cls) and row.is_whole}
        filled = each([partial(cls.fill, author_id) for author_id in to_fill if author_id not in rows])
        rows |= {row.author_id: row for row in filled}
        return {author_id: sorted(row.ids or (), reverse=True) for author_id, row in rows.items()}
