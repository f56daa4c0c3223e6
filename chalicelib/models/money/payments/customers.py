"""Customers: the Stripe Customers of accounts that saved a card or subscribed."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.models.base import BaseMeta, Model, guarded, now, table_name


class Customer(Model):
    """The Stripe Customer of an account."""

    class Meta(BaseMeta):
        table_name = table_name("customers")

    account_id = UnicodeAttribute(hash_key=True)
    stripe_customer_id = UnicodeAttribute()
    created_at = NumberAttribute(default=now)

    @classmethod
    def of(cls, account_id: str) -> "Customer | None":
        """Return an account's customer, read consistently, or None."""
        try:
            return cls.get(account_id, consistent_read=True)
        except cls.DoesNotExist:
            return None

    def create(self) -> bool:
        """Store the customer; False if the account has one."""
        return guarded(lambda: self.save(condition=Customer.account_id.does_not_exist()))

    @classmethod
    def forget(cls, account_id: str, stripe_customer_id: str) -> bool:
        """Delete an account's customer, unless it has another by now; False where it has not that one."""
        same = Customer.stripe_customer_id == stripe_customer_id
        return guarded(lambda: cls(account_id).delete(condition=same))
