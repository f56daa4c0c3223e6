"""Sum up all ledger entries and all payments, by the rows that depend on them."""

from dataclasses import dataclass, field
from typing import TypeVar

from chalicelib.models.money.creators.ledger import Entry, total
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.services.money.audit.world import rows

Sums = dict[str, int]
Key = TypeVar("Key")


@dataclass
class Books:
    """Sums over all entries and all payments.

    The two scans do not show one moment, so a difference between them is only a suspicion. `of_payments` and `of_books`
    are lines by (payment, currency) and by (creator, currency); `unbalanced` are entries whose sum is not 0.
    `payments`, `wanted` and `creators` are by payment. `raised` and `taken` are by campaign; `taken` includes what was
    refunded since. `deciding` are the accepted payments by the order that they paid for.
    """

    of_payments: dict[tuple[str, str], Sums] = field(default_factory=dict)
    of_books: dict[tuple[str, str], Sums] = field(default_factory=dict)
    unbalanced: dict[str, int] = field(default_factory=dict)
    payments: dict[str, Facts] = field(default_factory=dict)
    wanted: dict[str, Sums] = field(default_factory=dict)
    creators: dict[str, str] = field(default_factory=dict)
    raised: Sums = field(default_factory=dict)
    taken: Sums = field(default_factory=dict)
    deciding: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Books":
        """Sum up what is stored, or the part of the books at hand."""
        books = cls()
        for payment in rows(Payment):
            books.add_payment(payment)
        for entry in rows(Entry):
            books.add_entry(entry)
        return books

    def add_payment(self, payment: Payment) -> None:
        """Add one payment to the sums."""
        self.payments[payment.id], self.wanted[payment.id] = payment.booked, payment.wanted
        if payment.creator_id:
            self.creators[payment.id] = payment.creator_id
        if payment.booked.paid and f"wrong:{payment.id}" not in payment.wanted:
            self.deciding[payment.order_id] = payment.id
        if payment.campaign_id:
            self.raised[payment.campaign_id] = self.raised.get(payment.campaign_id, 0) + payment.counted
            self.taken[payment.campaign_id] = self.taken.get(payment.campaign_id, 0) + payment.booked.paid

    def add_entry(self, entry: Entry) -> None:
        """Add one entry to the sums."""
        if sum(entry.lines.values()):
            self.unbalanced[entry.id] = sum(entry.lines.values())
        self.creators.setdefault(entry.payment_id, entry.creator_id)
        _add(self.of_payments, (entry.payment_id, entry.currency), entry)
        _add(self.of_books, (entry.creator_id, entry.currency), entry)

    def deciding_id(self, order: Purchase | Pledge) -> str:
        """Return the id of an order's accepted payment, even if the order does not name it; empty without one."""
        return order.payment_id or self.deciding.get(order.id, "")

    def deciding_payment(self, order: Purchase | Pledge) -> Payment:
        """Return an order's accepted payment, read anew; an empty payment without one."""
        payment_id = self.deciding_id(order)
        return Payment.read(payment_id) if payment_id else Payment("")

    def due_of_payments(self) -> dict[tuple[str, str], Sums]:
        """Return the balances that each payment should have in the ledger, by its currencies."""
        known = {one: facts.books() for one, facts in self.payments.items()}
        return {(one, currency): lines for one, books in known.items() for currency, lines in books.items()}


def _add(sums: dict[Key, Sums], key: Key, entry: Entry) -> None:
    sums[key] = total([sums.get(key, {}), entry.lines])
