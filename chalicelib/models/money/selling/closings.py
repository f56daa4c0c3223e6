"""Closings: promises to close the Checkout pages of an offer that has changed."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, guarded, new_id, now, table_name

# How the names of promises begin that stop what suspended accounts are paid for; an account's id follows.
SUSPENDED = "suspended:"


class DueIndex(GlobalSecondaryIndex["Closing"]):
    """Closings that are not finished, the longest due first."""

    class Meta:
        index_name = "due"
        projection = KeysOnlyProjection()

    due = UnicodeAttribute(hash_key=True)
    due_at = NumberAttribute(range_key=True)


class Closing(Model):
    """The promise to close the pages of an offer that do not sell what is offered now.

    It is written in the transaction that changes the offer. `token` tells one change from the next, so that whoever
    finishes an earlier one does not end the promise of a later one.
    """

    class Meta(BaseMeta):
        table_name = table_name("closings")

    offer = UnicodeAttribute(hash_key=True)
    token = UnicodeAttribute(default_for_new=new_id)
    due = UnicodeAttribute(default_for_new="due")
    due_at = NumberAttribute(default_for_new=now)
    due_index = DueIndex()

    def promise(self, writes: TransactWrite) -> None:
        """Add the promise to a transaction; it takes the place of an earlier one."""
        writes.save(self)

    @classmethod
    def of(cls, offer: str) -> "Closing | None":
        """Return the promise about an offer, read consistently, or None."""
        try:
            return cls.get(offer, consistent_read=True)
        except cls.DoesNotExist:
            return None

    def end(self) -> bool:
        """Delete the promise; False if the offer has changed again since it was read."""
        return guarded(lambda: self.delete(condition=Closing.token == self.token))

    def put_off(self, due_at: int) -> None:
        """Postpone the promise, unless it was kept or the offer has changed again."""
        actions: list[Action] = [Closing.due_at.set(due_at)]
        guarded(lambda: self.update(actions, condition=Closing.token == self.token))

    @classmethod
    def due_ids(cls, before: int, limit: int) -> list[str]:
        """Return the offers whose promise is due since before a moment, the longest due first."""
        return [row.offer for row in cls.due_index.query("due", DueIndex.due_at <= before, limit=limit)]
