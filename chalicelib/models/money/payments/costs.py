"""What Stripe takes for itself, by the id of the balance transaction: [amount, currency of that balance]."""

from collections.abc import Iterable, Mapping
from typing import Any

Costs = dict[str, list[Any]]


def cost_of(moved: Any) -> Costs:
    """Return what Stripe took with a balance transaction; an id that is not expanded tells nothing.

    It is below 0 where Stripe gives a fee back. A fee of ours, which a connected account's transactions show, is left
    out. https://docs.stripe.com/api/balance_transactions/object
    """
    if not isinstance(moved, dict):
        return {}
    ours = [one for one in moved.get("fee_details") or [] if one.get("type") == "application_fee"]
    fee = int(moved.get("fee") or 0) - sum(int(one["amount"]) for one in ours)
    return {moved["id"]: [fee, moved.get("currency") or ""]} if fee else {}


def costs_of(moves: Iterable[Any]) -> Costs:
    """Return what Stripe took with several balance transactions."""
    return {name: cost for moved in moves for name, cost in cost_of(moved).items()}


def stored_costs(row: Mapping[str, Any]) -> Costs:
    """Return costs from stored JSON; an earlier release stored amounts without their currency."""
    return {name: cost if isinstance(cost, list) else [cost, ""] for name, cost in row.items()}


def sums_of(costs: Costs, currency: str) -> dict[str, int]:
    """Return the sums of costs by currency; those without one are in the payment's."""
    sums: dict[str, int] = {}
    for amount, own in costs.values():
        sums[own or currency] = sums.get(own or currency, 0) + int(amount)
    return {name: amount for name, amount in sums.items() if amount}
