"""Do at Stripe what a payment still needs: refunds that were asked for, and money that the creator has to give back.

What is there already is looked up first and learned, so that a run after any crash does nothing twice; the keys
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
UNDECIDED = {"needs_response", "under_review"}
# Stripe will never carry these out. https://docs.stripe.com/error-codes
HOPELESS = {"charge_already_refunded", "charge_disputed"}
# The creator's account cannot give its part. The payer gets the money none the less, and the creator owes it.
POOR = {"balance_insufficient", "insufficient_funds"}


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
    payment = learn(payment_id)
    for request_id, amount in payment.unmet(payment.facts).items():
        payment = _refund(payment, request_id, amount)
    if payment.kind and payment.facts.outstanding > 0:
        _take_back(payment)
    elif payment.kind and payment.facts.outstanding < 0:
        _send_again(payment)


def learn(payment_id: str) -> Payment:
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
        facts = facts.merge(charge_facts(charge)).merge(_given_back(charge, payment_id))
        charge_id, transfer_id = charge["id"], id_of(charge.get("transfer"))
    for refund in payments.refunds_of(payment_id):
        facts = facts.merge(refund_facts(refund))
    for dispute in payments.disputes_of(payment_id):
        facts = facts.merge(dispute_facts(dispute))
    origin = Origin(currency=intent["currency"], charge_id=charge_id, transfer_id=transfer_id)
    return settle(payment_id, Observation(facts, _claimed(intent).known_with(origin)))


def _claimed(intent: dict[str, Any]) -> Origin:
    """Return what our own mark on a PaymentIntent says that it is for."""
    kind, order_id = payments.owner_in(intent.get("metadata")) or ("", "")
    return Origin(kind, order_id) if kind in KINDS else Origin()


def _given_back(charge: dict[str, Any], payment_id: str) -> Facts:
    """Return what the creator gave back of a charge and what was sent again, and what we gave back of our fee."""
    transfer, fee = charge.get("transfer"), charge.get("application_fee")
    again = list(payments.transfers_again(payment_id))
    transfers = [*again, transfer] if isinstance(transfer, dict) else again
    return Facts(
        reversed=sum(int(one["amount_reversed"]) for one in transfers),
        fee_refunded=int(fee["amount_refunded"]) if isinstance(fee, dict) else 0,
        returned={one["id"]: int(one["amount"]) for one in again},
    )


def _refund(payment: Payment, request_id: str, amount: int) -> Payment:
    """Make a refund that was asked for; of what a dispute holds, nothing is given back while it is undecided."""
    facts = payment.facts
    if any(status in UNDECIDED for _, _, status in facts.disputes.values()):
        return payment
    if facts.counted <= 0:
        return _void(payment, request_id, "nothing is left")
    part = min(amount, facts.counted)
    try:
        _ask(payment, request_id, part, is_alone=facts.reversed + part > facts.paid)
    except PaymentRefused as refused:
        return _refused(learn(payment.id), request_id, part, refused)
    # The refund alone would look as if the creator had given nothing back yet.
    return learn(payment.id)


def _ask(payment: Payment, request_id: str, amount: int, *, is_alone: bool) -> None:
    """Ask Stripe for a refund; alone, the platform pays it, and another call takes the creator's part back."""
    key = f"refund:{request_id}{':alone' if is_alone else ''}"
    has_fee = payment.facts.fee > payment.facts.fee_refunded
    payments.refund(key, payment.id, amount, request_id, has_fee=has_fee, from_creator=not is_alone)


def _refused(payment: Payment, request_id: str, amount: int, refused: PaymentRefused) -> Payment:
    if request_id in payment.facts.requests:
        return payment
    if refused.code in HOPELESS or payment.facts.counted <= 0:
        return _void(payment, request_id, str(refused))
    if refused.code not in POOR:
        raise refused
    _ask(payment, request_id, min(amount, payment.facts.counted), is_alone=True)
    return learn(payment.id)


def _void(payment: Payment, request_id: str, reason: str) -> Payment:
    log.warning("the refund %s of %s is void: %s", request_id, payment.id, reason)
    return settle(payment.id, Observation(Facts(requests={request_id: [""]})))


def _take_back(payment: Payment) -> None:
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
        _owe(payment, refused)
        return
    learned = learn(payment.id)
    if missing and learned.facts.outstanding >= missing:
        _owe(learned, PaymentRefused("nothing is left of the transfers"))


def _transfers(payment: Payment) -> list[dict[str, Any]]:
    first = [payments.find_transfer(payment.transfer_id)] if payment.transfer_id else []
    return [*first, *payments.transfers_again(payment.id)]


def _owe(payment: Payment, refused: PaymentRefused) -> None:
    """Note as a debt what is still missing when we look again."""
    fresh = learn(payment.id)
    if fresh.facts.outstanding > 0:
        log.warning("%s of %s cannot be taken back: %s", fresh.facts.outstanding, payment.id, refused)
        settle(payment.id, Observation(Facts(debt=fresh.facts.debt + fresh.facts.outstanding)))


def _send_again(payment: Payment) -> None:
    """Send to the creator what was taken back for a refund that failed since; the fee that went with it stays there."""
    facts = payment.facts
    if not facts.reversed:
        return
    key = f"again:{payment.id}:{facts.reversed}:{sum(facts.returned.values())}"
    seller = Seller.find(str(payment.creator_id))
    missing = -facts.outstanding
    payments.send_transfer(key, missing, str(payment.currency), seller.stripe_account_id, payment.id)
    learn(payment.id)
