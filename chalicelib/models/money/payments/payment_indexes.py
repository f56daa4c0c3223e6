"""Indexes of payments."""

from typing import TYPE_CHECKING

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

if TYPE_CHECKING:
    from chalicelib.models.money.payments.payments import Payment  # noqa: F401 - the indexes name it.


class DueIndex(GlobalSecondaryIndex["Payment"]):
    """Payments with something outstanding at Stripe, the longest due first."""

    class Meta:
        index_name = "due"
        projection = KeysOnlyProjection()

    due = UnicodeAttribute(hash_key=True)
    due_at = NumberAttribute(range_key=True)


class OrderIndex(GlobalSecondaryIndex["Payment"]):
    """The payments for one purchase, pledge or subscription."""

    class Meta:
        index_name = "orders"
        projection = KeysOnlyProjection()

    order_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class ChargeIndex(GlobalSecondaryIndex["Payment"]):
    """The payment that a charge belongs to."""

    class Meta:
        index_name = "charges"
        projection = KeysOnlyProjection()

    charge_id = UnicodeAttribute(hash_key=True)
