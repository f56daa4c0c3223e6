"""Begin, list, change, cancel and resume subscriptions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from chalicelib import config
from chalicelib.errors import NotFound, PaymentRefused, Unprocessable
from chalicelib.gateways import payments
from chalicelib.models.base import new_id, now
from chalicelib.models.filling import Filled, fill
from chalicelib.models.money.selling.checkout_pages import tiers_offer
from chalicelib.models.money.selling.memberships import Membership
from chalicelib.models.money.selling.promotion_codes import PromotionCode
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.services.money.creators.sellers import fee_bps_of, find_seller
from chalicelib.services.money.payments import customers, round_trips
from chalicelib.services.money.selling import periods, promotion_codes, sync, tiers
from chalicelib.services.money.selling.lifecycle import changes
from chalicelib.services.money.selling.pages import opening, terms, visits
from chalicelib.services.money.selling.pages.opening import Offer
from chalicelib.services.people import accounts
from chalicelib.services.people.relationships import requests


@dataclass(frozen=True)
class SubscriptionView:
    """A subscription with the other party's account, if it still exists."""

    subscription: Subscription
    account: Account | None


ALREADY_SUBSCRIBED = "Validation failed: You subscribe to this creator already"


def begin(subscriber_id: str, tier_id: str, interval: str = "month", address: str = "", word: str = "") -> str:
    """Begin to subscribe to a tier, and return the address of the Checkout page.

    `word` is a promotion code of the creator. A pair of subscriber and creator gets one trial. Nothing is open before
    Stripe reports that the subscription began. Raises NotFound for an unknown tier, and Unprocessable for one's own
    tier, a second subscription to one creator, or a word that is not for the tier.
    """
    tier = tiers.find(Tier.find(tier_id).creator_id, tier_id)
    amount, price_id = tier.amount_of(interval), tier.prices.get(interval)
    if amount is None or price_id is None:
        raise Unprocessable("Validation failed: Interval is not sold")
    if tier.creator_id == subscriber_id:
        raise Unprocessable("Validation failed: This tier is yours")
    seller = find_seller(tier.creator_id)
    membership = Membership.held(subscriber_id, tier.creator_id)
    if membership.subscription_id:
        raise Unprocessable(ALREADY_SUBSCRIBED)
    requests.find_selling(subscriber_id, tier.creator_id)
    visits.count(subscriber_id, address, tier.creator_id)
    round_trips.check_payer(subscriber_id)
    code = promotion_codes.find(tier, word) if word else None
    offered = terms.of_tier(tier, interval) | ({terms.CODE: code.id} if code else {})
    row = Subscription(
        new_id(),
        subscriber_id=subscriber_id,
        creator_id=tier.creator_id,
        tier_id=tier.id,
        level=int(tier.level),
        interval=interval,
        amount=amount,
        currency=tier.currency,
        fee_bps=fee_bps_of(amount, str(tier.currency)),
        price_id=price_id,
        customer_id=customers.find_or_create(subscriber_id),
        terms=offered,
    )
    trial_days = 0 if membership.trial_id else int(tier.trial_days)
    in_force = (tier.unchanged, code.unchanged) if code else (tier.unchanged,)
    offer = Offer(tiers_offer(tier.creator_id), subscriber_id, offered, in_force)
    return opening.begin(offer, row, partial(_ask, row, seller.stripe_account_id or "", trial_days, code))[1]


def _ask(row: Subscription, destination: str, trial_days: int, code: PromotionCode | None) -> dict[str, Any]:
    return payments.open_subscription(
        f"checkout:{row.id}",
        kind="subscription",
        order_id=row.id,
        customer=row.customer_id,
        price_id=row.price_id,
        destination=destination,
        fee_bps=int(row.fee_bps),
        trial_days=trial_days,
        promotion_code=code.stripe_id if code else "",
        expires_at=promotion_codes.page_ends_at(code),
        extra={"offer_version": str(row.terms[terms.VERSION])},
        success_url=f"{config.PUBLIC_URL}/checkout/done?session_id={{CHECKOUT_SESSION_ID}}",
        cancel_url=f"{config.PUBLIC_URL}/checkout/cancelled",
    )


def find(subscriber_id: str, subscription_id: str) -> Subscription:
    """Return a subscription of this account that began at Stripe, or raise NotFound."""
    row = Subscription.find(subscription_id)
    if row.subscriber_id != subscriber_id or not row.begun_with:
        raise NotFound
    return row


