"""Do at Stripe what a payment still needs: refunds that were asked for, and money that the creator has to give back.

What is there already is looked up first and learned, so that a run after any crash does nothing twice; the keys
of the calls are those of our own requests.
"""

import logging
from typing import Any

from chalicelib.errors import NotFound, PaymentRefused
from chalicelib.gateways import payments
from chalicelib.models.money.facts import Facts, charge_facts, refund_facts
from chalicelib.models.money.origins import Origin
from chalicelib.models.money.payments import Payment
from chalicelib.services.money.settlement import News, settle

log = logging.getLogger(__name__)


def pay(payment_id: str) -> None:
    """Bring a payment and Stripe together. May run twice, and at the same time."""
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
    facts = Facts(paid=int(intent["amount_received"] or 0), fee=int(intent.get("application_fee_amount") or 0))
    charge_id, transfer_id = "", ""
    if intent.get("latest_charge"):
        charge = _charge_of(intent)
        facts = facts.merge(charge_facts(charge)).merge(_given_back(charge))
        charge_id, transfer_id = charge["id"], _id_of(charge.get("transfer"))
    for refund in payments.refunds_of(payment_id):
        facts = facts.merge(refund_facts(refund))
    origin = Origin(currency=intent["currency"], charge_id=charge_id, transfer_id=transfer_id)
    if owner := payments.owner_in(intent.get("metadata")):
        origin = Origin(owner[0], owner[1]).known_with(origin)
    return settle(payment_id, News(facts, origin))


def _charge_of(intent: dict[str, Any]) -> dict[str, Any]:
    return payments.find_charge(_id_of(intent["latest_charge"]), expand=("transfer", "application_fee"))


def _id_of(found: Any) -> str:
    """Return the id of what Stripe gives as an id, as the object itself, or not at all."""
    return str(found["id"]) if isinstance(found, dict) else str(found or "")


def _given_back(charge: dict[str, Any]) -> Facts:
    """Return what the creator gave back of a charge, and what we gave back of our fee."""
    transfer, fee = charge.get("transfer"), charge.get("application_fee")
    return Facts(
        reversed=int(transfer["amount_reversed"]) if isinstance(transfer, dict) else 0,
        fee_refunded=int(fee["amount_refunded"]) if isinstance(fee, dict) else 0,
    )


def _refund(payment: Payment, request_id: str, amount: int) -> Payment:
    left = payment.facts.paid - payment.facts.refunded
    if left <= 0:
        log.warning("%s asks for a refund of %s, of which nothing is left", request_id, payment.id)
        return settle(payment.id, News(Facts(requests={request_id: [""]})))
    made = payments.refund(f"refund:{request_id}", payment.id, min(amount, left), request_id)
    return settle(payment.id, News(refund_facts(made)))


def _take_back(payment: Payment) -> None:
    """Reverse the transfer by what the payer got back; what the creator's account cannot give is a debt."""
    missing = payment.facts.outstanding
    key = f"reverse:{payment.id}:{payment.facts.reversed}:{payment.facts.debt}"
    try:
        made = payments.reverse_transfer(key, payment.transfer_id or "", missing)
    except PaymentRefused as refused:
        log.warning("the transfer of %s cannot be reversed: %s", payment.id, refused)
        settle(payment.id, News(Facts(debt=payment.facts.debt + missing)))
        return
    del made
    learn(payment.id)


def _send_again(payment: Payment) -> None:
    log.warning("%s: %s are owed to the creator again", payment.id, -payment.facts.outstanding)
