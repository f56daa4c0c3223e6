"""Purchases: one-time payments for a post, a gift or a tip."""

from collections.abc import Iterable
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, guarded, new_id, now, table_name
from chalicelib.models.batches import fetch
from chalicelib.models.paging import Page, Turned, turn

PENDING, PROCESSING, FAILED, EXPIRED = "pending", "processing", "failed", "expired"
PAID, REFUNDED, DISPUTED = "paid", "refunded", "disputed"
# Paid for nothing, so that the money goes back: bought twice, or not offered so any more.
DUPLICATE, SUPERSEDED = "duplicate", "superseded"
UNDONE = (DUPLICATE, SUPERSEDED)
# States before a payment; once there is one, its facts decide the state.
UNPAID = (PENDING, PROCESSING)
NEVER_PAID = (*UNPAID, FAILED, EXPIRED)


class BuyerIndex(GlobalSecondaryIndex["Purchase"]):
    """A buyer's purchases, newest first."""

    class Meta:
        index_name = "buyers"
        projection = KeysOnlyProjection()

    buyer_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class SellerIndex(GlobalSecondaryIndex["Purchase"]):
    """A seller's purchases, newest first."""

    class Meta:
        index_name = "sellers"
        projection = KeysOnlyProjection()

    seller_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class Purchase(Model):
    """One purchase, at the price that the server determined when it began.

    `kind` is post, tip or gift. `subject_id` is the post's id, or the tier's for a gift. `details` are the title and
    what else the kind needs.
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
        """Store the purchase before Stripe is called."""
        self.save(condition=Purchase.id.does_not_exist())

    def begin(self, writes: TransactWrite) -> None:
        """Add the new purchase to a transaction."""
        writes.save(self, condition=Purchase.id.does_not_exist())

    def keep_session(self, session_id: str) -> None:
        """Store the id of its Checkout Session."""
        self.update([Purchase.session_id.set(session_id)], condition=Purchase.id.exists())

    def change_unpaid(self, state: str) -> bool:
        """Change to a state without a payment; False if it was paid or has ended before."""
        before = UNPAID if state != PROCESSING else (PENDING,)
        return guarded(lambda: self.update([Purchase.state.set(state)], condition=Purchase.state.is_in(*before)))

    def correct(self, state: str) -> None:
        """Replace the state that was read."""
        guarded(lambda: self.update([Purchase.state.set(state)], condition=Purchase.state == self.state))

    def become(self, state: str, payment_id: str) -> Any:
        """Return the write of the state and `details` by its payment; fails if another payment was accepted."""
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
        """Return the purchases that exist, in the order of the ids."""
        wanted = list(purchase_ids)
        found = fetch([(cls, purchase_id, None) for purchase_id in wanted])
        rows = [found.get((cls, purchase_id, None)) for purchase_id in wanted]
        return [row for row in rows if isinstance(row, Purchase)]

    @classmethod
    def bought_ids(cls, buyer_id: str, page: Page) -> Turned[str]:
        """Return a page of ids of an account's purchases."""
        return _turn_ids(cls.buyers, BuyerIndex.id, buyer_id, page)

    @classmethod
    def sold_ids(cls, seller_id: str, page: Page) -> Turned[str]:
        """Return a page of ids of purchases from an account."""
        return _turn_ids(cls.sellers, SellerIndex.id, seller_id, page)


def _turn_ids(index: Any, id_key: Any, account_id: str, page: Page) -> Turned[str]:
    def read(low: str, high: str, rising: bool, limit: int) -> Iterable[str]:
        between = id_key.between(low, high)
        rows = index.query(account_id, between, scan_index_forward=rising, limit=limit)
        return (row.id for row in rows)

    return turn(read, lambda purchase_id: purchase_id, page)
