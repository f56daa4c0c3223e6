"""Map each type of Stripe event to the action that applies it. Types that are not in the table have no effect.

An action reads facts from the event's object and passes them to settlement; it never counts anything. Each action
marks the event as applied in the same transaction as its effect.
"""

import re
from collections.abc import Callable

from chalicelib.errors import NotFound, PaymentsUnavailable
from chalicelib.gateways import payments, queue
from chalicelib.gateways.payments import Event
from chalicelib.models.money.payments.customers import Customer
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import Origin
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.money.payments.stripe_objects import charge_facts, dispute_facts, intent_facts, refund_facts
from chalicelib.services.money.creators import connected_accounts
from chalicelib.services.money.funding import sessions
from chalicelib.services.money.payments import snapshots
from chalicelib.services.money.payments.settlement import KINDS, Observation, settle
from chalicelib.services.money.selling import events as selling
from chalicelib.services.money.selling import purchases

GROUP_OF_INTENT = re.compile(r"group_(pi_\w+)")


def payment_intent(event: Event) -> None:
    """Settle the amount that a PaymentIntent received."""
    intent = event.object
    _settle_ours(event, intent["id"], intent_facts(intent), charge_id=intent.get("latest_charge") or "")


def unpaid_intent(event: Event) -> None:
    """Queue the pledge of a payment that was refused, is held by a bank, is released, or waits for its backer.

    Other orders learn it from their session.
    """
    owner = payments.row_in_metadata(event.object.get("metadata"))
    if owner and owner[0] == "pledge":
        queue.send("pledges", pledge_id=owner[1])
    StripeEvent.apply_nothing(event.id)


def charge(event: Event) -> None:
    """Settle what a charge captured, how much of it was refunded by then, and what Stripe took of it."""
    found = event.object
    facts, ids = charge_facts(found), {"charge_id": found["id"], "transfer_id": found.get("transfer") or ""}
    try:
        facts = facts.merge(snapshots.costs_of_charge(found))
    except PaymentsUnavailable:
        # What was paid does not wait for what it cost: the event is applied again.
        _settle_ours(event, found.get("payment_intent"), facts, is_applied=False, **ids)
        raise
    _settle_ours(event, found.get("payment_intent"), facts, **ids)


def refund(event: Event) -> None:
    """Settle one refund, made through our API or in the Dashboard."""
    _park(event, event.object.get("payment_intent"), refund_facts(event.object))


def dispute(event: Event) -> None:
    """Settle one dispute."""
    _park(event, event.object.get("payment_intent"), dispute_facts(event.object))


def transfer(event: Event) -> None:
    """Settle a transfer's reversals, or a retransfer to the creator."""
    found = event.object
    again = payments.retransferred_payment(found)
    if again:
        _park(event, again, Facts(returned={found["id"]: int(found["amount"])}))
        return
    group = GROUP_OF_INTENT.fullmatch(found.get("transfer_group") or "")
    payment_id = group[1] if group else payment_of_charge(found.get("source_transaction"))
    _park(event, payment_id, Facts(reversed=int(found["amount_reversed"])), found["id"])


def customer_deleted(event: Event) -> None:
    """Forget a Customer that is deleted at Stripe, by whomever: the account's next payment makes another."""
    owner = payments.row_in_metadata(event.object.get("metadata"))
    if owner and owner[0] == "account":
        Customer.forget(owner[1], event.object["id"])
    StripeEvent.apply_nothing(event.id)


def application_fee(event: Event) -> None:
    """Settle how much of the platform's fee was refunded."""
    found = event.object
    payment_id = payment_of_charge(found.get("originating_transaction") or found.get("charge"))
    _park(event, payment_id, Facts(fee_refunded=int(found["amount_refunded"])))


