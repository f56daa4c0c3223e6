"""Tiers and promotion codes, as clients read and write them."""

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, field_validator

from chalicelib.models.money import currencies
from chalicelib.models.money.selling.promotion_codes import PromotionCode
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.schemas.amounts import WholeNumber
from chalicelib.schemas.base import Form, Line
from chalicelib.schemas.text import timestamp
from chalicelib.services.money.selling.promotion_codes import Discount
from chalicelib.services.money.selling.tiers import LONGEST_TRIAL, Terms

if TYPE_CHECKING:
    from chalicelib.schemas import entities


def _code(value: object) -> object:
    return str(value).strip().lower()


def _empty(value: object) -> object:
    """Convert an empty form field to None."""
    return None if value == "" else value


Name = Annotated[Line, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
About = Annotated[str, StringConstraints(max_length=1000)]
Currency = Annotated[str, BeforeValidator(_code), Field(pattern="^[a-z]{3}$")]
# What binds in the currency is checked with it.
Amount = Annotated[WholeNumber, Field(ge=1, le=max(currencies.MAXIMUMS.values()))]
MaybeAmount = Annotated[Amount | None, BeforeValidator(_empty)]
Days = Annotated[WholeNumber, Field(ge=0, le=LONGEST_TRIAL)]


class TierForm(Form):
    """A new tier; amounts are in minor units."""

    name: Name
    text: About = ""
    level: Annotated[WholeNumber, Field(ge=1, le=10)]
    currency: Currency
    amount: Amount
    yearly_amount: MaybeAmount = None
    trial_days: Days = 0

    def terms(self) -> Terms:
        """Return the terms of the tier."""
        return Terms(**self.model_dump())


class TierChangeForm(Form):
    """Changes to a tier. Its level and its currency stay; an empty `yearly_amount` removes the yearly interval."""

    name: Name | None = None
    text: About | None = None
    amount: MaybeAmount = None
    yearly_amount: MaybeAmount = None
    trial_days: Days | None = None

    def changes(self) -> dict[str, Any]:
        """Return the fields that were sent."""
        given = self.model_dump(include=self.model_fields_set)
        return {name: value for name, value in given.items() if value is not None or name == "yearly_amount"}


class CodeForm(Form):
    """A new promotion code: without `months` for ever, without `most` for any number of redemptions."""

    code: Annotated[str, StringConstraints(strip_whitespace=True, to_upper=True, pattern="^[A-Za-z0-9-]{3,40}$")]
    percent_off: Annotated[WholeNumber, Field(ge=1, le=100)]
    months: Annotated[Annotated[WholeNumber, Field(ge=1, le=36)] | None, BeforeValidator(_empty)] = None
    most: Annotated[Annotated[WholeNumber, Field(ge=1, le=1_000_000)] | None, BeforeValidator(_empty)] = None
    ends_at: Annotated[Annotated[WholeNumber, Field(le=4_102_444_800)] | None, BeforeValidator(_empty)] = None

    @field_validator("code")
    @classmethod
    def check_code(cls, code: str) -> str:
        """Convert codes to upper case: Stripe ignores the case."""
        return code.upper()

    def discount(self) -> Discount:
        """Return the discount."""
        return Discount(**self.model_dump())


def render_tier(tier: Tier) -> "entities.Tier":
    """Return a tier as everybody sees it."""
    yearly = tier.amount_of("year")
    return {
        "id": tier.id,
        "account_id": tier.creator_id,
        "name": tier.name,
        "text": tier.text,
        "level": int(tier.level),
        "currency": tier.currency,
        "amount": int(tier.amount),
        "amount_text": currencies.text(int(tier.amount), tier.currency),
        "yearly_amount": yearly,
        "yearly_amount_text": currencies.text(yearly, tier.currency) if yearly else None,
        "trial_days": int(tier.trial_days),
        "state": tier.state,
        "created_at": timestamp(int(tier.created_at)),
    }


def render_code(code: PromotionCode) -> "entities.PromotionCode":
    """Return a promotion code as its creator sees it."""
    return {
        "id": code.id,
        "code": code.code,
        "percent_off": int(code.percent_off),
        "months": None if code.months is None else int(code.months),
        "most": None if code.most is None else int(code.most),
        "ends_at": None if code.ends_at is None else timestamp(int(code.ends_at)),
        "state": code.state,
        "created_at": timestamp(int(code.created_at)),
    }
