"""Read a payment with everything that belongs to it at Stripe, and settle it."""

import logging
from typing import Any

from chalicelib.errors import NotFound
from chalicelib.gateways import payments
from chalicelib.models.money.payments.costs import cost_of
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.operations import Ending
from chalicelib.models.money.payments.origins import Origin, id_of
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_objects import charge_facts, dispute_facts, intent_facts, refund_facts
from chalicelib.services.money.payments.settlement import KINDS, Observation, settle

log = logging.getLogger(__name__)


def refresh(payment_id: str, ending: Ending | None = None) -> Payment:
    """Read a payment and its refunds, disputes and transfers at Stripe, settle them, and return the payment.

    `ending` says how its operation ended, and is written in the same transaction as what that changed.
    """
    before = Payment.read(payment_id)
    try:
        intent = payments.find_intent(payment_id)
    except NotFound:
        log.warning("Stripe does not know the payment %s", payment_id)
        return before
    facts = intent_facts(intent)
    charge_id, transfer_id = "", ""
    if intent.get("latest_charge"):
        charge = payments.find_charge(id_of(intent["latest_charge"]), expand=("transfer", "application_fee"))
        facts = facts.merge(charge_facts(charge)).merge(_reversals(charge, payment_id))
        charge_id, transfer_id = charge["id"], id_of(charge.get("transfer"))
    for refund in payments.refunds_of(payment_id):
        facts = facts.merge(refund_facts(refund))
    for dispute in payments.disputes_of(payment_id):
        facts = facts.merge(dispute_facts(dispute))
    origin = Origin(currency=intent["currency"], charge_id=charge_id, transfer_id=transfer_id)
    return settle(payment_id, Observation(facts, _origin_in_metadata(intent).known_with(origin), ending=ending))


def costs_of_charge(charge: dict[str, Any]) -> Facts:
    """Return what Stripe took of a charge of ours, asked for once; nothing if Stripe has not written it yet.

    An event names the balance transaction of its charge and does not tell its fee. If it names none, Stripe sends
    `charge.updated` later. Raises PaymentsUnavailable. The charges of other apps are not asked about.
    https://docs.stripe.com/payments/payment-intents/asynchronous-capture
    """
    transaction_id, payment_id = id_of(charge.get("balance_transaction")), charge.get("payment_intent")
    if not transaction_id or not payment_id:
        return Facts()
    held = Payment.read(payment_id)
    is_ours = held.kind or payments.row_in_metadata(charge.get("metadata"))
    if not is_ours or transaction_id in held.facts.costs:
        return Facts()
    try:
        return Facts(costs=cost_of(payments.find_balance_transaction(transaction_id)))
    except NotFound:
        log.warning("Stripe does not know the balance transaction %s", transaction_id)
        return Facts()


def _origin_in_metadata(intent: dict[str, Any]) -> Origin:
    """Return the order that a PaymentIntent's metadata names."""
    kind, order_id = payments.row_in_metadata(intent.get("metadata")) or ("", "")
    return Origin(kind, order_id) if kind in KINDS else Origin()


def _reversals(charge: dict[str, Any], payment_id: str) -> Facts:
    """Return what was reversed of a charge's transfers, transferred again, and refunded of our fee."""
    transfer, fee = charge.get("transfer"), charge.get("application_fee")
    again = list(payments.retransfers_of(payment_id))
    transfers = [*again, transfer] if isinstance(transfer, dict) else again
    return Facts(
        reversed=sum(int(one["amount_reversed"]) for one in transfers),
        fee_refunded=int(fee["amount_refunded"]) if isinstance(fee, dict) else 0,
        returned={one["id"]: int(one["amount"]) for one in again},
    )