def show(subscriber_id: str, subscription_id: str) -> SubscriptionView:
    """Return a subscription of this account with its creator's account."""
    return _views([find(subscriber_id, subscription_id)], lambda row: row.creator_id)[0]


def mine(subscriber_id: str, page: Page) -> tuple[Filled[Subscription], list[SubscriptionView]]:
    """Return a page of an account's subscriptions in any state, newest first."""
    filled = fill(partial(Subscription.ids_of_subscriber, subscriber_id), partial(_listed, needs_begun=True), page)
    return filled, _views(filled.shown, lambda row: row.creator_id)


def of_creator(creator_id: str, page: Page) -> tuple[Filled[Subscription], list[SubscriptionView]]:
    """Return a page of the subscriptions to a creator in any state, newest first."""
    filled = fill(partial(Subscription.ids_of_creator, creator_id), partial(_listed, needs_begun=False), page)
    return filled, _views(filled.shown, lambda row: row.subscriber_id)


def _listed(ids: list[str], *, needs_begun: bool) -> list[tuple[str, Subscription]]:
    rows = [row for row in Subscription.find_all(ids) if not row.is_duplicate]
    return [(row.id, row) for row in rows if row.begun_with or not needs_begun]


def _views(rows: Iterable[Subscription], other: Callable[[Subscription], str]) -> list[SubscriptionView]:
    held = list(rows)
    found = {account.id: account for account in accounts.find_all([other(row) for row in held])}
    return [SubscriptionView(row, found.get(other(row))) for row in held]


def change(subscriber_id: str, subscription_id: str, tier_id: str, interval: str | None = None) -> Subscription:
    """Move a subscription to another tier of the same creator (lifecycle/changes.py).

    A dearer tier is charged at once for the rest of the period, and opens when that is paid. A cheaper one is charged
    from the next period, and until then the level that was paid for stays. During a trial nothing is charged, and the
    level stays the one that the trial began with. A yearly subscription cannot become monthly: Stripe would begin a
    new period, and keep what is left of the year.
    """
    row = _living(subscriber_id, subscription_id)
    tier = tiers.find(row.creator_id, tier_id)
    wanted = changes.price_of(tier, interval or row.interval)
    if row.interval == "year" and wanted.interval == "month":
        raise Unprocessable("Validation failed: This tier is not sold by that interval")
    if tier.currency != row.currency:
        raise Unprocessable("Validation failed: This tier has another currency")
    find_seller(row.creator_id)
    return changes.change(row, wanted)


def cancel(subscriber_id: str, subscription_id: str) -> Subscription:
    """End a subscription when what is paid for ends; access stays until then. Doing it again changes nothing."""
    row = _living(subscriber_id, subscription_id)
    if row.cancel_at:
        return row
    # An invoice that could not be charged is not tried again.
    at_end = row.status in {"active", "trialing"}
    try:
        payments.cancel_subscription(str(row.stripe_id), f"cancel:{row.id}:{int(row.version)}", at_period_end=at_end)
    except (NotFound, PaymentRefused):
        # It ended meanwhile, and its webhook has not arrived yet.
        return _refresh(row)
    return _refresh(row)


def resume(subscriber_id: str, subscription_id: str) -> Subscription:
    """Resume a subscription whose cancellation is scheduled and has not taken effect."""
    row = _living(subscriber_id, subscription_id)
    if not row.cancel_at:
        return row
    find_seller(row.creator_id)
    payments.resume_subscription(str(row.stripe_id), f"resume:{row.id}:{int(row.version)}")
    return _refresh(row)


def portal(account_id: str, address: str = "") -> str:
    """Return Stripe's page where an account sees its invoices, changes its card and cancels."""
    visits.count(account_id, address)
    return payments.portal(customers.find_or_create(account_id), f"{config.PUBLIC_URL}/purchases")


def _living(subscriber_id: str, subscription_id: str) -> Subscription:
    row = find(subscriber_id, subscription_id)
    if row.status not in periods.LIVING or row.is_duplicate:
        raise Unprocessable("Validation failed: This subscription has ended")
    return row


def _refresh(row: Subscription) -> Subscription:
    """Update a subscription's row from Stripe."""
    stripe_id = str(row.stripe_id)
    return sync.change(row.id, lambda fresh: sync.fetch(fresh, stripe_id, None, now()))
