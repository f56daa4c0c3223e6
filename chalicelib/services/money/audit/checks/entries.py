"""Check that entries sum to 0, to their payment's facts, and to the balances. Entries are never repaired."""

from collections.abc import Iterator

from chalicelib.models.money.creators.ledger import Balance, Entry, difference, total
from chalicelib.models.money.payments.payments import Payment
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check, Difference, compare
from chalicelib.services.money.audit.world import rows


def _unbalanced(books: Books) -> Iterator[str]:
    return iter(books.unbalanced)


def _examine_entry(books: Books, entry_id: str) -> Difference:
    return Difference("entry", entry_id, books.unbalanced[entry_id], 0)


def _suspect_payments(books: Books) -> Iterator[str]:
    due, booked = books.due_of_payments(), books.of_payments
    differing = [key for key in {**due, **booked} if due.get(key, {}) != booked.get(key, {})]
    return iter(dict.fromkeys(payment_id for payment_id, _ in differing))


def _examine_payment(books: Books, payment_id: str) -> Difference | None:
    creator_id = books.creators.get(payment_id, "")

    def booked() -> dict[str, dict[str, int]]:
        book = Entry.in_book(creator_id, consistent=True) if creator_id else ()
        lines: dict[str, dict[str, int]] = {}
        for entry in book:
            if entry.payment_id == payment_id:
                lines[entry.currency] = total([lines.get(entry.currency, {}), entry.lines])
        return {currency: held for currency, held in lines.items() if held}

    def known() -> dict[str, dict[str, int]]:
        return Payment.read(payment_id).booked.books()

    found = compare("payment", payment_id, known, booked)
    # `stored` is the sum of the entries, and `derived` is what the payment's facts require.
    return Difference("payment", payment_id, found.derived, found.stored) if found else None


def _suspect_balances(books: Books) -> Iterator[str]:
    stored = {(row.creator_id, row.currency): row.amounts() for row in rows(Balance)}
    for key in {**stored, **books.of_books}:
        if stored.get(key, {}) != books.of_books.get(key, {}):
            yield "/".join(key)


def _examine_balance(books: Books, book: str) -> Difference | None:
    del books
    creator_id, _, currency = book.partition("/")

    def booked() -> dict[str, int]:
        return total(entry.lines for entry in Entry.in_book(creator_id, currency=currency, consistent=True))

    return compare("balance", book, lambda: Balance.held(creator_id, currency), booked)


def _repair_balance(books: Books, found: Difference) -> None:
    del books
    creator_id, _, currency = found.id.partition("/")
    Balance.correct(creator_id, currency, difference(found.stored, found.derived))


PAYMENTS = Check(_suspect_payments, _examine_payment)
CHECKS = (
    Check(_unbalanced, _examine_entry),
    PAYMENTS,
    Check(_suspect_balances, _examine_balance, _repair_balance),
)
