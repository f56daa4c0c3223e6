"""Subscriptions, gifts and tips, as clients read and write them."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, StringConstraints

from chalicelib.models.money import currencies
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.people.accounts import Account
from chalicelib.schemas.amounts import WholeNumber
from chalicelib.schemas.base import Form
from chalicelib.schemas.money.selling.tiers import Amount
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.text import timestamp
from chalicelib.services.money.selling import periods
from chalicelib.services.money.selling.gifts import MOST_MONTHS, largest_tip

if TYPE_CHECKING:
    from chalicelib.schemas import entities


class SubscribeForm(Form):
    """The tier to subscribe to, its interval, and a promotion code of its creator."""

    tier_id: str = Field(min_length=1, max_length=30)
    interval: Literal["month", "year"] = "month"
    promotion_code: Annotated[str, StringConstraints(strip_whitespace=True, to_upper=True, max_length=40)] = ""


class ChangeForm(Form):
    """The tier to change to, and its interval."""

    tier_id: str = Field(min_length=1, max_length=30)
    interval: Literal["month", "year"] | None = None


class GiftForm(Form):
    """A gift: the tier, the recipient, and the number of months."""

    tier_id: str = Field(min_length=1, max_length=30)
    account_id: str = Field(min_length=1, max_length=30)
    months: WholeNumber = Field(default=1, ge=1, le=MOST_MONTHS)


class TipForm(Form):
    """A tip: the amount, the creator, and optionally one of their posts; by default in the creator's currency."""

    account_id: str = Field(min_length=1, max_length=30)
    status_id: str = Field(default="", max_length=30)
    amount: Amount
    currency: str = Field(default="", pattern="^([a-z]{3})?$")


def render_tips(currency: str) -> "entities.TipRange":
    """Return the limits of a tip in a currency; without one it cannot be given."""
    if not currency:
        return {"currency": None, "least": None, "most": None}
    return {"currency": currency, "least": currencies.minimum(currency), "most": largest_tip(currency)}


def render_subscription(row: Subscription, other: Account | None) -> "entities.Subscription":
    """Return a subscription; `account` is the creator for a subscriber, and the subscriber for a creator."""
    return {
        "id": row.id,
        "account": render_account(other) if other else None,
        "tier_id": row.tier_id,
        "level": periods.level(row),
        "interval": row.interval,
        "amount": int(row.amount),
        "currency": row.currency,
        "amount_text": currencies.text(int(row.amount), row.currency),
        "status": row.status,
        "created_at": timestamp(int(row.created_at)),
        "access_until": _moment(periods.access_until(row)),
        "paid_through": _moment(row.paid_through),
        "trial_ends_at": _moment(row.trial_ends_at),
        "grace_ends_at": _moment(row.grace_ends_at),
        "cancel_at": _moment(row.cancel_at),
        "ended_at": _moment(row.ended_at),
    }


def _moment(at: Any) -> str | None:
    return None if at is None else timestamp(int(at))
