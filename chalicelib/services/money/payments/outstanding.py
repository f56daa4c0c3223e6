"""Carry out at Stripe what is outstanding of a payment: requested refunds, and transfers to reverse or to repeat.

One step after the other: Stripe's state is read and settled, the next write at Stripe is decided from that very row and
stored over its version, and only then carried out. So of two workers one decides, the other makes the same call again,
and a run after any crash repeats nothing.
"""

from chalicelib.errors import Unavailable
from chalicelib.gateways import queue
from chalicelib.models.base import GuardFailed, now
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.operations import REFUND, REFUND_ALONE, TRANSFER, Ending, Operation
from chalicelib.models.money.payments.payments import Payment
from chalicelib.services.money.payments import operations
from chalicelib.services.money.payments.settlement import Observation, settle
from chalicelib.services.money.payments.snapshots import refresh

# Younger ones are still in the queue; those that failed are queued again after an hour.
FRESH_SECONDS, PATIENCE_SECONDS = 120, 3600
OPEN_DISPUTES = {"needs_response", "under_review"}
# A payment takes a few steps for each requested refund; the queue delivers it again if there are more.
MOST_STEPS = 40


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
    payment: Payment | None = refresh(payment_id)
    for _ in range(MOST_STEPS):
        payment = _step(payment) if payment and payment.kind else None
        if payment is None:
            return
    raise Unavailable


def _step(payment: Payment) -> Payment | None:
    """Do what comes next, and return the payment as it is then; None if nothing is left to do now."""
    facts = payment.facts
    if payment.under_way:
        return operations.carry_out(payment, payment.under_way)
    if facts.outstanding > 0:
        operation = operations.reversal(payment)
        # Without a transfer to reverse, the creator owes it.
        return _begin(payment, operation) if operation else _end(payment, Ending(owed=facts.outstanding))
    request_id = next(iter(payment.unmet(facts)), None)
    is_open = any(status in OPEN_DISPUTES for _, _, status in facts.disputes.values())
    if request_id and not is_open:
        return _begin_refund(payment, request_id)
    if facts.outstanding < 0:
        return _return_to_creator(payment)
    return None


def _begin(payment: Payment, operation: Operation) -> Payment:
    """Store the decision; where another worker changed the payment meanwhile, return what is to be decided from."""
    try:
        return payment.begin(operation)
    except GuardFailed:
        return refresh(payment.id)


def _end(payment: Payment, ending: Ending) -> Payment:
    return settle(payment.id, Observation(ending=ending))


def _begin_refund(payment: Payment, request_id: str) -> Payment:
    facts = payment.facts
    if facts.counted <= 0:
        return settle(payment.id, Observation(Facts(requests={request_id: [""]})))
    part = min(payment.wanted[request_id], facts.counted)
    # What the creator has given back already cannot be taken a second time.
    kind = REFUND_ALONE if facts.reversed + part > facts.paid else REFUND
    return _begin(payment, Operation.decide(kind, part, request_id, has_fee=facts.fee > facts.fee_refunded))


def _return_to_creator(payment: Payment) -> Payment | None:
    """Return what was taken for a refund that failed later: the debt is forgiven, then money is transferred again."""
    facts = payment.facts
    if facts.debt > facts.forgiven:
        return _end(payment, Ending(is_forgiving=True))
    if not facts.reversed:
        return None
    return _begin(payment, Operation.decide(TRANSFER, -facts.outstanding, operations.destination(payment)))
