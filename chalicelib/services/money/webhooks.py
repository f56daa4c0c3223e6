"""Apply Stripe's events that were taken in, when the queue brings them back."""

import json
from typing import Any

from chalicelib.gateways import payments
from chalicelib.models.money.stripe_events import StripeEvent
from chalicelib.services.money.actions import ACTIONS


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
