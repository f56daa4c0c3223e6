"""Apply stored Stripe events when the queue delivers them."""

import json
from typing import Any

from chalicelib.gateways import payments, queue
from chalicelib.models.base import now
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.services.money.payments import webhooks
from chalicelib.services.money.payments.actions import ACTIONS

# Younger events are still in the queue; events that failed are queued again after an hour.
FRESH_SECONDS, PATIENCE_SECONDS = 300, 3600


def store_and_apply(raw: dict[str, Any]) -> None:
    """Store and apply an event that Stripe lists and whose webhook never arrived."""
    StripeEvent.of(raw).receive(None)
    apply(raw["id"])


def apply(event_id: str) -> None:
    """Apply a stored event. May run twice, and in any order with other events."""
    row = StripeEvent.find(event_id)
    if row.is_applied:
        return
    event = payments.event_of(json.loads(row.raw))
    # Rows of earlier releases may be of the wrong side.
    if not webhooks.has_right_side(event):
        StripeEvent.apply_nothing(event_id)
        return
    ACTIONS[event.type](event)


def queue_unapplied(most: int) -> int:
    """Queue stored events that were not applied for some time, and return how many there were.

    An event that fails again stays on the list: it is queued every hour, and its message ends in the dead-letter queue.
    """
    waiting = list(StripeEvent.unapplied_ids(now() - FRESH_SECONDS, most))
    for event_id in waiting:
        queue.send("payments", event_id=event_id)
        StripeEvent.put_off(event_id, now() + PATIENCE_SECONDS)
    return len(waiting)
