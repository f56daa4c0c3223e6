"""Whom an author shows to what is for close friends: one row each, read by its key with what else decides."""

from collections.abc import Iterable

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.models.base import BaseMeta, Model, new_id, table_name
from chalicelib.models.batches import fetch
from chalicelib.models.paging import Page, Turned, turn


class AddedIndex(GlobalSecondaryIndex["CloseFriend"]):
    """An author's close friends, whoever was added last first."""

    class Meta:
        index_name = "added"
        projection = KeysOnlyProjection()

    author_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class CloseFriend(Model):
    """One account that another counts among its close friends; nobody but that one reads the list."""

    class Meta(BaseMeta):
        table_name = table_name("close_friends")

    author_id = UnicodeAttribute(hash_key=True)
    friend_id = UnicodeAttribute(range_key=True)
    id = UnicodeAttribute(default=new_id)
    added = AddedIndex()

    @classmethod
    def among(cls, author_id: str, account_ids: Iterable[str]) -> set[str]:
        """Return those of some accounts that are an author's close friends: one trip."""
        return {friend_id or "" for _, _, friend_id in fetch([(cls, author_id, one) for one in account_ids])}

    @classmethod
    def page(cls, author_id: str, page: Page) -> "Turned[CloseFriend]":
        """Return a page of an author's close friends, whoever was added last first."""

        def read(low: str, high: str, rising: bool, limit: int) -> "Iterable[CloseFriend]":
            between = AddedIndex.id.between(low, high)
            return cls.added.query(author_id, between, scan_index_forward=rising, limit=limit)

        return turn(read, lambda row: row.id, page)

    @classmethod
    def ids_of(cls, author_id: str) -> set[str]:
        """Return all of an author's close friends at this moment: a consistent read."""
        rows = cls.query(author_id, consistent_read=True, attributes_to_get=["author_id", "friend_id"])
        return {row.friend_id for row in rows}

    @classmethod
    def add_all(cls, author_id: str, friend_ids: Iterable[str]) -> None:
        """Write new close friends down, one after the other where they are many."""
        with cls.batch_write() as batch:
            for friend_id in friend_ids:
                batch.save(cls(author_id, friend_id))

    @classmethod
    def remove_all(cls, author_id: str, friend_ids: Iterable[str]) -> None:
        """Take accounts off the list; those that are not on it change nothing."""
        with cls.batch_write() as batch:
            for friend_id in friend_ids:
                batch.delete(cls(author_id, friend_id))
