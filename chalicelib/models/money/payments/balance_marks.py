"""How far the movements of a balance at Stripe have been compared with our books."""

from collections.abc import Mapping, Sequence
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.models.base import BaseMeta, Model, guarded, table_name


class BalanceMark(Model):
    """One balance: all movements before `through` were compared.

    `sums` are what it moved by since the first look, by what it was for and by currency. `differing` are movements and
    accounts that did not agree with our books, with the words for it: they are compared again until they do. `unlooked`
    are accounts that were paid before `through` and that no look had time to compare.
    """

    class Meta(BaseMeta):
        table_name = table_name("balance_marks")

    id = UnicodeAttribute(hash_key=True)
    through = NumberAttribute(default=0)
    sums = JSONAttribute(default=dict)
    differing = JSONAttribute(default=dict)
    unlooked = JSONAttribute(default=list)
    version = NumberAttribute(default=0)

    @classmethod
    def read(cls, mark_id: str) -> "BalanceMark":
        """Return a mark, read consistently, or an empty one that is not stored yet."""
        try:
            return cls.get(mark_id, consistent_read=True)
        except cls.DoesNotExist:
            return cls(mark_id)

    def move(
        self, through: int, sums: Mapping[str, Any], differing: Mapping[str, str], unlooked: Sequence[str] = ()
    ) -> bool:
        """Store a later mark over the one that was read; False if another look has moved it meanwhile."""
        moved = BalanceMark(self.id, through=through, sums=dict(sums), differing=dict(differing))
        moved.unlooked, moved.version = list(unlooked), int(self.version) + 1
        read = int(self.version)
        unchanged = BalanceMark.version == read if read else BalanceMark.id.does_not_exist()
        return guarded(lambda: moved.save(condition=unchanged))
