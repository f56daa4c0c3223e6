"""Which hashtags somebody follows, and which they show on their profile."""

from collections.abc import Callable
from typing import TypedDict

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, table_name, transact_if
from chalicelib.models.versions import as_read


class Choice(TypedDict):
    """A hashtag that somebody chose, with the id of the choice."""

    id: str
    name: str


class Hashtags(Model):
    """The hashtags that an account chose, oldest choice first: `followed`, and `featured` on its profile.

    They are changed together, over what was read.
    """

    class Meta(BaseMeta):
        table_name = table_name("hashtags")

    account_id = UnicodeAttribute(hash_key=True)
    followed = JSONAttribute(default=list)
    featured = JSONAttribute(default=list)
    version = NumberAttribute(default=0)

    @classmethod
    def of(cls, account_id: str) -> "Hashtags":
        """Return what an account chose, read consistently; an empty row where it chose nothing."""
        try:
            return cls.get(account_id, consistent_read=True)
        except cls.DoesNotExist:
            return cls(account_id)

    def replace(self, name: str, chosen: list[Choice], also: Callable[[TransactWrite], None] | None = None) -> bool:
        """Write `followed` or `featured` over what was read; False where somebody else changed the row since.

        `also` adds what is written in the same transaction.
        """
        version = Hashtags.version
        actions: list[Action] = [getattr(Hashtags, name).set(chosen), version.set(self.version + 1)]

        def build(writes: TransactWrite) -> None:
            writes.update(Hashtags(self.account_id), actions, condition=as_read(version, int(self.version)))
            if also:
                also(writes)

        return transact_if(build)