def checkout(event: Event) -> None:
    """Pass a Checkout Session to the kind of order that it was opened for."""
    owner = payments.row_in_metadata(event.object.get("metadata"))
    found = SESSIONS.get(owner[0]) if owner else None
    if owner is None or found is None:
        StripeEvent.apply_nothing(event.id)
        return
    found(event, owner[1])


def purchase_session(event: Event, purchase_id: str) -> None:
    """Settle a purchase whose session was paid, or record why it was not."""
    session = event.object
    if session.get("payment_status") != "paid":
        purchases.note_session(purchase_id, event.type)
        StripeEvent.apply_nothing(event.id)
        return
    facts = Facts(paid=int(session["amount_total"]), fee=purchases.fee_of(purchase_id))
    origin = Origin(kind="purchase", order_id=purchase_id, currency=session["currency"])
    settle(session["payment_intent"], Observation(facts, origin, event_id=event.id))


SESSIONS: dict[str, Callable[[Event, str], None]] = {
    "purchase": purchase_session,
    "pledge": sessions.session_changed,
    "subscription": selling.session,
}


def _settle_ours(event: Event, payment_id: str | None, facts: Facts, *, is_applied: bool = True, **ids: str) -> None:
    """Settle an object that carries our metadata. Without it, as in subscriptions, the facts wait for their invoice."""
    owner = payments.row_in_metadata(event.object.get("metadata"))
    if payment_id is None or (owner and owner[0] not in KINDS):
        StripeEvent.apply_nothing(event.id)
        return
    origin = Origin(currency=event.object["currency"], **ids)
    if owner:
        origin = Origin(owner[0], owner[1]).known_with(origin)
    settle(payment_id, Observation(facts, origin, event_id=event.id if is_applied else ""))


def _park(event: Event, payment_id: str | None, facts: Facts, transfer_id: str = "") -> None:
    """Store facts without metadata on the payment's row; until the payment itself is known they count for nothing."""
    if payment_id is None:
        StripeEvent.apply_nothing(event.id)
        return
    settle(payment_id, Observation(facts, Origin(transfer_id=transfer_id), event_id=event.id))


def payment_of_charge(charge_id: str | None) -> str | None:
    """Return the id of a charge's payment, from our own row or from Stripe; None for one that is not the platform's."""
    held = Payment.id_of_charge(charge_id) if charge_id else None
    if held or not charge_id:
        return held
    try:
        found: str | None = payments.find_charge(charge_id).get("payment_intent")
    except NotFound:
        # Another app may take a fee of charges that its connected accounts make themselves.
        return None
    return found


ACTIONS: dict[str, Callable[[Event], None]] = {
    "account.application.deauthorized": connected_accounts.account_changed,
    "account.updated": connected_accounts.account_changed,
    "capability.updated": connected_accounts.account_changed,
    "payout.failed": connected_accounts.payout_failed,
    "application_fee.refunded": application_fee,
    "charge.captured": charge,
    "charge.dispute.closed": dispute,
    "charge.dispute.created": dispute,
    "charge.dispute.funds_reinstated": dispute,
    "charge.dispute.funds_withdrawn": dispute,
    "charge.dispute.updated": dispute,
    "charge.expired": unpaid_intent,
    "charge.refund.updated": refund,
    "charge.refunded": charge,
    "charge.succeeded": charge,
    "charge.updated": charge,
    "checkout.session.async_payment_failed": checkout,
    "checkout.session.async_payment_succeeded": checkout,
    "checkout.session.completed": checkout,
    "checkout.session.expired": checkout,
    "customer.deleted": customer_deleted,
    "payment_intent.amount_capturable_updated": unpaid_intent,
    "payment_intent.canceled": unpaid_intent,
    "payment_intent.payment_failed": unpaid_intent,
    "payment_intent.requires_action": unpaid_intent,
    "payment_intent.succeeded": payment_intent,
    "refund.created": refund,
    "refund.failed": refund,
    "refund.updated": refund,
    "transfer.reversed": transfer,
    "transfer.updated": transfer,
    **selling.ACTIONS,
}
