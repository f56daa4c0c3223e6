"""Open the one Checkout page that a buyer has for an offer."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from chalicelib.errors import PaymentRefused, RossgramError, Unavailable, Unprocessable
from chalicelib.gateways import payments
from chalicelib.models.base import GuardFailed, wait_a_little
from chalicelib.models.money.payments.origins import Write, write_all
from chalicelib.models.money.selling.checkout_pages import PURCHASE, SUBSCRIPTION, CheckoutPage
from chalicelib.models.money.selling.purchases import FAILED, UNPAID, Purchase
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.people import closed
from chalicelib.services.money.selling.pages import terms
from chalicelib.services.money.selling.pages.terms import Terms

Order = Purchase | Subscription
RACES = 10
PAYMENT_PENDING = "Validation failed: Your payment for this is on its way; it opens when Stripe tells us"
CHANGED = "Validation failed: What is offered here has changed this moment; look at it again"


@dataclass(frozen=True)
class Offer:
    """What a page is to sell, and where its row is.

    `in_force` are the conditions that the offer is still as it was read, which go with the row of the page: the promise
    to close the pages of an older version finds every page that was written before it. So does the condition that the
    creator's account is open.
    """

    name: str
    place: str
    terms: Terms
    in_force: tuple[Write, ...] = ()


def begin(offer: Offer, order: Order, ask: Callable[[], dict[str, Any]]) -> tuple[str, str]:
    """Return the id of the order and the address of its page: the one that is open for these terms, or a new one.

    `ask` opens the session of `order` at Stripe. A page that the buyer has open for other terms of the offer is closed.
    Raises Unprocessable where that was paid a moment ago, or where the offer changes meanwhile.
    """
    for attempt in range(RACES):
        held = CheckoutPage.held(offer.name, offer.place)
        url = _url(held, offer) if held and held.session_id else ""
        if held and url:
            return held.order_id, url
        is_free = held is None or not held.is_being_opened
        page = CheckoutPage(offer.name, offer.place, kind=_kind(order), order_id=order.id, terms=offer.terms)
        if is_free and _claim(offer, order, page, held):
            return order.id, _open(order, page, ask)
        # Another tab is opening it.
        wait_a_little(attempt)
    raise Unavailable


def _kind(order: Order) -> str:
    return PURCHASE if isinstance(order, Purchase) else SUBSCRIPTION


def _claim(offer: Offer, order: Order, page: CheckoutPage, held: CheckoutPage | None) -> bool:
    """Write the order and its page in one transaction; False where another tab was faster."""
    creator_id = order.seller_id if isinstance(order, Purchase) else order.creator_id
    conditions: list[Write] = [partial(closed.expect_open, account_id=creator_id), *offer.in_force]
    try:
        write_all(*conditions, partial(page.put, before=held), order.begin)
    except GuardFailed as failed:
        # Condition checks come first.
        if failed.positions[0] < len(conditions):
            raise Unprocessable(CHANGED) from failed
        return False
    return True


def _open(order: Order, page: CheckoutPage, ask: Callable[[], dict[str, Any]]) -> str:
    try:
        session = ask()
    except RossgramError:
        # If Stripe opened a session nevertheless, nobody has its address.
        if isinstance(order, Purchase):
            order.change_unpaid(FAILED)
        page.end()
        raise
    order.keep_session(session["id"])
    if not page.keep_session(session["id"]):
        expire(session["id"])
        raise Unprocessable(CHANGED)
    return str(session["url"])


def _url(page: CheckoutPage, offer: Offer) -> str:
    """Return the address of an open page of the same terms, or nothing; a page of other terms is closed.

    Raises Unprocessable if it was paid and the webhook has not arrived yet, so that no buyer pays twice.
    """
    session = payments.find_session(str(page.session_id))
    if session["status"] == "open" and terms.are_same(page.terms, offer.terms):
        return str(session["url"])
    was_closed = session["status"] == "open" and expire(session["id"])
    if not was_closed and session["status"] != "expired" and _is_awaited(page):
        raise Unprocessable(PAYMENT_PENDING)
    return ""


def expire(session_id: str) -> bool:
    """Close a page; False if it was paid or has ended."""
    try:
        payments.expire_session(session_id)
    except PaymentRefused:
        return False
    return True


def _is_awaited(page: CheckoutPage) -> bool:
    """Tell whether the payment of a page that cannot be paid twice is not known yet."""
    if page.kind == SUBSCRIPTION:
        return not Subscription.find(page.order_id).begun_with
    purchase = Purchase.find(page.order_id)
    return purchase.kind == "post" and purchase.state in UNPAID
