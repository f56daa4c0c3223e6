"""Change the tier or the interval of a subscription, one change at a time.

What is dearer than what is paid for is charged at once for the rest of the period, and opens when that is paid. What is
not dearer costs nothing now: it is charged from the next period on, and until then the level that is paid for stays.
`settled` on the row remembers the price that the present period was paid at, so that a fan who goes down and up again
pays only what they have not paid yet, and nobody is ever credited for what stays open to them.
"""

from dataclasses import dataclass
from typing import Any

from chalicelib.errors import PaymentRefused, PaymentsUnavailable, RossgramError, Unprocessable
from chalicelib.gateways import payments
from chalicelib.models.base import new_id, now
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.services.money.selling import sync

# Whoever changes a subscription has an answer of Stripe, or has given up, after this.
CHANGING_SECONDS = 60
UNPAID = "Validation failed: Pay what is open for this subscription before you change it"
BUSY = "Validation failed: This subscription is being changed at this moment"


@dataclass(frozen=True)
class Price:
    """A price at Stripe: its id, its amount of one period, and the period."""

    id: str
    amount: int
    interval: str


def price_of(tier: Tier, interval: str) -> Price:
    """Return the price of a tier, or raise Unprocessable where the tier is not sold by that interval."""
    amount, price_id = tier.amount_of(interval), tier.prices.get(interval)
    if amount is None or price_id is None:
        raise Unprocessable("Validation failed: This tier is not sold by that interval")
    return Price(price_id, amount, interval)


def change(row: Subscription, wanted: Price) -> Subscription:
    """Move a subscription to another price, and return its row. Raises Unprocessable during a change to another one.

    The change is noted on the row before Stripe is asked. What is paid and what is charged now is decided from Stripe's
    state, read after that: our row may be behind. Whoever asks for the same price meanwhile, as after a lost answer,
    goes on with that change by the same idempotency keys, so that Stripe makes it once.
    """
    new = new_id()
    row = sync.change(row.id, lambda fresh: _begin(fresh, wanted, new))
    change_id = str(row.changing["id"])
    try:
        _carry_out(row, wanted, change_id)
    except PaymentsUnavailable:
        # Whether Stripe makes it is not known: the note keeps every other change out until it must be over.
        raise
    except RossgramError:
        sync.change(row.id, lambda fresh: _end(fresh, change_id))
        raise
    return sync.change(row.id, lambda fresh: _end(fresh, change_id))


def _begin(row: Subscription, wanted: Price, change_id: str) -> None:
    if row.changing and row.changing["at"] > now() - CHANGING_SECONDS:
        if row.changing.get("price") != wanted.id:
            raise Unprocessable(BUSY)
        change_id = row.changing["id"]
    row.changing = {"id": change_id, "price": wanted.id, "at": now()}


def _end(row: Subscription, change_id: str) -> None:
    if row.changing and row.changing["id"] == change_id:
        row.changing = None
    sync.fetch(row, str(row.stripe_id), None, now())


def _carry_out(row: Subscription, wanted: Price, change_id: str) -> None:
    held = payments.find_subscription(str(row.stripe_id))
    item = held["items"]["data"][0]
    present, until = _price(item), int(item["current_period_end"])
    if held["status"] not in {"active", "trialing"}:
        raise Unprocessable(UNPAID)
    if wanted.id == present.id:
        return
    paid = _paid(row, present, until)
    is_dearer = wanted.amount > paid.amount or wanted.interval != paid.interval
    is_paid_now = held["status"] == "active" and is_dearer
    _note(row.id, change_id, paid, until, wanted if is_paid_now else None)
    if is_paid_now and paid.id != present.id:
        _restore(held["id"], item["id"], paid, change_id)
    changed = _change(held["id"], item["id"], wanted, change_id, is_paid_now=is_paid_now)
    if held["status"] != changed["status"]:
        # The trial ended meanwhile, and its first period is charged at the price before.
        _note(row.id, change_id, paid, int(changed["items"]["data"][0]["current_period_end"]), None)


def _price(item: dict[str, Any]) -> Price:
    price = item["price"]
    return Price(price["id"], int(price["unit_amount"]), price["recurring"]["interval"])


def _paid(row: Subscription, present: Price, until: int) -> Price:
    """Return the price that the period that ends at a moment was paid at.

    It is the present one, unless that was given for nothing. A price that was asked for with a payment is only ever
    given once that is paid.
    """
    known = row.settled
    if not known or known["until"] != until:
        return present
    asked = known["asked"] and Price(**known["asked"])
    return present if asked and asked.id == present.id else Price(**known["paid"])


def _note(row_id: str, change_id: str, paid: Price, until: int, asked: Price | None) -> None:
    """Note what a period was paid at before Stripe forgets it, and what is asked for with a payment.

    Raises Unprocessable where the change has ended meanwhile: by now the row may tell of a later one.
    """

    def amend(row: Subscription) -> None:
        if not row.changing or row.changing["id"] != change_id:
            raise Unprocessable(BUSY)
        row.settled = {"paid": vars(paid), "until": until, "asked": vars(asked) if asked else None}

    sync.change(row_id, amend)


def _change(subscription: str, item: str, price: Price, change_id: str, *, is_paid_now: bool) -> dict[str, Any]:
    key = f"change:{change_id}:{price.id}"
    return payments.change_price(subscription, item=item, price=price.id, key=key, is_paid_now=is_paid_now)


def _restore(subscription: str, item: str, paid: Price, change_id: str) -> None:
    """Put a subscription back to the price that was paid, for nothing: what is dearer is prorated from there.

    A price that is not sold any more is sold for this moment; no page of ours has it.
    """
    try:
        _change(subscription, item, paid, change_id, is_paid_now=False)
    except PaymentRefused:
        payments.revive_price(paid.id)
        _change(subscription, item, paid, f"{change_id}:again", is_paid_now=False)
        payments.archive_price(paid.id)
