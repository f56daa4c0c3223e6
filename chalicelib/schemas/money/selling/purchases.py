"""Purchases, as buyers and sellers read them."""

from typing import TYPE_CHECKING, Any, NoReturn

from pydantic import field_validator

from chalicelib.models.money import currencies
from chalicelib.schemas.base import Form
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.people.sign_in import SignInForm, Text
from chalicelib.schemas.photos.posts import render_status
from chalicelib.schemas.text import timestamp
from chalicelib.services.money.selling.buying import PurchaseView

if TYPE_CHECKING:
    from chalicelib.schemas import entities


class PurchaseForm(Form):
    """The form of a purchase. The server determines price and seller, so a client that sends them is refused."""

    amount: None = None
    price: None = None
    currency: None = None
    fee: None = None
    seller_id: None = None
    account_id: None = None
    destination: None = None

    @field_validator("*", mode="before")
    @classmethod
    def _is_ours(cls, value: Any) -> None:
        if value is not None:
            _refuse()


class UnlockForm(SignInForm):
    """The buyer's sign-in, the subscription option that was chosen, and a promotion code; other fields are ignored."""

    plan: Text = ""
    code: Text = ""

    @field_validator("code")
    @classmethod
    def _as_kept(cls, code: str) -> str:
        return code.strip().upper()


def _refuse() -> NoReturn:
    raise ValueError("The server says what is paid, and to whom")


def render_purchase(view: PurchaseView) -> "entities.Purchase":
    """Return a purchase; `account` is the seller for its buyer, and the buyer for its seller."""
    purchase = view.purchase
    amount = int(purchase.amount)
    return {
        "id": purchase.id,
        "kind": purchase.kind,
        "state": purchase.state,
        "title": purchase.details.get("title", ""),
        "amount": amount,
        "currency": purchase.currency,
        "text": currencies.text(amount, purchase.currency),
        "refunded": view.refunded,
        "created_at": timestamp(int(purchase.created_at)),
        "account": render_account(view.account) if view.account else None,
        "post": render_status(view.shown) if view.shown else None,
    }
