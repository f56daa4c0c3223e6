"""Purchases, tiers, subscriptions and refunds."""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Amount, Count, Currency, Id, Time, Url, one_of
from chalicelib.schemas.entities.people.accounts import Account
from chalicelib.schemas.entities.photos.statuses import Status


class Purchase(TypedDict):
    """A purchase: `account` is the seller for its buyer, and the buyer for its seller."""

    id: str
    kind: str
    state: str
    title: str
    amount: Amount
    currency: Currency
    text: str
    refunded: Amount
    created_at: Time
    account: Account | None
    post: Status | None


class BegunPurchase(TypedDict):
    """A purchase, and the page of Stripe's on which it is paid."""

    purchase: Purchase
    checkout_url: Url


class Checkout(TypedDict):
    """The page of Stripe's on which something is paid."""

    checkout_url: Url


class Link(TypedDict):
    """An address that a browser is to open."""

    url: Url


class Tier(TypedDict):
    """What subscribers pay for."""

    id: str
    account_id: Id
    name: str
    text: str
    level: Count
    currency: Currency
    amount: Amount
    amount_text: str
    yearly_amount: Amount | None
    yearly_amount_text: str | None
    trial_days: Count
    state: str
    created_at: Time


class TipRange(TypedDict):
    """What a tip to an account may be; all is null where it cannot be paid."""

    currency: Currency | None
    least: Amount | None
    most: Amount | None


class PromotionCode(TypedDict):
    """A code for a percentage off a creator's tiers."""

    id: str
    code: str
    percent_off: Count
    months: Count | None
    most: Count | None
    ends_at: Time | None
    state: str
    created_at: Time


class Subscription(TypedDict):
    """A subscription: `account` is the creator for a subscriber, and the subscriber for a creator."""

    id: str
    account: Account | None
    tier_id: str
    level: int
    interval: Annotated[str, one_of("month", "year")]
    amount: Amount
    currency: Currency
    amount_text: str
    status: str
    created_at: Time
    access_until: Time | None
    paid_through: Time | None
    trial_ends_at: Time | None
    grace_ends_at: Time | None
    cancel_at: Time | None
    ended_at: Time | None


class Refund(TypedDict):
    """A refund; one made in Stripe's Dashboard has no items, reason or time."""

    id: str
    state: str
    amount: Amount
    currency: Currency
    text: str
    items: list[str]
    reason: str
    created_at: Time | None
