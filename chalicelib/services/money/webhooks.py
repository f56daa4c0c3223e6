"""Take in what Stripe sends: checked, written down and answered fast; applied when the queue brings it back."""

import json
from typing import Any

from chalicelib.errors import Unavailable
from chalicelib.gateways import payments, queue
from chalicelib.gateways.payments import Event
from chalicelib.models.base import GuardFailed, Model
from chalicelib.models.money.pledges import Pledge
from chalicelib.models.money.purchases import Purchase
from chalicelib.models.money.stripe_events import StripeEvent
from chalicelib.models.money.subscriptions import Subscription
from chalicelib.services.money.actions import ACTIONS

# The row that must be there before an event that speaks of it is taken, by the kind in its metadata.
ROWS: dict[str, type[Model]] = {"purchase": Purchase, "pledge": Pledge, "subscription": Subscription}


def receive(body: bytes, signature: str | None) -> None:
    """Write an event down and queue its application: two trips.

    What is not meant for us is taken and forgotten: types without an action, objects of other apps on the same
    Stripe account. Raises BadRequest or TooLarge for what Stripe did not sign, and Unavailable where our row that
    it speaks of is not there yet: Stripe then sends it again.
    """
    event = payments.read_event(body, signature)
    if not concerns_us(event):
        return
    owner = payments.owner_in(event.object.get("metadata"))
    order = (ROWS[owner[0]], owner[1]) if owner and owner[0] in ROWS else None
    try:
        is_open = StripeEvent.of(event.raw).receive(order)
    except GuardFailed as failed:
        raise Unavailable("What this event speaks of is not there yet") from failed
    if is_open:
        queue.send("payments", event_id=event.id)


def concerns_us(event: Event) -> bool:
    """Tell whether an event has an action here, and is not about an object of another app or deployment."""
    return event.type in ACTIONS and not payments.is_of_others(event.object.get("metadata"))


def take(raw: dict[str, Any]) -> None:
    """Take in and apply an event that Stripe lists, whose webhook never came."""
    StripeEvent.of(raw).receive(None)
    apply(raw["id"])


def apply(event_id: str) -> None:
    """Give an event that was written down its effect. May run twice, and in any order with others."""
    row = StripeEvent.find(event_id)
    if row.is_applied:
        return
    event = payments.event_of(json.loads(row.raw))
    action = ACTIONS.get(event.type)
    if action is None:
        StripeEvent.apply_nothing(event_id)
        return
    action(event)
