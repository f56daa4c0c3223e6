"""Read creators' payouts and balances at Stripe, which pays them out by itself; none is stored here."""

from typing import Any

from chalicelib.gateways import payments
from chalicelib.models.money.creators.sellers import Seller


def balance(account_id: str) -> dict[str, Any]:
    """Return a creator's balance at Stripe, `available` and `pending`, by currency; empty without an account."""
    seller = Seller.of(account_id)
    if seller is None or not seller.stripe_account_id:
        return {"available": {}, "pending": {}}
    found = payments.balance(seller.stripe_account_id)
    return {name: _by_currency(found.get(name) or []) for name in ("available", "pending")}


def _by_currency(amounts: list[dict[str, Any]]) -> dict[str, int]:
    summed: dict[str, int] = {}
    for one in amounts:
        summed[one["currency"]] = summed.get(one["currency"], 0) + int(one["amount"])
    return summed


def page(account_id: str, limit: int, after: str = "") -> tuple[list[dict[str, Any]], bool]:
    """Return a page of a creator's payouts, newest first, and whether there are more."""
    seller = Seller.of(account_id)
    if seller is None or not seller.stripe_account_id:
        return [], False
    found = payments.payouts(seller.stripe_account_id, limit=limit, starting_after=after or None)
    return found["data"], bool(found["has_more"])
