"""Lists of accounts whose posts somebody reads together."""

from collections.abc import Iterator, Mapping
from typing import Any

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.errors import NotFound
from chalicelib.models.base import BaseMeta, Model, assignments, guarded, new_id, now, table_name, transact_if

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
    # Whether its members' posts are read here and not at home, whose row names the list in the same transaction.
    is_exclusive = BooleanAttribute(null=True)
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

        def build(writes: TransactWrite) -> None:
            writes.save(self, condition=List.owner_id.does_not_exist())
            if self.is_exclusive:
                self._name_at_home(writes, is_named=True)

        transact_if(build)

    def change(self, values: Mapping[str, Any]) -> bool:
        """Change the title, or whether it is exclusive; False where the list is gone."""
        for name, value in values.items():
            setattr(self, name, value)

        def build(writes: TransactWrite) -> None:
            there = List.owner_id.exists()
            writes.update(List(self.owner_id, self.id), assignments(List, values), condition=there)
            if "is_exclusive" in values:
                self._name_at_home(writes, is_named=bool(self.is_exclusive))

        return transact_if(build)

    def remove(self) -> bool:
        """Delete the list with its members; False where it is gone."""

        def build(writes: TransactWrite) -> None:
            writes.delete(List(self.owner_id, self.id), condition=List.owner_id.exists())
            self._name_at_home(writes, is_named=False)

        return transact_if(build)

    def _name_at_home(self, writes: TransactWrite, *, is_named: bool) -> None:
        # Functions that only look who is on a list start without home timelines.
        from chalicelib.models.photos.timelines import Home  # noqa: PLC0415

        held = Home.exclusive.add({self.id}) if is_named else Home.exclusive.delete({self.id})
        writes.update(Home(self.owner_id), [held])

    def replace_members(self, follow_ids: Mapping[str, str]) -> bool:
        """Write down the members over those that were read; False where somebody else changed them since."""
        entries = {f"{account_id}:{follow_id}" for account_id, follow_id in follow_ids.items()}
        members: Action = List.entries.set(entries) if entries else List.entries.remove()
        actions = [members, List.version.set(self.version + 1)]
        as_read = List.version == self.version
        return guarded(lambda: List(self.owner_id, self.id).update(actions, condition=as_read))
