"""All accounts, for those who moderate."""

from collections.abc import Iterable
from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

ALL = "all"


class EverybodyIndex(GlobalSecondaryIndex[Any]):
    """All accounts, the newest first, under one key: it is written when an account is made, and never again."""

    class Meta:
        index_name = "newest"
        projection = KeysOnlyProjection()

    everybody = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)

    def ids(self, low: str, high: str, rising: bool, limit: int) -> Iterable[str]:
        """Return ids of accounts in a span."""
        between = EverybodyIndex.id.between(low, high)
        return (row.id for row in self.query(ALL, between, scan_index_forward=rising, limit=limit))
