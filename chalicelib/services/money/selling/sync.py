"""Learn of a subscription: read our row, look at Stripe, write what is there over the version that was read.

A subscription's states are not monotone, so an event only says that there is something to see. Whoever writes has
looked after the last one who wrote, because it read that one's version first; so what is written is never older.
"""

import logging
from collections.abc import Callable
from typing import Any

from chalicelib.errors import NotFound, PaymentRefused, RossgramError, Unavailable
from chalicelib.gateways import payments
from chalicelib.models.base import GuardFailed, wait_a_little
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.services.money.payments.settlement import News, settle
from chalicelib.services.money.selling import entitlements, periods
from chalicelib.services.photos import timelines

log = logging.getLogger(__name__)

RACES = 12
Amend = Callable[[Subscription], None]


def change(subscription_id: str, amend: Amend, event_id: str = "") -> Subscription:
    """Let `amend` change a subscription's row, and write it with its grant and the event's guard in one transaction.

    `amend` runs again on a fresh row where somebody else was faster. Raises NotFound without the row, and Unavailable
    where others keep changing it.
    """
    for attempt in range(RACES):
        row = Subscription.find(subscription_id)
        if attempt and event_id and StripeEvent.find(event_id).is_applied:
            return row
        was_new = not row.begun_with
        amend(row)
        try:
            return _write(row, event_id, was_new=was_new)
        except GuardFailed:
            wait_a_little(attempt)
    raise Unavailable


def _write(row: Subscription, event_id: str, *, was_new: bool) -> Subscription:
    follows = entitlements.follow_up(row)
    # A duplicate's event is applied when its money is on the way back, and not before.
    row.change(follows, "" if row.is_duplicate else event_id)
    if row.is_duplicate:
        _undo(row)
        if event_id:
            StripeEvent.apply_nothing(event_id)
    elif was_new and row.begun_with:
        _follow(row)
    return row


def look(row: Subscription, stripe_id: str, told: dict[str, Any] | None, at: int) -> None:
    """Make a row say what Stripe says of its subscription at this moment.

    `told` is the subscription as an event of the moment `at` carries it: it decides where Stripe does not know the
    subscription, unless it is older than what the row says. Raises PaymentsUnavailable.
    """
    if row.stripe_id and row.stripe_id != stripe_id:
        log.warning("%s is the subscription %s at Stripe, and not %s", row.id, row.stripe_id, stripe_id)
        return
    found: dict[str, Any] | None
    try:
        found = payments.find_subscription(stripe_id)
    except NotFound:
        found = told if told and _order(told["status"], at) >= _order(row.status, int(row.status_at)) else None
    row.stripe_id = stripe_id
    if found is not None:
        see(row, found, at)


def see(row: Subscription, found: dict[str, Any], at: int) -> None:
    """Make a row say what a subscription at Stripe says."""
    status = found["status"]
    if status == "past_due":
        row.past_due_at = row.past_due_at if row.status == status else at
    if status in {"active", "trialing"}:
        row.active_at = max(int(row.active_at), at)
    row.stripe_id, row.status, row.status_at = found["id"], status, max(int(row.status_at), at)
    row.customer_id = found.get("customer") or row.customer_id
    row.trial_ends_at = found.get("trial_end")
    row.ended_at = (found.get("ended_at") or at) if status in periods.ENDED else None
    if status in periods.LIVING or status == "canceled":
        row.begun_with, row.expires_at = row.creator_id, None
    items = (found.get("items") or {}).get("data") or []
    if items:
        _see_item(row, items[0])
    # Older billing modes know no other sign of a cancellation that waits.
    waits = row.period_ends_at if found.get("cancel_at_period_end") else None
    row.cancel_at = found.get("cancel_at") or waits


def _see_item(row: Subscription, item: dict[str, Any]) -> None:
    row.period_ends_at = item.get("current_period_end") or row.period_ends_at
    price = item.get("price") or {}
    if not price.get("id") or price["id"] == row.price_id:
        return
    row.price_id = price["id"]
    row.amount = price.get("unit_amount") or row.amount
    row.interval = (price.get("recurring") or {}).get("interval") or row.interval
    tier = tier_of_product(row.creator_id, price.get("product"))
    if tier:
        row.tier_id, row.level = tier.id, tier.level


def tier_of_product(creator_id: str, product_id: str | None) -> Tier | None:
    """Return the tier of a creator that a product at Stripe stands for."""
    return next((tier for tier in Tier.of(creator_id) if product_id and tier.product_id == product_id), None)


def _order(status: str, at: int) -> tuple[bool, int, int]:
    return status in periods.ENDED, at, periods.RANKS.get(status, 0)


def _undo(row: Subscription) -> None:
    """End a second subscription at once and ask for its money back. May run twice."""
    if row.status not in periods.ENDED and row.stripe_id:
        try:
            payments.cancel_subscription(row.stripe_id, f"duplicate:{row.id}", at_period_end=False)
        except (NotFound, PaymentRefused):
            log.info("the second subscription %s has ended already", row.id)
    for payment_id in row.standing:
        settle(payment_id, News())
    for payment_id in sorted({one for invoice in row.invoices.values() for one in invoice["payments"]}):
        settle(payment_id, News())


def _follow(row: Subscription) -> None:
    """Follow the creator whom one pays, as Instagram does; what a crash loses here is a convenience."""
    try:
        timelines.follow(row.subscriber_id, row.creator_id)
    except RossgramError:
        log.warning("%s could not follow %s", row.subscriber_id, row.creator_id)
