"""Sellers: accounts that get paid, and what Stripe says of their connected accounts."""

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.models.base import BaseMeta, Model, guarded, now, table_name
from chalicelib.models.batches import fetch


class StripeAccountIndex(GlobalSecondaryIndex["Seller"]):
    """Who stands behind a connected account."""

    class Meta:
        index_name = "stripe_accounts"
        projection = KeysOnlyProjection()

    stripe_account_id = UnicodeAttribute(hash_key=True)


class Seller(Model):
    """An account with a connected account at Stripe. Selling needs `charges_enabled`.

    `checked_at` is Stripe's time of what is known: an older telling changes nothing.
    """

    class Meta(BaseMeta):
        table_name = table_name("sellers")

    account_id = UnicodeAttribute(hash_key=True)
    stripe_account_id = UnicodeAttribute()
    country = UnicodeAttribute(default="")
    default_currency = UnicodeAttribute(default="")
    charges_enabled = BooleanAttribute(default=False)
    payouts_enabled = BooleanAttribute(default=False)
    requirements = JSONAttribute(default=list)
    checked_at = NumberAttribute(default=0)
    created_at = NumberAttribute(default=now)
    stripe_accounts = StripeAccountIndex()

    @classmethod
    def of(cls, account_id: str) -> "Seller | None":
        """Return an account's seller row, or None where it never began to sell."""
        found = fetch([(cls, account_id, None)]).get((cls, account_id, None))
        return found if isinstance(found, Seller) else None

    @classmethod
    def behind(cls, stripe_account_id: str) -> "Seller | None":
        """Return who stands behind a connected account, or None."""
        for row in cls.stripe_accounts.query(stripe_account_id, limit=1):
            return cls.of(row.account_id)
        return None

    def create(self) -> bool:
        """Write the row down, and tell whether there was none."""
        return guarded(lambda: self.save(condition=Seller.account_id.does_not_exist()))
