"""Deliver the events of a subscription, and read the result."""

from typing import Any

from chalicelib.models.money.creators.ledger import Balance, Entry, total
from chalicelib.models.money.grants import Grant, tier_key
from chalicelib.models.money.selling.subscriptions import Subscription
from tests.kit.money.stripe_objects import deliver, event
from tests.kit.money.subscriptions import MONTH, about, invoice, make_subscription, paying

PAID = {"payers": -500, "creator": 475, "platform": 25}

Told = tuple[str, dict[str, Any], int]


def tell(*told: Told) -> None:
    """Deliver events: a type, an object and the moment when it happened."""
    deliver(*(event(name, found, created=at) for name, found, at in told))


def state(row: Subscription) -> tuple[str, int | None, int | None]:
    """Return the status, and the level and the end of the grant."""
    grant = Grant.held(row.subscriber_id, tier_key(row.creator_id))
    known = (int(grant.level), int(grant.expires_at or 0)) if grant else (None, None)
    return (Subscription.find(row.id).status, *known)


def balance(row: Subscription) -> dict[str, int]:
    entries = list(Entry.in_book(row.creator_id))
    held = Balance.of(row.creator_id)
    stored = held[0].amounts() if held else {}
    assert stored == total(entry.lines for entry in entries)
    return stored


def beginning(row: Subscription, at: int) -> tuple[Told, ...]:
    """Return the events of a subscription that begins."""
    return (
        ("customer.subscription.created", about(row, "incomplete", at), at),
        ("customer.subscription.updated", about(row, "active", at), at),
        ("invoice.paid", invoice(row, at + MONTH), at),
        ("payment_intent.succeeded", paying(row)["intent"], at),
        ("charge.succeeded", paying(row)["charge"], at),
    )


def begun(at: int, **fields: Any) -> Subscription:
    """Return a subscription whose first month is paid."""
    row = make_subscription(**fields)
    told = beginning(row, at)
    tell(told[1], told[2], told[4])
    return row
