"""Read what Stripe's objects say of a payment as facts of it."""

from collections.abc import Mapping
from typing import Any

from chalicelib.models.money.payments.costs import cost_of, costs_of
from chalicelib.models.money.payments.facts import DISPUTE_RANKS, REFUND_RANKS, Facts


def refund_facts(refund: Mapping[str, Any]) -> Facts:
    """Return the facts of a Refund object."""
    rank = REFUND_RANKS.get(refund.get("status") or "pending", 1)
    request = (refund.get("metadata") or {}).get("request")
    requests = {request: [refund["id"]]} if request else {}
    costs = cost_of(refund.get("balance_transaction"))
    return Facts(refunds={refund["id"]: [int(refund["amount"]), rank]}, requests=requests, costs=costs)


def dispute_facts(dispute: Mapping[str, Any]) -> Facts:
    """Return the facts of a Dispute object."""
    status, costs = dispute["status"], costs_of(dispute.get("balance_transactions") or [])
    ranked = [int(dispute["amount"]), DISPUTE_RANKS.get(status, 0), status]
    return Facts(disputes={dispute["id"]: ranked}, costs=costs)


def intent_facts(intent: Mapping[str, Any]) -> Facts:
    """Return the facts of a PaymentIntent, and of its latest charge if that is expanded."""
    facts = Facts(paid=int(intent.get("amount_received") or 0), fee=int(intent.get("application_fee_amount") or 0))
    charge = intent.get("latest_charge")
    return facts.merge(charge_facts(charge)) if isinstance(charge, dict) else facts


def charge_facts(charge: Mapping[str, Any]) -> Facts:
    """Return the facts of a Charge: what was captured, refunded, and what Stripe took if that is expanded.

    A charge that is only authorized is `paid` too, and what is released of it is `amount_refunded`: neither is money.
    """
    fee = int(charge.get("application_fee_amount") or 0)
    if not charge.get("paid") or not charge.get("captured", True):
        return Facts(fee=fee)
    paid = int(charge.get("amount_captured") or charge["amount"])
    refunded = max(0, int(charge.get("amount_refunded") or 0) - (int(charge["amount"]) - paid))
    return Facts(paid=paid, fee=fee, charge_refunded=refunded, costs=cost_of(charge.get("balance_transaction")))
