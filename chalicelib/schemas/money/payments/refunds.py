"""Refunds, as sellers request them and as both parties read them."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, model_validator

from chalicelib.models.money import currencies
from chalicelib.schemas.amounts import WholeNumber
from chalicelib.schemas.base import Form, Many
from chalicelib.schemas.text import timestamp
from chalicelib.services.money.payments.refunds import RefundRequest, RefundView

if TYPE_CHECKING:
    from chalicelib.schemas import entities

LONGEST_REASON, LONGEST_KEY, MOST_ITEMS = 500, 255, 100


Item = Annotated[str, Field(max_length=100)]


class RefundForm(Form):
    """The amount of a refund: an amount, items, or, without either, all that is left."""

    amount: WholeNumber | None = None
    items: Annotated[list[Item], Many] = Field(default_factory=list, max_length=MOST_ITEMS)
    reason: str = Field(default="", max_length=LONGEST_REASON)
    key: str = Field(default="", max_length=LONGEST_KEY)

    @model_validator(mode="after")
    def _is_one_of_both(self) -> "RefundForm":
        if self.amount is not None and self.items:
            raise ValueError("Say an amount or items")
        if len(set(self.items)) < len(self.items):
            raise ValueError("An item is named twice")
        return self

    def request(self) -> RefundRequest:
        """Return the request, with the client's key."""
        return RefundRequest(self.amount, tuple(self.items), self.reason, self.key)


def render_refund(refund: RefundView) -> "entities.Refund":
    """Return a refund; one made in Stripe's Dashboard has no items, reason or time."""
    return {
        "id": refund.id,
        "state": refund.state,
        "amount": refund.amount,
        "currency": refund.currency,
        "text": currencies.text(refund.amount, refund.currency),
        "items": list(refund.items),
        "reason": refund.reason,
        "created_at": timestamp(refund.created_at) if refund.created_at else None,
    }
