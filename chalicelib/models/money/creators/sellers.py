"""Sellers: accounts that are paid, and the status of their connected accounts at Stripe."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, guarded, new_id, now, table_name, transact
from chalicelib.models.money.payments.origins import Write


class StripeAccountIndex(GlobalSecondaryIndex["Seller"]):
    """The seller of a connected account."""

    class Meta:
        index_name = "stripe_accounts"
        projection = KeysOnlyProjection()

    stripe_account_id = UnicodeAttribute(hash_key=True)


@dataclass(frozen=True)
class AccountStatus:
    """The status of a connected account at a moment: what it may do, and which requirements are open."""

    at: int
    charges_enabled: bool = False
    payouts_enabled: bool = False
    requirements: dict[str, object] = field(default_factory=dict)
    country: str = ""
    default_currency: str = ""


class Seller(Model):
    """An account with a connected account at Stripe. Selling needs `charges_enabled`.

    The row is stored before the connected account is requested, with the id of that request: without a
    `stripe_account_id` it is unknown whether Stripe created one. `checked_at` is the time of the status, and `version`
    counts its changes: an older status is ignored. `requirements` are Stripe's lists of open requirements.
    """

    class Meta(BaseMeta):
        table_name = table_name("sellers")

    account_id = UnicodeAttribute(hash_key=True)
    stripe_account_id = UnicodeAttribute(null=True)
    request_id = UnicodeAttribute(default_for_new=new_id)
    country = UnicodeAttribute(default="")
    default_currency = UnicodeAttribute(default="")
    charges_enabled = BooleanAttribute(default=False)
    payouts_enabled = BooleanAttribute(default=False)
    requirements = JSONAttribute(default=dict)
    checked_at = NumberAttribute(default=0)
    version = NumberAttribute(default=0)
    created_at = NumberAttribute(default=now)
    stripe_accounts = StripeAccountIndex()

    @classmethod
    def of(cls, account_id: str) -> "Seller | None":
        """Return an account's seller row, read consistently, or None if onboarding never began."""
        try:
            return cls.get(account_id, consistent_read=True)
        except cls.DoesNotExist:
            return None

    @classmethod
    def of_stripe_account(cls, stripe_account_id: str) -> "Seller | None":
        """Return the seller of a connected account, or None."""
        for row in cls.stripe_accounts.query(stripe_account_id, limit=1):
            return cls.of(row.account_id)
        return None

    def create(self) -> bool:
        """Store the row; False if there is one."""
        return guarded(lambda: self.save(condition=Seller.account_id.does_not_exist()))

    def set_stripe_account(self, stripe_account_id: str) -> bool:
        """Store the id of the connected account; False if the row has one."""
        is_awaited = Seller.account_id.exists() & Seller.stripe_account_id.does_not_exist()
        kept: list[Action] = [Seller.stripe_account_id.set(stripe_account_id)]
        return guarded(lambda: self.update(kept, condition=is_awaited))

    def delete_request(self) -> None:
        """Delete the row of a request that Stripe refused, so that another can be made; a row with an account stays."""
        is_mine = Seller.stripe_account_id.does_not_exist() & (Seller.request_id == self.request_id)
        guarded(lambda: self.delete(condition=is_mine))

    def update_status(self, status: AccountStatus, writes_too: Sequence[Write] = ()) -> None:
        """Update the row by a status, with `writes_too` in one transaction.

        Raises GuardFailed if the row has changed since it was read.
        """
        actions: list[Action] = [getattr(Seller, name).set(value) for name, value in self.changes_from(status).items()]
        actions += [Seller.checked_at.set(status.at), Seller.version.set(int(self.version) + 1)]
        unchanged = Seller.version == self.version

        def build(writes: TransactWrite) -> None:
            writes.update(Seller(self.account_id), actions, condition=unchanged)
            for write in writes_too:
                write(writes)

        transact(build)

    def changes_from(self, status: AccountStatus) -> dict[str, object]:
        """Return the attributes that a status changes; a missing country or currency changes nothing."""
        reported = {name: value for name, value in vars(status).items() if name != "at"}
        return {
            name: value
            for name, value in reported.items()
            if value != getattr(self, name) and (value or name not in {"country", "default_currency"})
        }
