"""Take a seller's refund requests: in full, in part or by item, and never more than was paid.

A request is one transaction over the payment's version, so that of two simultaneous requests the second sees what the
first took. A message in the queue "refunds" then makes the refund at Stripe.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.gateways import queue
from chalicelib.models.base import GuardFailed, new_id
from chalicelib.models.money import currencies
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.payments.facts import FAILED_RANK, Facts
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.refunds import Refund
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.services.money.payments import round_trips

RACES = 12
PENDING, SUCCEEDED, FAILED, VOID = "pending", "succeeded", "failed", "void"
SUCCEEDED_RANK = 2


@dataclass(frozen=True)
class RefundRequest:
    """A seller's request: an amount, or items, or, without either, all that is left.

    `key` is the client's Idempotency-Key: requests with the same key are one refund.
    """

    amount: int | None = None
    items: tuple[str, ...] = ()
    reason: str = ""
    key: str = ""


@dataclass(frozen=True)
class Order:
    """The purchase or pledge that was paid for; `items` are the prices of its parts by id."""

    seller_id: str
    buyer_id: str
    payment_id: str
    items: dict[str, int]


@dataclass(frozen=True)
class RefundView:
    """A refund with its state; one made in Stripe's Dashboard has no items and no reason."""

    id: str
    state: str
    amount: int
    currency: str
    items: tuple[str, ...] = ()
    reason: str = ""
    created_at: int | None = None


def _purchase_order(purchase_id: str) -> Order:
    found = Purchase.find(purchase_id)
    items = {found.subject_id: int(found.amount)}
    return Order(found.seller_id, found.buyer_id, found.payment_id or "", items)


def _pledge_order(pledge_id: str) -> Order:
    found = Pledge.find(pledge_id)
    items = {held["id"]: int(held["amount"]) * int(held["quantity"]) for held in found.rewards}
    return Order(found.creator_id, found.backer_id, found.payment_id or "", items)


# How an order is read, by its kind.
ORDERS: dict[str, Callable[[str], Order]] = {"purchase": _purchase_order, "pledge": _pledge_order}


def request(seller_id: str, kind: str, order_id: str, requested: RefundRequest) -> RefundView:
    """Request a refund. Raises NotFound for another seller's order, and Unprocessable for what cannot be refunded."""
    order = ORDERS[kind](order_id)
    if seller_id == order.buyer_id != order.seller_id:
        raise Unprocessable("Validation failed: Only the seller can give a refund")
    if seller_id != order.seller_id:
        raise NotFound
    for _ in range(RACES):
        payment = Payment.read(order.payment_id) if order.payment_id else Payment("")
        try:
            return _request_once(payment, order, requested)
        except GuardFailed:
            # The payment changed meanwhile: read again what is left of it.
            continue
    raise Unavailable


def _request_once(payment: Payment, order: Order, requested: RefundRequest) -> RefundView:
    asked = Refund.of(payment.id) if payment.id else []
    request = Refund(
        payment.id, _request_id(payment.id, requested.key), items=list(requested.items), reason=requested.reason
    )
    before = next((one for one in asked if one.id == request.id), None)
    if before:
        request.amount = before.amount if requested.amount is None else requested.amount
        if not before.is_same(request):
            raise Unprocessable("Validation failed: This Idempotency-Key was used for another refund")
        return _view(before, payment)
    request.amount = _amount(payment, order, requested, asked)
    round_trips.give_back(order.seller_id, payment)
    wanted = {**payment.wanted, request.id: int(request.amount)}
    changed = payment.change(payment.facts, payment.origin, wanted, [request.put], operation=payment.under_way)
    queue.send("refunds", payment_id=payment.id)
    return _view(request, changed)


def _request_id(payment_id: str, key: str) -> str:
    return hashlib.sha256(f"{payment_id}\n{key}".encode()).hexdigest()[:32] if key else new_id()


def _amount(payment: Payment, order: Order, requested: RefundRequest, asked: list[Refund]) -> int:
    """Return the amount of a request, or raise Unprocessable where it exceeds what is left."""
    facts = payment.facts
    if not facts.paid:
        raise Unprocessable("Validation failed: Nothing was paid")
    if facts.is_disputed:
        raise Unprocessable("Validation failed: This payment is disputed; the bank decides over the money")
    left = facts.counted - sum(payment.unmet(facts).values())
    amount = left if requested.amount is None else requested.amount
    if requested.items:
        taken = {item for one in asked if _state(one.id, payment) in {PENDING, SUCCEEDED} for item in one.items}
        amount = sum(_cost(order, item, taken) for item in requested.items)
    if not 0 < amount <= left:
        text = currencies.text(max(left, 0), str(payment.currency))
        raise Unprocessable(f"Validation failed: Amount must be above 0 and at most what is left, {text}")
    return amount


def _cost(order: Order, item: str, taken: set[str]) -> int:
    if item not in order.items:
        raise Unprocessable("Validation failed: Items has one that was not paid for")
    if item in taken:
        raise Unprocessable("Validation failed: Items has one that was refunded before")
    return order.items[item]


def list_for(viewer_id: str, kind: str, order_id: str) -> list[RefundView]:
    """Return an order's refunds to its seller or its buyer: those requested here, then those from the Dashboard."""
    order = ORDERS[kind](order_id)
    if viewer_id not in {order.seller_id, order.buyer_id}:
        raise NotFound
    if not order.payment_id:
        return []
    payment = Payment.read(order.payment_id)
    asked = [_view(one, payment) for one in Refund.of(payment.id)]
    made_for = {refund_id for (refund_id, *_) in payment.facts.requests.values()}
    others = [one for one in payment.facts.refunds.items() if one[0] not in made_for or not asked]
    currency = str(payment.currency)
    return asked + [RefundView(name, _rank_state(rank), int(amount), currency) for name, (amount, rank) in others]


def _view(request: Refund, payment: Payment) -> RefundView:
    state, amount = _state(request.id, payment), int(request.amount)
    items, reason, at = tuple(request.items), request.reason, int(request.created_at)
    return RefundView(request.id, state, amount, str(payment.currency), items, reason, at)


def _state(request_id: str, payment: Payment) -> str:
    facts: Facts = payment.facts
    refund_id = facts.requests.get(request_id, [None])[0]
    if refund_id is None:
        return PENDING
    held = facts.refunds.get(str(refund_id))
    return _rank_state(held[1]) if held else VOID


def _rank_state(rank: int) -> str:
    if rank >= FAILED_RANK:
        return FAILED
    return SUCCEEDED if rank == SUCCEEDED_RANK else PENDING
