"""Collections: posts of one's own that an account puts together, in an order of its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.errors import NotFound
from chalicelib.models.base import BaseMeta, Model, assignments, guarded, new_id, now, table_name

# Pixelfed's words: for everybody, for followers, for its owner alone.
PUBLIC, PRIVATE, DRAFT = "public", "private", "draft"


class AccountsIndex(GlobalSecondaryIndex["Collection"]):
    """The collections of an account, the newest first. It has a hundred at most."""

    class Meta:
        index_name = "accounts"
        projection = AllProjection()

    account_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class Collection(Model):
    """A collection and the ids of its posts, in one row: a change of it is whole or not there.

    Who may see a post is no part of it. `published_at` is when it first was for others than its owner.
    """

    class Meta(BaseMeta):
        table_name = table_name("collections")

    id = UnicodeAttribute(hash_key=True, default=new_id)
    account_id = UnicodeAttribute()
    title = UnicodeAttribute(default="")
    description = UnicodeAttribute(default="")
    visibility = UnicodeAttribute(default=DRAFT)
    post_ids: Any = JSONAttribute(default=list)
    cover_id = UnicodeAttribute(null=True)
    version = NumberAttribute(default=0)
    updated_at = NumberAttribute(default=now)
    published_at = NumberAttribute(null=True)
    accounts = AccountsIndex()

    @classmethod
    def owned(cls, account_id: str, collection_id: str) -> "Collection":
        """Return one's own collection, or raise NotFound."""
        found = cls.find(collection_id)
        if found.account_id != account_id:
            raise NotFound
        return found

    @classmethod
    def of(cls, account_id: str) -> "list[Collection]":
        """Return the collections of an account, the newest first: one Query."""
        return list(cls.accounts.query(account_id, scan_index_forward=False))

    @classmethod
    def some(cls, account_id: str, limit: int) -> "list[Collection]":
        """Return some collections of an account."""
        return list(cls.accounts.query(account_id, limit=limit))

    def create(self) -> None:
        """Store a new collection."""
        self.save(condition=Collection.id.does_not_exist())

    def change(self, changes: Mapping[str, Any]) -> bool:
        """Write changes over what was read; False where it was changed since, or is gone."""
        values = {**changes, "version": self.version + 1, "updated_at": now()}
        as_read = Collection.version == self.version
        return guarded(lambda: Collection(self.id).update(assignments(Collection, values), condition=as_read))

    def remove(self) -> None:
        """Delete the collection; its posts stay."""
        self.delete()


def ids_of(found: Sequence[Collection]) -> list[str]:
    """Return the ids of all posts of some collections, each once."""
    return list(dict.fromkeys(post_id for one in found for post_id in one.post_ids))
