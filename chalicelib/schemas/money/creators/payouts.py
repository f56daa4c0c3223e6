"""A creator's payouts and balances."""

from typing import TYPE_CHECKING, Any

from pydantic import Field

from chalicelib.models.money import currencies
from chalicelib.models.money.creators.ledger import Balance
from chalicelib.schemas.base import Form
from chalicelib.schemas.pages import cut
from chalicelib.schemas.text import timestamp

if TYPE_CHECKING:
    from chalicelib.schemas import entities

MOST = 100


class PayoutsForm(Form):
    """A page of payouts: those before `max_id`."""

    max_id: str = Field(default="", pattern=r"^(po_[0-9A-Za-z_]{1,100})?$")
    limit: int | None = None

    def most(self) -> int:
        """Return the limit, cut to 1 to 100."""
        return cut(self.limit, 20, MOST)


def render_balance(held: dict[str, dict[str, int]], book: list[Balance]) -> "entities.Balance":
    """Return a creator's balance at Stripe, and the balances of our ledger."""
    return {
        "stripe": {"available": _amounts(held["available"]), "pending": _amounts(held["pending"])},
        "ledger": [{"currency": one.currency, **one.all_amounts()} for one in book],
    }


def _amounts(held: dict[str, int]) -> "list[entities.Money]":
    return [_amount(*one) for one in sorted(held.items())]


def _amount(currency: str, amount: int) -> "entities.Money":
    return {"currency": currency, "amount": amount, "text": currencies.text(amount, currency)}


def render_payout(payout: dict[str, Any]) -> "entities.Payout":
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
