"""Tell buyers that what they paid for is open, and creators of who paid: in the transaction of the payment.

Each is decided from the payment as it was before, and named after its order: a payment that is settled again, and the
next payment of a subscription, tell nothing.
"""

from typing import Any

from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import Origin
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.talk.notifications import PLEDGE, PURCHASE_OPEN, SALE, SUBSCRIBER, TIP, Notification


def of_payment(before: Payment, after: Facts, origin: Origin, what: str, link: str) -> list[Notification]:
    """Return who is told of a payment, and what: nobody, unless it is seen as paid for the first time."""
    told = TOLD.get(origin.kind)
    if told is None or before.booked.paid or not after.paid:
        return []
    about: dict[str, Any] = {"what": what, "amount": after.paid, "currency": origin.currency}
    return told(before, origin, about | ({"link": link} if link else {}))


def _of_purchase(_: Payment, origin: Origin, about: dict[str, Any]) -> list[Notification]:
    purchase = Purchase.find(origin.order_id)
    post_id = purchase.subject_id if purchase.kind == "post" else None
    buyer, seller = purchase.buyer_id, purchase.seller_id
    kind = TIP if purchase.kind == "tip" else SALE
    told = [Notification.of(seller, kind, purchase.id, buyer, post_id, **about)]
    if post_id:
        told.append(Notification.of(buyer, PURCHASE_OPEN, purchase.id, seller, post_id, **about))
    return told


def _of_pledge(_: Payment, origin: Origin, about: dict[str, Any]) -> list[Notification]:
    return [Notification.of(origin.creator_id, PLEDGE, origin.order_id, origin.payer_id, **about)]


def _of_subscription(payment: Payment, origin: Origin, about: dict[str, Any]) -> list[Notification]:
    earlier = set(Subscription.find(origin.order_id).effective_payments) - {payment.id}
    if earlier:
        return []
    return [Notification.of(origin.creator_id, SUBSCRIBER, origin.order_id, origin.payer_id, **about)]


TOLD = {"purchase": _of_purchase, "pledge": _of_pledge, "subscription": _of_subscription}
