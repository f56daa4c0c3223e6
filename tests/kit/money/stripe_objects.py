"""Build Stripe's objects, their events, and the signed bytes of a webhook."""

import hashlib
import hmac
import itertools
import json
import time
from typing import Any

import requests

from chalicelib.gateways.payments import API_VERSION, metadata_of
from chalicelib.models.base import now
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.places import PAID
from chalicelib.models.photos.posts import PRICE, Post
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post

SECRET = "whsec_test"
_numbers = itertools.count(1)


def make_seller(account: Account, **fields: Any) -> Seller:
    """Make an account a seller whose charges are enabled."""
    known = {"charges_enabled": True, "payouts_enabled": True, "default_currency": "eur"}
    seller = Seller(account.id, **{"stripe_account_id": f"acct_{account.id}", **known, **fields})
    seller.save()
    return seller


def make_paid_post(author: Account, amount: int = 500, currency: str = "eur", photos: int = 1) -> Post:
    """Publish a post that has a price; the author sells."""
    post = make_post(author, photos=photos)
    post.access, post.offer = PRICE, {"amount": amount, "currency": currency}
    for photo in post.body["media"]:
        photo["place"] = PAID
    post.update([Post.access.set(PRICE), Post.offer.set(post.offer), Post.body.set(post.body)])
    if Seller.of(author.id) is None:
        make_seller(author)
    return post


def make_purchase(buyer: Account | None = None, post: Post | None = None, **fields: Any) -> Purchase:
    """Create a purchase whose Checkout page is open."""
    buyer = buyer or make_account()
    post = post or make_paid_post(make_account())
    offer = post.offer or {}
    known = {
        "kind": "post",
        "subject_id": post.id,
        "fee": offer["amount"] // 20,
        "details": {"title": "A photo"},
        **fields,
    }
    purchase = Purchase(buyer_id=buyer.id, seller_id=post.author_id, **offer, **known)
    purchase.create()
    return purchase


def intent_id(order: Any) -> str:
    """Return the id of the PaymentIntent of an order."""
    return f"pi_{order.id}"


def about(order: Any, kind: str = "purchase") -> dict[str, Any]:
    """Return the fields that the objects of one payment share."""
    shared = {"currency": order.currency, "metadata": metadata_of(kind, order.id), "livemode": False}
    return {**shared, "application_fee_amount": int(order.fee)}


def intent(order: Any, kind: str = "purchase", **fields: Any) -> dict[str, Any]:
    """Return a PaymentIntent that succeeded."""
    known = {"id": intent_id(order), "object": "payment_intent", "status": "succeeded", "amount": int(order.amount)}
    more = {"amount_received": int(order.amount), "latest_charge": f"ch_{order.id}"}
    return {**known, **more, **about(order, kind), **fields}


def charge(order: Any, refunded: int = 0, kind: str = "purchase", **fields: Any) -> dict[str, Any]:
    """Return a charge that was captured, and refunded in part."""
    known = {"id": f"ch_{order.id}", "object": "charge", "payment_intent": intent_id(order), "paid": True}
    amounts = {"amount": int(order.amount), "amount_captured": int(order.amount), "amount_refunded": refunded}
    return {**known, **amounts, **about(order, kind), "transfer": f"tr_{order.id}", **fields}


def session(order: Any, payment_status: str = "paid", **fields: Any) -> dict[str, Any]:
    """Return a Checkout Session in payment mode."""
    known = {"id": f"cs_{order.id}", "object": "checkout.session", "mode": "payment", "payment_status": payment_status}
    more = {"payment_intent": intent_id(order), "amount_total": int(order.amount), "status": "complete"}
    return {**known, **more, **about(order), "client_reference_id": order.id, **fields}


def refund(order: Any, amount: int, number: int = 1, status: str = "succeeded", **metadata: str) -> dict[str, Any]:
    """Return a refund; one from the Dashboard has no metadata."""
    known = {"id": f"re_{order.id}_{number}", "object": "refund", "amount": amount, "currency": order.currency}
    more = {"payment_intent": intent_id(order), "charge": f"ch_{order.id}", "status": status, "metadata": metadata}
    return {**known, **more}


def dispute(order: Any, status: str, amount: int | None = None, moves: tuple[int, ...] = ()) -> dict[str, Any]:
    """Return a dispute; `moves` are the fees of its balance transactions."""
    taken = [{"id": f"txn_{order.id}_{number}", "fee": fee} for number, fee in enumerate(moves)]
    known = {"id": f"dp_{order.id}", "object": "dispute", "status": status, "currency": order.currency}
    more = {"amount": int(order.amount) if amount is None else amount, "charge": f"ch_{order.id}", "metadata": {}}
    return {**known, **more, "payment_intent": intent_id(order), "balance_transactions": taken}


def transfer(order: Any, amount_reversed: int) -> dict[str, Any]:
    """Return a transfer to the creator that was partly reversed."""
    known = {"id": f"tr_{order.id}", "object": "transfer", "amount": int(order.amount), "currency": order.currency}
    more = {"amount_reversed": amount_reversed, "source_transaction": f"ch_{order.id}", "metadata": {}}
    return {**known, **more, "transfer_group": f"group_{intent_id(order)}"}


def event(event_type: str, about: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return an event in Stripe's form."""
    known = {"id": f"evt_test_{next(_numbers)}", "object": "event", "type": event_type, "api_version": API_VERSION}
    more = {"created": now(), "livemode": False, "data": {"object": about}, "pending_webhooks": 1, "request": None}
    return {**known, **more, **fields}


def signature(body: bytes, secret: str = SECRET, at: float | None = None) -> str:
    """Sign bytes as Stripe does: https://docs.stripe.com/webhooks#verify-manually."""
    moment = int(time.time() if at is None else at)
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


def send(told: dict[str, Any], secret: str = SECRET, at: float | None = None) -> requests.Response:
    """Send an event's signed bytes to the webhook endpoint."""
    body = json.dumps(told, indent=2).encode()
    headers = {"Stripe-Signature": signature(body, secret, at), "Content-Type": "application/json; charset=utf-8"}
    return Client().post("/webhooks/stripe", data=body, headers=headers)


def deliver(*events: dict[str, Any]) -> None:
    """Send events one after the other, and apply each; refunds to make at Stripe stay in their queue."""
    for told in events:
        answer = send(told)
        assert answer.status_code == 200, answer.text
        deliver_events("payments")
