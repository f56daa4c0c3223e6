"""Receive Stripe's webhooks: verify, store and queue them.

Stripe waits for this, so this module is kept fast to import; services/money/payments/events.py applies the events.
"""

from chalicelib.errors import Unavailable
from chalicelib.gateways import payments, queue
from chalicelib.gateways.payments import Event
from chalicelib.models.base import GuardFailed, Model
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.money.selling.subscriptions import Subscription

# The event types for which the endpoint is registered at Stripe. A test compares them with the table of actions.
TYPES = frozenset(
    (
        "account.application.deauthorized",
        "account.updated",
        "application_fee.refunded",
        "capability.updated",
        "charge.dispute.closed",
        "charge.dispute.created",
        "charge.dispute.funds_reinstated",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.updated",
        "charge.refund.updated",
        "charge.refunded",
        "charge.succeeded",
        "charge.updated",
        "checkout.session.async_payment_failed",
        "checkout.session.async_payment_succeeded",
        "checkout.session.completed",
        "checkout.session.expired",
        "customer.subscription.created",
        "customer.subscription.deleted",
        "customer.subscription.paused",
        "customer.subscription.resumed",
        "customer.subscription.trial_will_end",
        "customer.subscription.updated",
        "invoice.paid",
        "invoice.payment_failed",
        "invoice_payment.paid",
        "payment_intent.canceled",
        "payment_intent.payment_failed",
        "payment_intent.requires_action",
        "payment_intent.succeeded",
        "payout.failed",
        "refund.created",
        "refund.failed",
        "refund.updated",
        "transfer.reversed",
        "transfer.updated",
    )
)
# The row that an event names must exist before the event is accepted; by the kind in its metadata.
ROWS: dict[str, type[Model]] = {"purchase": Purchase, "pledge": Pledge, "subscription": Subscription}


def receive(body: bytes, signature: str | None) -> None:
    """Store an event and queue it: two round trips.

    Types without an action, and objects of other apps on the same Stripe account, are accepted and ignored. Raises
    BadRequest or TooLarge for what Stripe did not sign, and Unavailable while the row that the event names does not
    exist yet: Stripe then sends the event again.
    """
    event = payments.read_event(body, signature)
    if not concerns_us(event):
        return
    owner = payments.row_in_metadata(event.object.get("metadata"))
    order = (ROWS[owner[0]], owner[1]) if owner and owner[0] in ROWS else None
    try:
        is_open = StripeEvent.of(event.raw).receive(order)
    except GuardFailed as failed:
        raise Unavailable("The order that this event names is not there yet") from failed
    if is_open:
        queue.send("payments", event_id=event.id)


def concerns_us(event: Event) -> bool:
    """Tell whether an event has an action, and its object belongs to no other app or deployment."""
    return event.type in TYPES and not payments.is_foreign(event.object.get("metadata"))
