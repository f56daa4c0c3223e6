"""Indexes of payments; they do not name the model, which imports them."""

from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection


class DueIndex(GlobalSecondaryIndex[Any]):
    """Payments with something outstanding at Stripe, the longest due first."""

    class Meta:
        index_name = "due"
        projection = KeysOnlyProjection()

    due = UnicodeAttribute(hash_key=True)
    due_at = NumberAttribute(range_key=True)


class OrderIndex(GlobalSecondaryIndex[Any]):
    """The payments for one purchase, pledge or subscription."""

    class Meta:
        index_name = "orders"
        projection = KeysOnlyProjection()

    order_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class ChargeIndex(GlobalSecondaryIndex[Any]):
    """The payment that a charge belongs to."""

    class Meta:
        index_name = "charges"
        projection = KeysOnlyProjection()

    charge_id = UnicodeAttribute(hash_key=True)
