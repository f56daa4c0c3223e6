"""Refunds that sellers requested. Their state at Stripe is in the payment's facts."""

from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, now, table_name


class Refund(Model):
    """One request. Its id is the key in the payment's `wanted`, and names the refund at Stripe."""

    class Meta(BaseMeta):
        table_name = table_name("refunds")

    payment_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    amount = NumberAttribute()
    items = JSONAttribute(default=list)
    reason = UnicodeAttribute(default="")
    created_at = NumberAttribute(default=now)

    @classmethod
    def of(cls, payment_id: str) -> "list[Refund]":
        """Return the requested refunds of a payment, the oldest first."""
        return sorted(cls.query(payment_id, consistent_read=True), key=lambda row: (row.created_at, row.id))

    def put(self, writes: TransactWrite) -> None:
        """Add the request to a transaction; fails if it exists."""
        writes.save(self, condition=Refund.payment_id.does_not_exist())

    def is_same(self, other: Any) -> bool:
        """Tell whether another request is a repetition of this one."""
        return (int(self.amount), self.items, self.reason) == (int(other.amount), other.items, other.reason)
