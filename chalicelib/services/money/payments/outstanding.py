"""Do at Stripe what a payment still needs: refunds that were asked for, and money that the creator has to give back.

What is there already is looked up first and fresh, so that a run after any crash does nothing twice; the keys
of the calls are those of our own requests.
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

# What was due for less than this is in its queue; what could not be done is tried again after an hour.
FRESH_SECONDS, PATIENCE_SECONDS = 120, 3600
OPEN_DISPUTES = {"needs_response", "under_review"}
# Stripe will never carry these out. https://docs.stripe.com/error-codes
NOT_REFUNDABLE = {"charge_already_refunded", "charge_disputed"}
# The creator's account cannot give its part. The payer gets the money none the less, and the creator owes it.
INSUFFICIENT_FUNDS = {"balance_insufficient", "insufficient_funds"}


def queue_due(most: int) -> int:
    """Queue what has been due for some time, as a crash leaves it, and return how many payments there were."""
    due = Payment.due_ids(now() - FRESH_SECONDS, most)
    for payment_id in due:
        queue.send("refunds", payment_id=payment_id)
        Payment.put_off(payment_id, now() + PATIENCE_SECONDS)
    return len(due)


def resolve(payment_id: str) -> None:
    """Bring a payment and Stripe together. May run twice, and at the same time.

    Raises what Stripe refuses for a reason that may pass: the queue brings the payment again, then the sweeper.
    """
    payment = refresh(payment_id)
    for request_id, amount in payment.unmet(payment.facts).items():
        payment = _refund(payment, request_id, amount)
    if payment.kind and payment.facts.outstanding > 0:
        _reverse_transfers(payment)
    elif payment.kind and payment.facts.outstanding < 0:
        _retransfer(payment)


def refresh(payment_id: str) -> Payment:
    """Look a payment up at Stripe and settle all that is found; return it as it is after that."""
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
    """Return what our own mark on a PaymentIntent says that it is for."""
    kind, order_id = payments.row_in_metadata(intent.get("metadata")) or ("", "")
    return Origin(kind, order_id) if kind in KINDS else Origin()


def _reversals(charge: dict[str, Any], payment_id: str) -> Facts:
    """Return what the creator gave back of a charge and what was sent again, and what we gave back of our fee."""
    transfer, fee = charge.get("transfer"), charge.get("application_fee")
    again = list(payments.retransfers_of(payment_id))
    transfers = [*again, transfer] if isinstance(transfer, dict) else again
    return Facts(
        reversed=sum(int(one["amount_reversed"]) for one in transfers),
        fee_refunded=int(fee["amount_refunded"]) if isinstance(fee, dict) else 0,
        returned={one["id"]: int(one["amount"]) for one in again},
    )


def _refund(payment: Payment, request_id: str, amount: int) -> Payment:
    """Make a refund that was asked for; of what a dispute holds, nothing is given back while it is undecided."""
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
    # The refund alone would look as if the creator had given nothing back yet.
    return refresh(payment.id)


def _create_refund(payment: Payment, request_id: str, amount: int, *, is_platform_funded: bool) -> None:
    """Ask Stripe for a refund; alone, the platform pays it, and another call takes the creator's part back."""
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
    """Reverse the transfer by what the payer got back; what the creator's account cannot give is a debt."""
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
            # Another worker is at it with another amount: whoever comes next sees what it did.
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
    """Note as a debt what is still missing when we look again."""
    fresh = refresh(payment.id)
    if fresh.facts.outstanding > 0:
        log.warning("%s of %s cannot be taken back: %s", fresh.facts.outstanding, payment.id, refused)
        settle(payment.id, Observation(Facts(debt=fresh.facts.debt + fresh.facts.outstanding)))


def _retransfer(payment: Payment) -> None:
    """Send to the creator what was taken back for a refund that failed since; the fee that went with it stays there."""
    facts = payment.facts
    if not facts.reversed:
        return
    key = f"again:{payment.id}:{facts.reversed}:{sum(facts.returned.values())}"
    seller = Seller.find(str(payment.creator_id))
    missing = -facts.outstanding
    payments.create_transfer(key, missing, str(payment.currency), seller.stripe_account_id, payment.id)
    refresh(payment.id)
