"""Accounts that wait for approval, for those who moderate."""

from collections.abc import Iterable
from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

ALL = "all"


class PendingIndex(GlobalSecondaryIndex[Any]):
    """The credentials of accounts that wait, the newest first: whoever is let in or refused is not in it."""

    class Meta:
        index_name = "pending"
        projection = KeysOnlyProjection()

    awaits_approval = UnicodeAttribute(hash_key=True)
    account_id = UnicodeAttribute(range_key=True)

    def ids(self, low: str, high: str, rising: bool, limit: int) -> Iterable[str]:
        """Return ids of accounts in a span."""
        between = PendingIndex.account_id.between(low, high)
        return (row.account_id for row in self.query(ALL, between, scan_index_forward=rising, limit=limit))
