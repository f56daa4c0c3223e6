"""Lists of accounts whose posts somebody reads together."""

from collections.abc import Iterator, Mapping

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.update import Action

from chalicelib.errors import NotFound
from chalicelib.models.base import BaseMeta, Model, guarded, new_id, now, table_name

# What a member who is the list's owner has in place of a follow.
OWN = "own"


class List(Model):
    """A list and its members, in one row: it is read in one trip, and a change of it is whole or not there.

    A member is kept with the id of the follow by which its owner follows it. Whoever is unfollowed is no member any
    more, also when they are followed again, and nothing has to be written for that.
    """

    class Meta(BaseMeta):
        table_name = table_name("lists")

    owner_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True, default=new_id)
    title = UnicodeAttribute()
    created_at = NumberAttribute(default=now)
    # Texts of the account's id, a colon, and the follow's.
    entries = UnicodeSetAttribute(null=True)
    # Counts the changes of its members, so that none is written over what it did not read.
    version = NumberAttribute(default=0)

    @classmethod
    def of(cls, owner_id: str, list_id: str) -> "List":
        """Return one's own list, read consistently, or raise NotFound."""
        try:
            return cls.get(owner_id, list_id, consistent_read=True)
        except cls.DoesNotExist as error:
            raise NotFound from error

    @classmethod
    def owned_by(cls, owner_id: str) -> "Iterator[List]":
        """Yield all lists of an account, oldest first: one Query."""
        return iter(cls.query(owner_id))

    @property
    def follow_ids(self) -> dict[str, str]:
        """Return the id of the follow by account, as they were when each became a member."""
        return {one.partition(":")[0]: one.partition(":")[2] for one in self.entries or ()}

    def create(self) -> None:
        """Store a new list."""
        guarded(lambda: self.save(condition=List.owner_id.does_not_exist()))

    def rename(self, title: str) -> bool:
        """Change the title; False where the list is gone."""
        self.title = title
        there = List.owner_id.exists()
        return guarded(lambda: List(self.owner_id, self.id).update([List.title.set(title)], condition=there))

    def remove(self) -> bool:
        """Delete the list with its members; False where it is gone."""
        return guarded(lambda: List(self.owner_id, self.id).delete(condition=List.owner_id.exists()))

    def replace_members(self, follow_ids: Mapping[str, str]) -> bool:
        """Write down the members over those that were read; False where somebody else changed them since."""
        entries = {f"{account_id}:{follow_id}" for account_id, follow_id in follow_ids.items()}
        members: Action = List.entries.set(entries) if entries else List.entries.remove()
        actions = [members, List.version.set(self.version + 1)]
        as_read = List.version == self.version
        return guarded(lambda: List(self.owner_id, self.id).update(actions, condition=as_read))
