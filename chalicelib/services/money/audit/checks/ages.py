"""Check that nothing about money has been due, waiting or in clearing for too long.

Only finishing the work repairs it.
"""

import json
from collections.abc import Callable, Iterable, Iterator

from chalicelib.errors import NotFound
from chalicelib.models.base import now
from chalicelib.models.money.creators.ledger import Balance, Entry
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.money.selling.closings import Closing
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check, Difference
from chalicelib.services.money.payments.outstanding import OPEN_DISPUTES

HOUR, DAY = 3600, 86400
# Each queue delivers a message five times within an hour, and the sweeper queues it again every hour.
DUE_SECONDS = DAY
# Money that went back to a payer and is not taken from the creator, or was taken and does not belong to us.
CLEARING_SECONDS = 3 * DAY
# Where the sweeper puts off what failed: by an hour, so that all of it lies before this.
AHEAD_SECONDS = 2 * HOUR
# More of them are no more alarming.
MOST = 500


def debts() -> Iterator[str]:
    """Yield what creators owe the platform, and since when; as it is settled outside of the books, it never rings."""
    for row in Balance.scan_all():
        if row.owed:
            since = _since(Entry.in_book(row.creator_id, currency=row.currency, consistent=True), "owed")
            days = (now() - since) // DAY
            yield f"{row.creator_id} {-int(row.owed)} {row.currency} for {days} days"


def _late_payments(books: Books) -> Iterator[str]:
    del books
    return iter(Payment.due_ids(now() + AHEAD_SECONDS, MOST))


def _examine_payment(books: Books, payment_id: str) -> Difference | None:
    del books
    payment = Payment.read(payment_id)
    facts = payment.facts
    is_disputed = any(status in OPEN_DISPUTES for _, _, status in facts.disputes.values())
    # A refund that was requested waits for the end of a dispute, which takes months.
    waits = is_disputed and not facts.outstanding and not payment.under_way
    since = int(payment.due_since or payment.due_at or now())
    if payment.due is None or waits:
        return None
    return _late("payment due", payment_id, since, DUE_SECONDS)


def _in_clearing(books: Books) -> Iterator[str]:
    return (name for name, facts in books.payments.items() if facts.paid and facts.outstanding)


def _examine_clearing(books: Books, payment_id: str) -> Difference | None:
    payment, creator_id = Payment.read(payment_id), books.creators.get(payment_id, "")
    if not payment.booked.outstanding or not creator_id:
        return None
    entries = (one for one in Entry.in_book(creator_id, consistent=True) if one.payment_id == payment_id)
    # A dispute is in clearing while it is open, and due from its end on.
    due_since = int(payment.due_since or 0) if payment.due else 0
    return _late("clearing", payment_id, max(_since(entries, "clearing"), due_since), CLEARING_SECONDS)


def _since(entries: Iterable[Entry], account: str) -> int:
    """Return since when an account of a book, whose entries come oldest first, is not 0; now, if it is 0."""
    held, since = 0, now()
    for entry in entries:
        amount = int(entry.lines.get(account, 0))
        if amount and not held:
            since = int(entry.at)
        held += amount
    return since if held else now()


def _late(what: str, an_id: str, since: int, limit: int) -> Difference | None:
    age = now() - since
    return Difference(what, an_id, f"for {age // HOUR} hours", f"at most {limit // HOUR}") if age > limit else None


def _late_events(books: Books) -> Iterator[str]:
    del books
    return StripeEvent.unapplied_ids(now() + AHEAD_SECONDS, MOST)


def _examine_event(books: Books, event_id: str) -> Difference | None:
    del books
    try:
        row = StripeEvent.find(event_id)
    except NotFound:
        return None
    # What came just now may have happened long ago.
    is_fresh = now() - HOUR < int(row.received_at) <= now()
    if row.is_applied or is_fresh:
        return None
    return _late("event unapplied", event_id, int(json.loads(row.raw)["created"]), DUE_SECONDS)


def _overdue(what: str, due_ids: Callable[[int, int], list[str]]) -> Check:
    """Return the check of rows whose index says since when they wait, and that are put off only after a try."""

    def suspects(books: Books) -> Iterator[str]:
        del books
        return iter(due_ids(now() - DUE_SECONDS, MOST))

    def examine(books: Books, an_id: str) -> Difference:
        del books
        return Difference(what, an_id, "for longer", f"at most {DUE_SECONDS // HOUR}")

    return Check(suspects, examine)


IN_CLEARING = Check(_in_clearing, _examine_clearing)
# Nothing is read but what is late.
BY_INDEX = (
    Check(_late_payments, _examine_payment),
    Check(_late_events, _examine_event),
    _overdue("pledge due", Pledge.due_ids),
    _overdue("campaign due", Campaign.due_ids),
    _overdue("mail waiting", Mail.due_ids),
    _overdue("closing due", Closing.due_ids),
)
