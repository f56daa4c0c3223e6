"""Forms of onboarding, and a seller's account, balance and payouts."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from chalicelib import config
from chalicelib.models.money import currencies
from chalicelib.models.money.creators.ledger import Balance
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.schemas.base import Form
from chalicelib.schemas.text import timestamp

MOST = 100


def _upper(value: object) -> object:
    return str(value or "").strip().upper()


class OnboardingForm(Form):
    """The creator's country by ISO 3166; without it Stripe uses the platform's country."""

    country: Annotated[str, BeforeValidator(_upper), Field(pattern=r"^([A-Z]{2})?$")] = ""


class OnboardingPageForm(OnboardingForm):
    """The form of the web page on which a creator continues onboarding."""

    username: str = Field(default="", max_length=254)
    password: str = Field(default="", max_length=1024)


class PayoutsForm(Form):
    """A page of payouts: those before `max_id`."""

    max_id: str = Field(default="", pattern=r"^(po_\w{1,100})?$")
    limit: int | None = None

    def most(self) -> int:
        """Return the limit, cut to 1 to 100."""
        return max(1, min(20 if self.limit is None else self.limit, MOST))


def render_seller(seller: Seller | None) -> dict[str, Any]:
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


def render_balance(held: dict[str, dict[str, int]], book: list[Balance]) -> dict[str, Any]:
    """Return a creator's balance at Stripe, and the balances of our ledger."""
    return {
        "stripe": {name: [_amount(*one) for one in sorted(amounts.items())] for name, amounts in held.items()},
        "ledger": [{"currency": one.currency, **one.all_amounts()} for one in book],
    }


def _amount(currency: str, amount: int) -> dict[str, Any]:
    return {"currency": currency, "amount": amount, "text": currencies.text(amount, currency)}


def render_payout(payout: dict[str, Any]) -> dict[str, Any]:
    """Return one payment to a creator's bank."""
    arrival = payout.get("arrival_date")
    return {
        "id": payout["id"],
        **_amount(payout["currency"], int(payout["amount"])),
        "state": payout["status"],
        "created_at": timestamp(payout["created"]),
        "arrives_at": timestamp(arrival) if arrival else None,
        "failure": payout.get("failure_message") or payout.get("failure_code"),
    }
