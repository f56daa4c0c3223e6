"""Take everything about money in one look: what the entries say, and what is known of the payments."""

from dataclasses import dataclass, field
from typing import TypeVar

from chalicelib.models.money.creators.ledger import Entry, total
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase

Sums = dict[str, int]
Key = TypeVar("Key")


@dataclass
class Books:
    """Sums over all entries and all payments, by the ids of what they are about.

    While money moves, the two scans are not of one moment: a difference between them is only a suspicion.
    `of_payments` and `of_books` are lines by payment and by (creator, currency); `crooked` are sums of entries that
    are not 0. `payments`, `wanted` and `creators` are by payment, `raised` by campaign, and `taken` too, which counts
    what went back since. `deciding` are payments by what they paid for, without those that go back.
    """

    of_payments: dict[str, Sums] = field(default_factory=dict)
    of_books: dict[tuple[str, str], Sums] = field(default_factory=dict)
    crooked: dict[str, int] = field(default_factory=dict)
    payments: dict[str, Facts] = field(default_factory=dict)
    wanted: dict[str, Sums] = field(default_factory=dict)
    creators: dict[str, str] = field(default_factory=dict)
    raised: Sums = field(default_factory=dict)
    taken: Sums = field(default_factory=dict)
    deciding: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Books":
        """Scan both tables."""
        books = cls()
        for payment in Payment.scan_all():
            books.note_payment(payment)
        for entry in Entry.scan_all():
            books.note_entry(entry)
        return books

    def note_payment(self, payment: Payment) -> None:
        """Take one payment in."""
        self.payments[payment.id], self.wanted[payment.id] = payment.booked, payment.wanted
        if payment.creator_id:
            self.creators[payment.id] = payment.creator_id
        if payment.booked.paid and f"wrong:{payment.id}" not in payment.wanted:
            self.deciding[payment.order_id] = payment.id
        if payment.campaign_id:
            self.raised[payment.campaign_id] = self.raised.get(payment.campaign_id, 0) + payment.counted
            self.taken[payment.campaign_id] = self.taken.get(payment.campaign_id, 0) + payment.booked.paid

    def note_entry(self, entry: Entry) -> None:
        """Take one entry in."""
        if sum(entry.lines.values()):
            self.crooked[entry.id] = sum(entry.lines.values())
        self.creators.setdefault(entry.payment_id, entry.creator_id)
        _add(self.of_payments, entry.payment_id, entry)
        _add(self.of_books, (entry.creator_id, entry.currency), entry)

    def deciding_id(self, order: Purchase | Pledge) -> str:
        """Return the payment that decides, also where its consequences never reached the order; empty without one."""
        return order.payment_id or self.deciding.get(order.id, "")

    def deciding_payment(self, order: Purchase | Pledge) -> Payment:
        """Return that payment as it is at this moment; one that knows nothing without one."""
        payment_id = self.deciding_id(order)
        return Payment.read(payment_id) if payment_id else Payment("")

    def balances_of(self, payment_id: str) -> Sums:
        """Return what the ledger accounts should hold through a payment."""
        return self.payments.get(payment_id, Facts()).balances()


def _add(sums: dict[Key, Sums], key: Key, entry: Entry) -> None:
    sums[key] = total([sums.get(key, {}), entry.lines])
