"""Create, change and archive tiers with their prices."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.gateways import payments, queue
from chalicelib.models.base import new_id
from chalicelib.models.money import currencies
from chalicelib.models.money.selling.checkout_pages import tiers_offer
from chalicelib.models.money.selling.tiers import LEVELS, Tier
from chalicelib.services.money.creators.sellers import find_seller
from chalicelib.services.photos import offers

Interval = Literal["month", "year"]
LEVEL_TAKEN = "Validation failed: Level has already been taken by another of your tiers"
# A page sells these of a tier.
SOLD = {"amount", "yearly_amount", "trial_days"}
RACES = 8
# Stripe takes no longer trial.
LONGEST_TRIAL = 730


@dataclass(frozen=True)
class Terms:
    """What a tier costs and offers; amounts are in minor units."""

    name: str
    level: int
    currency: str
    amount: int
    yearly_amount: int | None = None
    text: str = ""
    trial_days: int = 0


def of(creator_id: str) -> list[Tier]:
    """Return a creator's active tiers, the lowest level first."""
    return [tier for tier in Tier.of(creator_id) if tier.is_active]


def find(creator_id: str, tier_id: str) -> Tier:
    """Return an active tier of a creator, or raise NotFound."""
    tier = Tier.held(creator_id, tier_id)
    if tier is None or not tier.is_active:
        raise NotFound
    return tier


def create(creator_id: str, terms: Terms) -> Tier:
    """Create a tier, with its product and its prices at Stripe.

    Raises Unprocessable if the creator cannot sell, an amount cannot be charged, or the level is taken. A crash midway
    leaves an unused product at Stripe.
    """
    find_seller(creator_id)
    if any(tier.level == terms.level for tier in of(creator_id)):
        raise Unprocessable(LEVEL_TAKEN)
    _check(terms.level, terms.currency, (terms.amount, terms.yearly_amount), terms.trial_days)
    tier = Tier(creator_id, new_id(), **vars(terms))
    tier.product_id = payments.create_product(f"tier:{tier.id}", name=terms.name, tier_id=tier.id)["id"]
    tier.prices = {interval: _make_price(tier, interval, f"tier:{tier.id}:{interval}") for interval in _sold(tier)}
    if not tier.create():
        raise Unprocessable(LEVEL_TAKEN)
    return tier


def change(creator_id: str, tier_id: str, changes: Mapping[str, Any]) -> Tier:
    """Change a tier's name, text, trial or amounts. Existing subscribers keep their price.

    With a new amount or trial the pages that are open for the tier are closed, so that is limited. Raises
    TooManyRequests, and Unavailable where another request changed the tier meanwhile.
    """
    tier = find(creator_id, tier_id)
    news = {name: value for name, value in changes.items() if getattr(tier, name) != value}
    is_new_offer = bool(SOLD & set(news))
    for field, value in news.items():
        setattr(tier, field, value)
    amounts = (int(tier.amount), tier.amount_of("year"))
    _check(int(tier.level), tier.currency, amounts, int(tier.trial_days))
    kept = dict(tier.prices)
    if is_new_offer:
        offers.count_change(tier.id)
    tier.prices = _changed_prices(tier, news)
    written = {**news, "prices": tier.prices} if is_new_offer else news
    if news and not tier.change(written, is_new_offer=is_new_offer):
        # It is archived, or another request was faster.
        find(creator_id, tier_id)
        raise Unavailable
    if is_new_offer:
        queue.send("refunds", offer=tiers_offer(creator_id))
    for price_id in set(kept.values()) - set(tier.prices.values()):
        payments.archive_price(price_id)
    if "name" in changes:
        _rename(tier)
    return tier


def _rename(tier: Tier) -> None:
    """Give the tier's product at Stripe its name, also where that is no news: an earlier request may have been cut.

    Whoever wrote another name meanwhile may have asked Stripe before us, so the name is read again after each request.
    """
    for _ in range(RACES):
        named = tier.name
        payments.rename_product(tier.product_id, named)
        found = Tier.held(tier.creator_id, tier.id)
        if found is None or found.name == named:
            return
        tier.name = found.name
    raise Unavailable


def archive(creator_id: str, tier_id: str) -> None:
    """Archive a tier, and close its open pages. Its subscriptions continue, and another tier can have its level.

    Raises NotFound where another request has archived it.
    """
    for _ in range(RACES):
        tier = find(creator_id, tier_id)
        if tier.archive():
            break
    else:
        raise Unavailable
    queue.send("refunds", offer=tiers_offer(creator_id))
    for price_id in tier.prices.values():
        payments.archive_price(price_id)


def _changed_prices(tier: Tier, changes: Mapping[str, Any]) -> dict[str, str]:
    """Return the prices of a tier, new ones where an amount was changed."""
    moved = {"month": "amount" in changes, "year": "yearly_amount" in changes}
    if not any(moved.values()):
        return dict(tier.prices)
    find_seller(tier.creator_id)
    request = new_id()
    return {
        interval: _make_price(tier, interval, f"tier:{tier.id}:{interval}:{request}")
        if moved[interval]
        else tier.prices[interval]
        for interval in _sold(tier)
    }


def _sold(tier: Tier) -> list[Interval]:
    return ["month", "year"] if tier.yearly_amount else ["month"]


def _make_price(tier: Tier, interval: Interval, key: str) -> str:
    amount = tier.amount_of(interval) or 0
    made = payments.create_price(key, product=tier.product_id, amount=amount, currency=tier.currency, interval=interval)
    return str(made["id"])


def _check(level: int, currency: str, amounts: tuple[int, int | None], trial_days: int) -> None:
    if level not in LEVELS:
        raise Unprocessable(f"Validation failed: Level must be from {LEVELS[0]} to {LEVELS[-1]}")
    if currency not in currencies.CURRENCIES:
        raise Unprocessable("Validation failed: Currency is not one that can be charged")
    if not all(currencies.is_chargeable_amount(one, currency) for one in amounts if one is not None):
        raise Unprocessable(f"Validation failed: Amount must be from {currencies.range_text(currency)}")
    if not 0 <= trial_days <= LONGEST_TRIAL:
        raise Unprocessable(f"Validation failed: A trial lasts {LONGEST_TRIAL} days at most")
