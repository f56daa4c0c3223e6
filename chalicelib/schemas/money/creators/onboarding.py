"""Forms of onboarding, and a seller's account."""

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field

from chalicelib import config
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.schemas.base import Form

if TYPE_CHECKING:
    from chalicelib.schemas import entities


def _upper(value: object) -> object:
    return str(value or "").strip().upper()


class OnboardingForm(Form):
    """The creator's country by ISO 3166; without it Stripe uses the platform's country."""

    country: Annotated[str, BeforeValidator(_upper), Field(pattern=r"^([A-Z]{2})?$")] = ""


class OnboardingPageForm(OnboardingForm):
    """The form of the web page on which a creator continues onboarding."""

    username: str = Field(default="", max_length=254)
    password: str = Field(default="", max_length=1024)


def render_seller(seller: Seller | None) -> "entities.Seller":
    """Return a creator's onboarding: `state` is none, onboarding or active."""
    due: dict[str, Any] = dict(seller.requirements) if seller else {}
    return {
        "state": "none" if seller is None else "active" if seller.charges_enabled else "onboarding",
        "charges_enabled": bool(seller and seller.charges_enabled),
        "payouts_enabled": bool(seller and seller.payouts_enabled),
        "country": seller.country if seller else "",
        "default_currency": seller.default_currency if seller else "",
        "missing": sorted({*due.get("currently_due", ()), *due.get("past_due", ())}),
        "disabled_reason": due.get("disabled_reason"),
        "requirements": due,
        "platform_fee_bps": config.PLATFORM_FEE_BPS,
        "minimum_fee": config.MINIMUM_FEE,
    }
