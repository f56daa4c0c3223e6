"""Carry out at Stripe what is outstanding of a payment: requested refunds, and transfers to reverse or to repeat.

Stripe's state is read and settled first, so that a run after any crash repeats nothing. Idempotency keys are named
after our own requests.
"""

import logging
from typing import Any

from chalicelib.errors import NotFound, PaymentRefused
from chalicelib.gateways import payments, queue
from chalicelib.models.base import now
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.payments.facts import (
    Facts,
    charge_facts,
    dispute_facts,
    intent_facts,
    refund_facts,
)
from chalicelib.models.money.payments.origins import Origin, id_of
from chalicelib.models.money.payments.payments import Payment
from chalicelib.services.money.payments.settlement import KINDS, Observation, settle

log = logging.getLogger(__name__)

# Younger ones are still in the queue; those that failed are queued again after an hour.
FRESH_SECONDS, PATIENCE_SECONDS = 120, 3600
OPEN_DISPUTES = {"needs_response", "under_review"}
# Stripe refuses these refunds for good. https://docs.stripe.com/error-codes
NOT_REFUNDABLE = {"charge_already_refunded", "charge_disputed"}
# The connected account cannot pay its part. The payer is refunded nevertheless, and the creator owes the amount.
INSUFFICIENT_FUNDS = {"balance_insufficient", "insufficient_funds"}


def queue_due(most: int) -> int:
    """Queue the payments that have been due for some time, as a crash leaves them, and return how many there were."""
    due = Payment.due_ids(now() - FRESH_SECONDS, most)
    for payment_id in due:
        queue.send("refunds", payment_id=payment_id)
        Payment.put_off(payment_id, now() + PATIENCE_SECONDS)
    return len(due)


def resolve(payment_id: str) -> None:
    """Make the outstanding refunds, reversals and retransfers of a payment. May run twice, and at the same time.

    Raises PaymentRefused where the reason may pass: the queue delivers the payment again, and later the sweeper.
    """
    payment = refresh(payment_id)
    for request_id, amount in payment.unmet(payment.facts).items():
        payment = _refund(payment, request_id, amount)
    if payment.kind and payment.facts.outstanding > 0:
        _reverse_transfers(payment)
    elif payment.kind and payment.facts.outstanding < 0:
        _retransfer(payment)


def refresh(payment_id: str) -> Payment:
    """Read a payment and its refunds, disputes and transfers at Stripe, settle them, and return the payment."""
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
    return settle(payment_id, Observation(facts, _origin_in_metadata(intent).known_with(origin)))


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


def _refund(payment: Payment, request_id: str, amount: int) -> Payment:
    """Make a requested refund; while a dispute is open, no refund is made."""
    facts = payment.facts
    if any(status in OPEN_DISPUTES for _, _, status in facts.disputes.values()):
        return payment
    if facts.counted <= 0:
        return _void(payment, request_id, "nothing is left")
    part = min(amount, facts.counted)
    try:
        _create_refund(payment, request_id, part, is_platform_funded=facts.reversed + part > facts.paid)
    except PaymentRefused as refused:
        return _after_refusal(refresh(payment.id), request_id, part, refused)
    # The Refund object alone does not show that its transfer was reversed.
    return refresh(payment.id)


def _create_refund(payment: Payment, request_id: str, amount: int, *, is_platform_funded: bool) -> None:
    """Create the refund; if it is funded by the platform, a later call reverses the creator's part."""
    key = f"refund:{request_id}{':alone' if is_platform_funded else ''}"
    has_fee = payment.facts.fee > payment.facts.fee_refunded
    payments.refund(key, payment.id, amount, request_id, has_fee=has_fee, from_creator=not is_platform_funded)


def _after_refusal(payment: Payment, request_id: str, amount: int, refused: PaymentRefused) -> Payment:
    if request_id in payment.facts.requests:
        return payment
    if refused.code in NOT_REFUNDABLE or payment.facts.counted <= 0:
        return _void(payment, request_id, str(refused))
    if refused.code not in INSUFFICIENT_FUNDS:
        raise refused
    _create_refund(payment, request_id, min(amount, payment.facts.counted), is_platform_funded=True)
    return refresh(payment.id)


def _void(payment: Payment, request_id: str, reason: str) -> Payment:
    log.warning("the refund %s of %s is void: %s", request_id, payment.id, reason)
    return settle(payment.id, Observation(Facts(requests={request_id: [""]})))


def _reverse_transfers(payment: Payment) -> None:
    """Reverse the transfers by what the payer got back; what the connected account cannot pay is a debt."""
    missing = payment.facts.outstanding
    try:
        for transfer in _transfers(payment):
            part = min(missing, int(transfer["amount"]) - int(transfer["amount_reversed"]))
            if part > 0:
                payments.reverse_transfer(
                    f"reverse:{transfer['id']}:{transfer['amount_reversed']}", transfer["id"], part
                )
                missing -= part
    except PaymentRefused as refused:
        if refused.code == "idempotency_error":
            # Another worker reverses another amount at this moment; the next run sees the result.
            raise
        _record_debt(payment, refused)
        return
    fresh = refresh(payment.id)
    if missing and fresh.facts.outstanding >= missing:
        _record_debt(fresh, PaymentRefused("nothing is left of the transfers"))


def _transfers(payment: Payment) -> list[dict[str, Any]]:
    first = [payments.find_transfer(payment.transfer_id)] if payment.transfer_id else []
    return [*first, *payments.retransfers_of(payment.id)]


def _record_debt(payment: Payment, refused: PaymentRefused) -> None:
    """Record as a debt what is still outstanding after another look at Stripe."""
    fresh = refresh(payment.id)
    if fresh.facts.outstanding > 0:
        log.warning("%s of %s cannot be reversed: %s", fresh.facts.outstanding, payment.id, refused)
        settle(payment.id, Observation(Facts(debt=fresh.facts.debt + fresh.facts.outstanding)))


def _retransfer(payment: Payment) -> None:
    """Transfer to the creator again what was reversed for a refund that failed later; the refunded fee stays there."""
    facts = payment.facts
    if not facts.reversed:
        return
    key = f"again:{payment.id}:{facts.reversed}:{sum(facts.returned.values())}"
    seller = Seller.find(str(payment.creator_id))
    missing = -facts.outstanding
    payments.create_transfer(key, missing, str(payment.currency), seller.stripe_account_id, payment.id)
    refresh(payment.id)
