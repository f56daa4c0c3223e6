"""Tell what opens a post that is paid for: a price, an author's own tier, or an author's own campaign."""

from importlib import import_module
from typing import Any, NamedTuple

from chalicelib.errors import Unprocessable
from chalicelib.models.batches import Key, fetch
from chalicelib.models.money import currencies
from chalicelib.models.money.sellers import Seller
from chalicelib.models.photos.posts import CAMPAIGN, PAID, PRICE, TIER

NEEDS_A_PHOTO = "Validation failed: A post that is paid for needs a photo"
# A campaign has fewer stretch goals than this.
MOST_LEVELS = 100


class Terms(NamedTuple):
    """What an author asks for: an access, and the offer that goes with it as it was sent."""

    access: str
    offer: dict[str, Any] | None = None


def resolve(
    author_id: str, access: str, asked: dict[str, Any] | None, *, has_media: bool = True
) -> dict[str, Any] | None:
    """Return the offer that a post keeps, or None where no money opens it.

    Price: `amount`, `currency`. Tier: `tier_id`, `level`, `name`. Campaign: `campaign_id`, `level`, `title`. Raises
    Unprocessable where the author cannot offer that.
    """
    if access not in PAID:
        return None
    if not has_media:
        raise Unprocessable(NEEDS_A_PHOTO)
    return {PRICE: _price, TIER: _tier, CAMPAIGN: _campaign}[access](author_id, asked or {})


def may_sell(author_id: str) -> bool:
    """Tell whether Stripe lets an account charge at this moment."""
    seller = Seller.of(author_id)
    return bool(seller and seller.charges_enabled)


def _price(author_id: str, asked: dict[str, Any]) -> dict[str, Any]:
    amount, currency = asked.get("amount"), str(asked.get("currency") or "").lower()
    if currency not in currencies.CURRENCIES:
        raise Unprocessable("Validation failed: Price needs a currency that can be charged")
    if not currencies.is_chargeable_amount(amount, currency):
        least, most = (currencies.text(limit, currency) for limit in (currencies.minimum(currency), currencies.MAXIMUM))
        by = currencies.step(currency)
        steps = f", in steps of {currencies.text(by, currency)}" if by > 1 else ""
        raise Unprocessable(f"Validation failed: Price must be from {least} to {most}{steps}")
    if not may_sell(author_id):
        raise Unprocessable("Validation failed: Connect a Stripe account that may charge before you sell")
    return {"amount": amount, "currency": currency}


def _tier(author_id: str, asked: dict[str, Any]) -> dict[str, Any]:
    tier_id = str(asked.get("tier_id") or "")
    tier = _find("tiers", "Tier", author_id, tier_id)
    if tier is None:
        raise Unprocessable("Validation failed: There is no such tier of yours")
    return {"tier_id": tier_id, "level": int(tier.level), "name": tier.name}


def _campaign(author_id: str, asked: dict[str, Any]) -> dict[str, Any]:
    campaign_id, level = str(asked.get("campaign_id") or ""), asked.get("level") or 0
    campaign = _find("campaigns", "Campaign", campaign_id, None)
    if campaign is None or campaign.creator_id != author_id:
        raise Unprocessable("Validation failed: There is no such campaign of yours")
    if not 0 <= level < MOST_LEVELS:
        raise Unprocessable("Validation failed: There is no such stretch goal")
    return {"campaign_id": campaign_id, "level": level, "title": campaign.title}


def _find(module: str, name: str, hash_key: str, range_key: str | None) -> Any:
    """Return a row of a table that may not be there yet, or None."""
    try:
        model = getattr(import_module(f"chalicelib.models.money.{module}"), name)
    except (ImportError, AttributeError):
        return None
    key: Key = (model, hash_key, range_key)
    return fetch([key]).get(key)
