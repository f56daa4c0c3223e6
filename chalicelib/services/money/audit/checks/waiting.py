"""Check that no work about money has waited for too long, by what indexes say is due: only finishing it repairs it."""

import json
from collections.abc import Callable, Iterator

from chalicelib.errors import NotFound
from chalicelib.models.base import id_time, now
from chalicelib.models.money.funding.campaigns import COLLECTING, Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.money.selling.closings import Closing
from chalicelib.models.talk.mails import WAITING, Mail
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check, Difference
from chalicelib.services.money.audit.world import rows
from chalicelib.services.money.payments.outstanding import OPEN_DISPUTES

HOUR, DAY = 3600, 86400
# Each queue delivers a message five times within an hour, and the sweeper queues it again every hour.
DUE_SECONDS = DAY
# A campaign waits thirty days for its creator, and a week more for cards: whatever is put off until then ends.
COLLECTING_SECONDS = 37 * DAY
# Once it has ended, a round a day releases, refunds or tells its backers: whatever Stripe put off, it does not stay so.
ROUNDS_SECONDS = 7 * DAY
# Where the sweeper puts off what failed: by an hour, so that all of it lies before this.
AHEAD_SECONDS = 2 * HOUR
# More of them are no more alarming.
MOST = 500


def late(what: str, an_id: str, since: int, limit: int) -> Difference | None:
    """Return what has waited since a moment, where that is longer than so many seconds ago; None where it is not."""
    age = now() - since
    return Difference(what, an_id, f"for {age // HOUR} hours", f"at most {limit // HOUR}") if age > limit else None


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
    return late("payment due", payment_id, since, DUE_SECONDS)


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
    return late("event unapplied", event_id, int(json.loads(row.raw)["created"]), DUE_SECONDS)


def _closing(books: Books) -> Iterator[str]:
    del books
    return iter(Closing.due_ids(now() + AHEAD_SECONDS, MOST))


def _examine_closing(books: Books, offer: str) -> Difference | None:
    del books
    promise = Closing.of(offer)
    # The sweeper puts it off before each try, so that only its token tells since when it waits.
    return late("closing due", offer, int(id_time(promise.token)), DUE_SECONDS) if promise else None


def _late_pledges(books: Books) -> Iterator[str]:
    del books
    return iter(Pledge.due_ids(now() + AHEAD_SECONDS, MOST))


def _examine_pledge(books: Books, pledge_id: str) -> Difference | None:
    del books
    for pledge in Pledge.find_all([pledge_id]):
        # Each try that fails puts it off.
        since = int(pledge.failing_since or pledge.next_at or now())
        return late("pledge due", pledge_id, since, DUE_SECONDS) if pledge.due else None
    return None


def _late_mails(books: Books) -> Iterator[str]:
    del books
    # Those that were added a moment ago are many, and never late.
    return iter([*Mail.due_ids(now() - DUE_SECONDS, MOST), *Mail.put_off_ids(MOST)])


def _examine_mail(books: Books, mail_id: str) -> Difference | None:
    del books
    mail = Mail.find(mail_id)
    # Each try puts it off; what is to be sent later has had none.
    since = int(mail.created_at if mail.attempts else mail.due_at or now())
    return late("mail waiting", mail_id, since, DUE_SECONDS) if mail.state == WAITING else None


def _unfinished(books: Books) -> Iterator[str]:
    del books
    return (row.id for row in rows(Campaign) if row.state == COLLECTING or (row.due and row.ended_at))


def _examine_unfinished(books: Books, campaign_id: str) -> Difference | None:
    del books
    row = Campaign.find(campaign_id)
    if row.state == COLLECTING:
        return late("campaign due", row.id, int(row.ended_at or now()), COLLECTING_SECONDS)
    # Each round puts it off, so that only its end tells since when its backers wait.
    is_unfinished = row.due and row.ended_at
    return late("campaign due", row.id, int(row.settled_at or row.ended_at), ROUNDS_SECONDS) if is_unfinished else None


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
# Nothing is read but what is late.
BY_INDEX = (
    Check(_late_payments, _examine_payment),
    Check(_late_events, _examine_event),
    Check(_late_pledges, _examine_pledge),
    _overdue("campaign due", Campaign.due_ids),
    Check(_late_mails, _examine_mail),
    Check(_closing, _examine_closing),
)
