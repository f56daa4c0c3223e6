"""Synchronize a subscription: read our row, fetch the subscription from Stripe, write over the version that was read.

A subscription's states are not monotone, so an event only triggers a fetch. Each writer fetches after it has read the
version of the writer before it, so what is written is never older than what it replaces.
"""

import logging
from collections.abc import Callable
from typing import Any

from chalicelib.errors import NotFound, PaymentRefused, RossgramError, Unavailable
from chalicelib.gateways import payments, queue
from chalicelib.models.base import GuardFailed, wait_a_little
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barrier
from chalicelib.models.people.requests import FollowRequest
from chalicelib.services.money.creators.sellers import fee_bps_of
from chalicelib.services.money.payments.settlement import Observation, settle
from chalicelib.services.money.selling import entitlements, periods
from chalicelib.services.money.selling.lifecycle import trials
from chalicelib.services.people import follows

log = logging.getLogger(__name__)

RACES = 12
Amend = Callable[[Subscription], None]


def change(subscription_id: str, amend: Amend, event_id: str = "") -> Subscription:
    """Change a subscription's row by `amend`, and write it with its grant and the event's guard in one transaction.

    `amend` runs again on a fresh row if another writer was faster. Raises NotFound without the row, and Unavailable
    while other writers keep changing it.
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
    writes = entitlements.derive(row)
    # Such an event is marked as applied once Stripe was asked for the refund, or for the share, and not before.
    is_unfinished = row.is_duplicate or _has_wrong_share(row)
    row.change(writes, "" if is_unfinished else event_id)
    if row.is_duplicate:
        _end_duplicate(row)
    elif is_unfinished:
        _change_share(row)
    if is_unfinished and event_id:
        StripeEvent.apply_nothing(event_id)
    if was_new and row.begun_with and not row.is_duplicate:
        _follow_creator(row)
    return row


def _has_wrong_share(row: Subscription) -> bool:
    """Tell whether Stripe was found to take another share for the platform than the present price wants."""
    is_known = row.share_at_stripe is not None and row.status in periods.LIVING
    return is_known and row.share_at_stripe != int(row.fee_bps)


def _change_share(row: Subscription) -> None:
    """Make Stripe take the share that the present price wants. May run twice, and be overtaken by a later price.

    Stripe tells every change of a subscription by an event, of a price and of a share: whoever applies it compares both
    again, so that a share that came late, or never, is mended.
    """
    try:
        payments.change_share(str(row.stripe_id), f"share:{row.id}:{int(row.version)}", fee_bps=int(row.fee_bps))
    except (NotFound, PaymentRefused):
        log.warning("the share of the subscription %s cannot be changed", row.id)


def fetch(row: Subscription, stripe_id: str, reported: dict[str, Any] | None, at: int) -> None:
    """Fetch a subscription from Stripe and apply it to its row.

    `reported` is the subscription in an event of the moment `at`: it is applied where Stripe does not know the
    subscription, unless it is older than the row. Raises PaymentsUnavailable.
    """
    if row.stripe_id and row.stripe_id != stripe_id:
        log.warning("%s is the subscription %s at Stripe, and not %s", row.id, row.stripe_id, stripe_id)
        return
    found: dict[str, Any] | None
    try:
        found = payments.find_subscription(stripe_id, expand=["default_payment_method"])
    except NotFound:
        is_newer = reported is not None and _order(reported["status"], at) >= _order(row.status, int(row.status_at))
        found = reported if is_newer else None
    row.stripe_id = stripe_id
    if found is not None:
        apply(row, found, at)


def apply(row: Subscription, found: dict[str, Any], at: int) -> None:
    """Apply a subscription at Stripe to its row."""
    status = found["status"]
    if status == "past_due":
        row.past_due_at = row.past_due_at if row.status == status else at
    if status in {"active", "trialing"}:
        row.active_at = max(int(row.active_at), at)
    row.stripe_id, row.status, row.status_at = found["id"], status, max(int(row.status_at), at)
    row.customer_id = found.get("customer") or row.customer_id
    row.trial_ends_at = found.get("trial_end")
    if status == "trialing":
        # Before the price, which a change during the trial replaces.
        row.trial_level = row.trial_level or int(row.level)
        row.trial_card = row.trial_card or trials.card_of(row, found)
    row.ended_at = (found.get("ended_at") or at) if status in periods.ENDED else None
    if status in periods.LIVING or status == "canceled":
        row.begun_with, row.expires_at = row.creator_id, None
    items = (found.get("items") or {}).get("data") or []
    if items:
        _apply_item(row, items[0])
    row.share_at_stripe = payments.share_of(found)
    # Older billing modes have no other sign of a scheduled cancellation.
    waits = row.period_ends_at if found.get("cancel_at_period_end") else None
    row.cancel_at = found.get("cancel_at") or waits


def _apply_item(row: Subscription, item: dict[str, Any]) -> None:
    row.period_ends_at = item.get("current_period_end") or row.period_ends_at
    price = item.get("price") or {}
    if not price.get("id") or price["id"] == row.price_id:
        return
    row.price_id = price["id"]
    row.amount = price.get("unit_amount") or row.amount
    row.interval = (price.get("recurring") or {}).get("interval") or row.interval
    row.fee_bps = fee_bps_of(int(row.amount), str(row.currency))
    tier = tier_of_product(row.creator_id, price.get("product"))
    if tier:
        row.tier_id, row.level = tier.id, tier.level


def tier_of_product(creator_id: str, product_id: str | None) -> Tier | None:
    """Return the creator's tier that a product at Stripe represents."""
    return next((tier for tier in Tier.of(creator_id) if product_id and tier.product_id == product_id), None)


def _order(status: str, at: int) -> tuple[bool, int, int]:
    return status in periods.ENDED, at, periods.RANKS.get(status, 0)


def _end_duplicate(row: Subscription) -> None:
    """Cancel a second subscription at once and refund it. May run twice."""
    if row.status not in periods.ENDED and row.stripe_id:
        try:
            payments.cancel_subscription(row.stripe_id, f"duplicate:{row.id}", at_period_end=False)
        except (NotFound, PaymentRefused):
            log.info("the second subscription %s has ended already", row.id)
    for payment_id in row.effective_payments:
        settle(payment_id, Observation())
    for payment_id in sorted({one for invoice in row.invoices.values() for one in invoice["payments"]}):
        settle(payment_id, Observation())


def _follow_creator(row: Subscription) -> None:
    """Make the subscriber follow the creator; a crash may lose this convenience.

    A message brings the creator's posts home: a Lambda that applies events starts without the timelines.
    """
    try:
        # A page that was open before the block may still be paid.
        if Barrier.is_between(row.subscriber_id, row.creator_id):
            return
        if Account.find(row.creator_id).is_private and FollowRequest.ask(row.subscriber_id, row.creator_id):
            # Money opens what it is paid for: whom a private account lets follow, it says itself.
            return
        is_new = follows.follow(row.subscriber_id, row.creator_id)
    except RossgramError:
        log.warning("%s could not follow %s", row.subscriber_id, row.creator_id)
        return
    if is_new:
        queue.send("follows", follower_id=row.subscriber_id, followee_id=row.creator_id)
