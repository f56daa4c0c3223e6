"""Take in what Stripe sends: checked, written down and answered fast; applied when the queue brings it back."""

import json

from chalicelib.errors import Unavailable
from chalicelib.gateways import payments, queue
from chalicelib.models.base import GuardFailed, Model
from chalicelib.models.money.purchases import Purchase
from chalicelib.models.money.stripe_events import StripeEvent
from chalicelib.services.money.actions import ACTIONS

# The row that must be there before an event that speaks of it is taken, by the kind in its metadata.
ROWS: dict[str, type[Model]] = {"purchase": Purchase}


def receive(body: bytes, signature: str | None) -> None:
    """Write an event down and queue its application: two trips.

    What is not meant for us is taken and forgotten: types without an action, objects of other apps on the same
    Stripe account. Raises BadRequest or TooLarge for what Stripe did not sign, and Unavailable where our row that
    it speaks of is not there yet: Stripe then sends it again.
    """
    event = payments.read_event(body, signature)
    metadata = event.object.get("metadata") or {}
    if event.type not in ACTIONS or _is_foreign(metadata):
        return
    owner = payments.owner_in(metadata)
    order = (ROWS[owner[0]], owner[1]) if owner and owner[0] in ROWS else None
    try:
        is_open = StripeEvent.of(event.raw).receive(order)
    except GuardFailed as failed:
        raise Unavailable("What this event speaks of is not there yet") from failed
    if is_open:
        queue.send("payments", event_id=event.id)


def _is_foreign(metadata: dict[str, str]) -> bool:
    return "deployment" in metadata and payments.owner_in(metadata) is None


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
