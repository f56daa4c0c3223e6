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

# Whose objects an event type is about: the platform's own, or those of a connected account. Money follows from the
# platform's objects only: a creator can write any metadata on the objects of an account of their own.
PLATFORM, CONNECT = "platform", "connect"
# The event types for which the endpoint is registered at Stripe, with the side each must come from. A test compares
# them with the table of actions.
TYPES: dict[str, str] = {
    "account.application.deauthorized": CONNECT,
    "account.updated": CONNECT,
    "application_fee.refunded": PLATFORM,
    "capability.updated": CONNECT,
    "charge.captured": PLATFORM,
    "charge.dispute.closed": PLATFORM,
    "charge.dispute.created": PLATFORM,
    "charge.dispute.funds_reinstated": PLATFORM,
    "charge.dispute.funds_withdrawn": PLATFORM,
    "charge.dispute.updated": PLATFORM,
    "charge.expired": PLATFORM,
    "charge.refund.updated": PLATFORM,
    "charge.refunded": PLATFORM,
    "charge.succeeded": PLATFORM,
    "charge.updated": PLATFORM,
    "checkout.session.async_payment_failed": PLATFORM,
    "checkout.session.async_payment_succeeded": PLATFORM,
    "checkout.session.completed": PLATFORM,
    "checkout.session.expired": PLATFORM,
    "customer.deleted": PLATFORM,
    "customer.subscription.created": PLATFORM,
    "customer.subscription.deleted": PLATFORM,
    "customer.subscription.paused": PLATFORM,
    "customer.subscription.resumed": PLATFORM,
    "customer.subscription.trial_will_end": PLATFORM,
    "customer.subscription.updated": PLATFORM,
    "invoice.paid": PLATFORM,
    "invoice.payment_failed": PLATFORM,
    "invoice_payment.paid": PLATFORM,
    "payment_intent.amount_capturable_updated": PLATFORM,
    "payment_intent.canceled": PLATFORM,
    "payment_intent.payment_failed": PLATFORM,
    "payment_intent.requires_action": PLATFORM,
    "payment_intent.succeeded": PLATFORM,
    "payout.failed": CONNECT,
    "refund.created": PLATFORM,
    "refund.failed": PLATFORM,
    "refund.updated": PLATFORM,
    "transfer.reversed": PLATFORM,
    "transfer.updated": PLATFORM,
}
# The row that an event names must exist before the event is accepted; by the kind in its metadata.
ROWS: dict[str, type[Model]] = {"purchase": Purchase, "pledge": Pledge, "subscription": Subscription}


def receive(body: bytes, signature: str | None) -> None:
    """Store an event and queue it: two round trips.

    Types without an action, objects of other apps on the same Stripe account, and money of connected accounts are
    accepted and ignored. Raises
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
    """Tell whether an event has an action, comes from the right side, and belongs to no other app or deployment."""
    return has_right_side(event) and not payments.is_foreign(event.object.get("metadata"))


def has_right_side(event: Event) -> bool:
    """Tell whether an event has an action, and comes from the side whose objects that action believes."""
    return TYPES.get(event.type) == (CONNECT if event.account else PLATFORM)
