"""Carry out at Stripe the operation that a payment's row holds, and write how it ended."""

import logging
from collections.abc import Callable
from typing import Any

from chalicelib.errors import NotFound, PaymentRefused
from chalicelib.gateways import payments
from chalicelib.models.base import now
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.payments.operations import (
    REFUND,
    REFUND_ALONE,
    REVERSE,
    TRANSFER,
    Ending,
    Operation,
)
from chalicelib.models.money.payments.payments import Payment
from chalicelib.services.money.payments.settlement import Observation, settle
from chalicelib.services.money.payments.snapshots import refresh

log = logging.getLogger(__name__)

# Stripe may forget a key after 24 hours. Nobody calls with a key that is close to that age; an hour later no call with
# it can be on its way any more, and what was not made by then is decided again.
# https://docs.stripe.com/api/idempotent_requests
KEY_SECONDS, MARGIN_SECONDS = 24 * 3600, 3600
# Stripe refuses these refunds for good. https://docs.stripe.com/error-codes
NOT_REFUNDABLE = {"charge_already_refunded", "charge_disputed"}
# The connected account cannot pay its part. The payer is refunded nevertheless, and the creator owes the amount.
INSUFFICIENT_FUNDS = {"balance_insufficient", "insufficient_funds"}


def reversal(payment: Payment) -> Operation | None:
    """Decide the reversal of what is outstanding, or of a part of it; None if nothing is left of the transfers."""
    for transfer in _transfers(payment):
        left = int(transfer["amount"]) - int(transfer["amount_reversed"])
        if left > 0:
            return Operation.decide(REVERSE, min(payment.facts.outstanding, left), transfer["id"])
    return None


def destination(payment: Payment) -> str:
    """Return the connected account that a payment's money goes to."""
    return Seller.find(str(payment.creator_id)).stripe_account_id


def carry_out(payment: Payment, operation: Operation) -> Payment | None:
    """Make an operation's call, settle what it changed together with its end, and return the payment.

    Returns None while a call of yesterday may still be on its way: a later run knows.
    """
    # Who decided it may have died after the call. The key alone would do for a day.
    if _is_made(payment, operation):
        return refresh(payment.id, Ending(operation.id))
    age = now() - operation.at
    if age > KEY_SECONDS - MARGIN_SECONDS:
        return refresh(payment.id, Ending(operation.id)) if age > KEY_SECONDS else None
    try:
        CALLS[operation.kind](payment, operation)
    except (PaymentRefused, NotFound) as refused:
        return _end_refused(payment, operation, refused)
    # Neither a Refund nor a Reversal shows all that it changed.
    return refresh(payment.id, Ending(operation.id))


def _refund(payment: Payment, operation: Operation) -> Any:
    is_shared, has_fee = operation.kind == REFUND, operation.has_fee
    request_id, amount = operation.target, operation.amount
    payments.refund(operation.id, payment.id, amount, request_id, has_fee=has_fee, from_creator=is_shared)


def _reverse(payment: Payment, operation: Operation) -> None:
    del payment
    payments.reverse_transfer(operation.id, operation.target, operation.amount)


def _transfer(payment: Payment, operation: Operation) -> None:
    payments.create_transfer(operation.id, operation.amount, str(payment.currency), operation.target, payment.id)


CALLS: dict[str, Callable[[Payment, Operation], None]] = {
    REFUND: _refund,
    REFUND_ALONE: _refund,
    REVERSE: _reverse,
    TRANSFER: _transfer,
}


def _is_made(payment: Payment, operation: Operation) -> bool:
    """Tell whether Stripe has what an operation was to make, by the metadata that its call sends."""
    if operation.kind in {REFUND, REFUND_ALONE}:
        return operation.target in payment.facts.requests
    found = payments.retransfers_of(payment.id)
    if operation.kind == REVERSE:
        found = payments.reversals_of(operation.target)
    return any(payments.is_of_operation(one, operation.id) for one in found)


def _transfers(payment: Payment) -> list[dict[str, Any]]:
    first = [payments.find_transfer(payment.transfer_id)] if payment.transfer_id else []
    return [*first, *payments.retransfers_of(payment.id)]


def _end_refused(payment: Payment, operation: Operation, refused: PaymentRefused | NotFound) -> Payment:
    """End an operation that Stripe refused, with what that means; raise the refusal if it means nothing."""
    fresh = refresh(payment.id)
    ending = _meaning(fresh, operation, getattr(refused, "code", ""))
    is_news = fresh.facts != payment.facts
    if ending is None and is_news:
        # The next step decides from what has happened meanwhile.
        return settle(payment.id, Observation(ending=Ending(operation.id)))
    log.warning("%s of %s for %s is refused: %s", operation.kind, operation.amount, payment.id, refused)
    if ending is None and operation.kind == REVERSE:
        ending = Ending(operation.id, owed=operation.amount)
    after = settle(payment.id, Observation(ending=ending or Ending(operation.id)))
    if ending is None:
        raise refused
    return after


def _meaning(payment: Payment, operation: Operation, code: str) -> Ending | None:
    """Return how a refusal ends an operation for good, or None if its reason may pass."""
    if operation.kind == REVERSE:
        return Ending(operation.id, owed=operation.amount) if code in INSUFFICIENT_FUNDS else None
    if operation.kind == TRANSFER:
        return None
    if operation.target in payment.facts.requests:
        return Ending(operation.id)
    if code in NOT_REFUNDABLE or payment.facts.counted <= 0:
        return Ending(operation.id, void=operation.target)
    if code not in INSUFFICIENT_FUNDS or operation.kind == REFUND_ALONE:
        return None
    amount, facts = min(operation.amount, payment.facts.counted), payment.facts
    has_fee = facts.fee > facts.fee_refunded
    return Ending(operation.id, then=Operation.decide(REFUND_ALONE, amount, operation.target, has_fee=has_fee))
