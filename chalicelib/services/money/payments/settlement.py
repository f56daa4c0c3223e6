"""Settle a payment: make everything that depends on it agree with the facts known of it.

Nothing here counts events. The facts of a payment only grow (models/money/payments/facts.py). The ledger entry, the
totals, the order's state and the grant are derived from them, and one transaction writes them all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from chalicelib.errors import Unavailable
from chalicelib.gateways import queue
from chalicelib.models.base import GuardFailed, wait_a_little
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.operations import Ending, Operation
from chalicelib.models.money.payments.origins import Origin
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.services import news
from chalicelib.services.money.funding import outcomes
from chalicelib.services.money.payments import receipts, round_trips
from chalicelib.services.money.payments.effects import Effects
from chalicelib.services.money.selling import entitlements, purchases
from chalicelib.services.talk import sales

RACES = 12
# How a payment's effects are derived, by the kind of order; the kind is in the metadata of Stripe's objects.
KINDS: dict[str, Callable[[Payment, Facts, Origin], Effects]] = {
    "purchase": purchases.effects_of,
    "pledge": outcomes.effects_of,
    "subscription": entitlements.effects_of,
}


@dataclass(frozen=True)
class Observation:
    """Something learned of a payment.

    Its facts, its order, refunds that are wanted, the event that reported it, and how its operation at Stripe ended.
    """

    facts: Facts = field(default_factory=Facts)
    origin: Origin = field(default_factory=Origin)
    wanted: dict[str, int] = field(default_factory=dict)
    event_id: str = ""
    ending: Ending | None = None


def settle(payment_id: str, observed: Observation) -> Payment:
    """Write an observation of a payment together with all of its effects, once.

    May run twice, at once and in any order. Raises NotFound while the order is not written yet, and Unavailable where
    other writers keep changing the same rows.
    """
    for attempt in range(RACES):
        before = Payment.read(payment_id)
        if attempt and observed.event_id and StripeEvent.find(observed.event_id).is_applied:
            return before
        try:
            return _settle_once(before, observed)
        except GuardFailed:
            # Another writer changed the payment or its order, or applied this event: read again.
            wait_a_little(attempt)
    raise Unavailable


def _settle_once(before: Payment, observed: Observation) -> Payment:
    after, operation = _concluded(before, observed)
    origin = before.origin.known_with(observed.origin)
    effects = KINDS[origin.kind](before, after, origin) if origin.kind else Effects()
    origin = origin.known_with(effects.origin)
    wanted = {**effects.wanted, **observed.wanted, **before.wanted}
    if (after, origin, wanted, operation) == (before.facts, before.origin, before.wanted, before.under_way):
        if observed.event_id:
            StripeEvent.apply_nothing(observed.event_id)
        return before
    receipts.add(before, after, origin, effects)
    if not effects.wanted:
        # What goes back at once is told to nobody.
        told = sales.of_payment(before, after, origin, effects.what, effects.link)
        effects.writes += [notification.add for notification in told]
        effects.announcements += [partial(news.hint, *(notification.account_id for notification in told))]
    changed = before.change(after, origin, wanted, effects.writes, observed.event_id, operation)
    for announce in effects.announcements:
        announce()
    # A crash before this counts one less, which a limit survives.
    undone = {request: amount for request, amount in wanted.items() if request not in before.wanted}
    round_trips.count_undone(origin, undone, is_first_seen=not before.booked.paid)
    if changed.due:
        queue.send("refunds", payment_id=before.id)
    return changed


def _concluded(before: Payment, observed: Observation) -> tuple[Facts, Operation | None]:
    """Return the facts with what was learned, and the operation that is under way from then on."""
    after, ending = before.facts.merge(observed.facts), observed.ending
    if ending is None or not before.is_ended_by(ending):
        return after, before.under_way
    return ending.apply(after), ending.then
