"""Check that nothing about money has been due, waiting or in clearing for too long.

Only finishing the work repairs it.
"""

import json
from collections.abc import Callable, Iterable, Iterator

from chalicelib.errors import NotFound
from chalicelib.models.base import id_time, now
from chalicelib.models.money.creators.ledger import Balance, Entry
from chalicelib.models.money.funding.campaigns import COLLECTING, Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.money.selling.closings import Closing
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check, Difference
from chalicelib.services.money.audit.world import rows
from chalicelib.services.money.payments.outstanding import OPEN_DISPUTES

HOUR, DAY = 3600, 86400
# Each queue delivers a message five times within an hour, and the sweeper queues it again every hour.
DUE_SECONDS = DAY
# Money that went back to a payer and is not taken from the creator, or was taken and does not belong to us.
CLEARING_SECONDS = 3 * DAY
# What a creator owes is settled outside of the books, by a person.
OWED_SECONDS = 30 * DAY
# A campaign waits thirty days for its creator, and a week more for cards: whatever is put off until then ends.
COLLECTING_SECONDS = 37 * DAY
# Once it has ended, a round a day releases, refunds or tells its backers: whatever Stripe put off, it does not stay so.
ROUNDS_SECONDS = 7 * DAY
# Where the sweeper puts off what failed: by an hour, so that all of it lies before this.
AHEAD_SECONDS = 2 * HOUR
# More of them are no more alarming.
MOST = 500


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
    return _late("owed", name, _owed_since(*name.split()), OWED_SECONDS)


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


def _closing(books: Books) -> Iterator[str]:
    del books
    return iter(Closing.due_ids(now() + AHEAD_SECONDS, MOST))


def _examine_closing(books: Books, offer: str) -> Difference | None:
    del books
    promise = Closing.of(offer)
    # The sweeper puts it off before each try, so that only its token tells since when it waits.
    return _late("closing due", offer, int(id_time(promise.token)), DUE_SECONDS) if promise else None


def _unfinished(books: Books) -> Iterator[str]:
    del books
    return (row.id for row in rows(Campaign) if row.state == COLLECTING or (row.due and row.ended_at))


def _examine_unfinished(books: Books, campaign_id: str) -> Difference | None:
    del books
    row = Campaign.find(campaign_id)
    if row.state == COLLECTING:
        return _late("campaign due", row.id, int(row.ended_at or now()), COLLECTING_SECONDS)
    # Each round puts it off, so that only its end tells since when its backers wait.
    is_unfinished = row.due and row.ended_at
    return _late("campaign due", row.id, int(row.settled_at or row.ended_at), ROUNDS_SECONDS) if is_unfinished else None


def _overdue(what: str, due_ids: Callable[[int, int], list[str]]) -> Check:
    """Return the check of rows whose index says since when they wait, and that are put off only after a try."""

    def suspects(books: Books) -> Iterator[str]:
        del books
        return iter(due_ids(now() - DUE_SECONDS, MOST))

    def examine(books: Books, an_id: str) -> Difference:
        del books
        return Difference(what, an_id, "for longer", f"at most {DUE_SECONDS // HOUR}")

    return Check(suspects, examine)


CAMPAIGNS_LATE = Check(_unfinished, _examine_unfinished)
IN_CLEARING = Check(_in_clearing, _examine_clearing)
OWING = Check(_owing, _examine_owed)
# Nothing is read but what is late.
BY_INDEX = (
    Check(_late_payments, _examine_payment),
    Check(_late_events, _examine_event),
    _overdue("pledge due", Pledge.due_ids),
    _overdue("campaign due", Campaign.due_ids),
    _overdue("mail waiting", Mail.due_ids),
    Check(_closing, _examine_closing),
)
