"""Purchases: what somebody pays for once, be it a post, a tip or a gift."""

from collections.abc import Iterable
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, guarded, new_id, now, table_name
from chalicelib.models.batches import fetch
from chalicelib.models.paging import Page, Turned, turn

PENDING, PROCESSING, FAILED, EXPIRED = "pending", "processing", "failed", "expired"
PAID, REFUNDED, DISPUTED, DUPLICATE = "paid", "refunded", "disputed", "duplicate"
# What may follow while nothing was paid; once something was, the payment's facts decide.
UNPAID = (PENDING, PROCESSING)
NEVER_PAID = (*UNPAID, FAILED, EXPIRED)
# Where somebody has begun more than this in a day, the earlier ones are not looked at again.
MOST_BEGUN = 100


class BuyerIndex(GlobalSecondaryIndex["Purchase"]):
    """What an account bought, newest first."""

    class Meta:
        index_name = "buyers"
        projection = KeysOnlyProjection()

    buyer_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class SellerIndex(GlobalSecondaryIndex["Purchase"]):
    """What an account sold, newest first."""

    class Meta:
        index_name = "sellers"
        projection = KeysOnlyProjection()

    seller_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class Purchase(Model):
    """One thing that somebody set out to pay for, at the price that the server took down then.

    `kind` is post, tip or gift. `subject_id` is the post's id, or the tier's for a gift. `details` are the
    title and whatever else the kind needs.
    """

    class Meta(BaseMeta):
        table_name = table_name("purchases")

    id = UnicodeAttribute(hash_key=True, default=new_id)
    kind = UnicodeAttribute()
    buyer_id = UnicodeAttribute()
    seller_id = UnicodeAttribute()
    subject_id = UnicodeAttribute(default="")
    recipient_id = UnicodeAttribute(null=True)
    amount = NumberAttribute()
    fee = NumberAttribute(default=0)
    currency = UnicodeAttribute()
    state = UnicodeAttribute(default=PENDING)
    created_at = NumberAttribute(default=now)
    session_id = UnicodeAttribute(null=True)
    payment_id = UnicodeAttribute(null=True)
    details = JSONAttribute(default=dict)
    buyers = BuyerIndex()
    sellers = SellerIndex()

    def create(self) -> None:
        """Write the purchase down before Stripe hears of it."""
        self.save(condition=Purchase.id.does_not_exist())

    def keep_session(self, session_id: str) -> None:
        """Note the Checkout Session in which it is paid."""
        self.update([Purchase.session_id.set(session_id)], condition=Purchase.id.exists())

    def leave(self, state: str) -> bool:
        """Go on to a state in which nothing is paid; tell whether that was so. What was paid stays paid."""
        before = UNPAID if state != PROCESSING else (PENDING,)
        return guarded(lambda: self.update([Purchase.state.set(state)], condition=Purchase.state.is_in(*before)))

    def correct(self, state: str) -> None:
        """Write the state anew that follows from what is known."""
        guarded(lambda: self.update([Purchase.state.set(state)], condition=Purchase.state == self.state))

    def become(self, state: str, payment_id: str) -> Any:
        """Return the write by which a payment's facts decide over the state, and over what it opened (`details`)."""
        unpaid = Purchase.id.exists() & Purchase.payment_id.does_not_exist()
        actions = [
            Purchase.state.set(state),
            Purchase.payment_id.set(payment_id),
            Purchase.details.set(self.details),
        ]

        def write(writes: TransactWrite) -> None:
            condition = unpaid | (Purchase.payment_id == payment_id)
            writes.update(Purchase(self.id), actions, condition=condition)  # type: ignore[arg-type]

        return write

    @classmethod
    def find_all(cls, purchase_ids: Iterable[str]) -> "list[Purchase]":
        """Return the purchases that are there, in the order of the ids."""
        wanted = list(purchase_ids)
        found = fetch([(cls, purchase_id, None) for purchase_id in wanted])
        rows = [found.get((cls, purchase_id, None)) for purchase_id in wanted]
        return [row for row in rows if isinstance(row, Purchase)]

    @classmethod
    def bought_ids(cls, buyer_id: str, page: Page) -> Turned[str]:
        """Return a page of ids of what an account bought."""
        return _turn_ids(cls.buyers, BuyerIndex.id, buyer_id, page)

    @classmethod
    def sold_ids(cls, seller_id: str, page: Page) -> Turned[str]:
        """Return a page of ids of what an account sold."""
        return _turn_ids(cls.sellers, SellerIndex.id, seller_id, page)

    @classmethod
    def begun_since(cls, buyer_id: str, since: int) -> "list[Purchase]":
        """Return what an account set out to buy since a moment, the latest first."""
        rows = cls.buyers.query(buyer_id, BuyerIndex.id >= new_id(since), scan_index_forward=False, limit=MOST_BEGUN)
        return cls.find_all([row.id for row in rows])


def _turn_ids(index: Any, id_key: Any, account_id: str, page: Page) -> Turned[str]:
    def read(low: str, high: str, rising: bool, limit: int) -> Iterable[str]:
        between = id_key.between(low, high)
        rows = index.query(account_id, between, scan_index_forward=rising, limit=limit)
        return (row.id for row in rows)

    return turn(read, lambda purchase_id: purchase_id, page)
