"""Check that no amount has been in clearing, or owed, for too long: only finishing the work repairs it."""

from collections.abc import Iterable, Iterator

from chalicelib.models.base import now
from chalicelib.models.money.creators.ledger import Balance, Entry
from chalicelib.models.money.payments.payments import Payment
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check, Difference
from chalicelib.services.money.audit.checks.waiting import DAY, late
from chalicelib.services.money.audit.world import rows

# Money that went back to a payer and is not taken from the creator, or was taken and does not belong to us.
CLEARING_SECONDS = 3 * DAY
# What a creator owes is settled outside of the books, by a person.
OWED_SECONDS = 30 * DAY


def debts() -> Iterator[str]:
    """Yield what creators owe the platform, and since when: it rings only after thirty days (`OWED`)."""
    for row in Balance.scan_all():
        if row.owed:
            days = (now() - _owed_since(row.creator_id, row.currency)) // DAY
            yield f"{row.creator_id} {-int(row.owed)} {row.currency} for {days} days"


def _owed_since(creator_id: str, currency: str) -> int:
    return _since(Entry.in_book(creator_id, currency=currency, consistent=True), "owed")


def _owing(books: Books) -> Iterator[str]:
    del books
    return (f"{row.creator_id} {row.currency}" for row in rows(Balance) if row.owed)


def _examine_owed(books: Books, name: str) -> Difference | None:
    del books
    return late("owed", name, _owed_since(*name.split()), OWED_SECONDS)


def _in_clearing(books: Books) -> Iterator[str]:
    return (name for name, facts in books.payments.items() if facts.paid and facts.outstanding)


def _examine_clearing(books: Books, payment_id: str) -> Difference | None:
    payment, creator_id = Payment.read(payment_id), books.creators.get(payment_id, "")
    if not payment.booked.outstanding or not creator_id:
        return None
    entries = (one for one in Entry.in_book(creator_id, consistent=True) if one.payment_id == payment_id)
    # A dispute is in clearing while it is open, and due from its end on.
    due_since = int(payment.due_since or 0) if payment.due else 0
    return late("clearing", payment_id, max(_since(entries, "clearing"), due_since), CLEARING_SECONDS)


def _since(entries: Iterable[Entry], account: str) -> int:
    """Return since when an account of a book, whose entries come oldest first, is not 0; now, if it is 0."""
    held, since = 0, now()
    for entry in entries:
        amount = int(entry.lines.get(account, 0))
        if amount and not held:
            since = int(entry.at)
        held += amount
    return since if held else now()


IN_CLEARING = Check(_in_clearing, _examine_clearing)
OWING = Check(_owing, _examine_owed)
