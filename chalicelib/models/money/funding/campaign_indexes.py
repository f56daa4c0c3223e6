"""Indexes of campaigns; they do not name the model, which imports them."""

from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection


class CreatorIndex(GlobalSecondaryIndex[Any]):
    """An account's campaigns, newest first."""

    class Meta:
        index_name = "creators"
        projection = KeysOnlyProjection()

    creator_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class DueIndex(GlobalSecondaryIndex[Any]):
    """Campaigns with a step that is due, the longest due first."""

    class Meta:
        index_name = "due"
        projection = KeysOnlyProjection()

    due = UnicodeAttribute(hash_key=True)
    due_at = NumberAttribute(range_key=True)
