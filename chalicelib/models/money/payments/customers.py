"""Customers: what Stripe calls those of our accounts that keep a card there."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.models.base import BaseMeta, Model, guarded, now, table_name


class Customer(Model):
    """The one Customer at Stripe that stands for an account."""

    class Meta(BaseMeta):
        table_name = table_name("customers")

    account_id = UnicodeAttribute(hash_key=True)
    stripe_customer_id = UnicodeAttribute()
    created_at = NumberAttribute(default=now)

    @classmethod
    def of(cls, account_id: str) -> "Customer | None":
        """Return an account's customer as it is at this moment, or None."""
        try:
            return cls.get(account_id, consistent_read=True)
        except cls.DoesNotExist:
            return None

    def create(self) -> bool:
        """Write the customer down, and tell whether there was none."""
        return guarded(lambda: self.save(condition=Customer.account_id.does_not_exist()))
