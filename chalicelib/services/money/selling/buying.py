"""Begin purchases of posts, and list purchases and sales."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.base import new_id
from chalicelib.models.batches import Key, fetch
from chalicelib.models.money.grants import Grant, post_key
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.checkout_pages import post_offer
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos import sales
from chalicelib.models.photos.posts import PRICE, Post
from chalicelib.services.money.selling.pages import terms, visits
from chalicelib.services.money.selling.pages.opening import Offer
from chalicelib.services.money.selling.purchases import left_at, open_checkout
from chalicelib.services.people.relationships import blocks
from chalicelib.services.photos import offers, views
from chalicelib.services.photos.views import PostView


@dataclass(frozen=True)
class PurchaseView:
    """A purchase as its buyer or its seller sees it; `account` is the other party, if it still exists."""

    purchase: Purchase
    account: Account | None
    shown: PostView | None
    refunded: int


def begin(buyer_id: str, post_id: str, address: str = "") -> tuple[Purchase, str]:
    """Begin to buy a post at the price that it has, and return the purchase and the address of its Checkout page.

    A page that the buyer has open for this post is used again. Raises NotFound for a post without a price and for one
    that the buyer is not shown, and Unprocessable for one that this account cannot buy. `address` is where the buyer
    asks from.
    """
    post = find_priced(post_id)
    if post.author_id == buyer_id:
        raise Unprocessable("Validation failed: This post is yours")
    if Grant.among([(buyer_id, post_key(post_id))]):
        raise Unprocessable("Validation failed: This post is yours already")
    author = blocks.find_open(buyer_id, post.author_id)
    if not views.of_posts(buyer_id, [post]):
        # A private account sells to those whom it lets follow.
        raise NotFound
    offers.expect_plain(post, author=author)
    visits.count(buyer_id, address, post.author_id)
    offered = terms.of_post(post)
    purchase = Purchase(
        new_id(),
        kind="post",
        buyer_id=buyer_id,
        seller_id=post.author_id,
        subject_id=post_id,
        amount=offered["amount"],
        currency=offered["currency"],
        details={"title": f"A photo by @{post.author['handle']}"},
    )
    offer = Offer(post_offer(post_id), buyer_id, offered, (partial(sales.expect_unchanged, post=post),))
    return open_checkout(purchase, offer, left_at(post_id))


def find_priced(post_id: str) -> Post:
    """Return a post that has a price, or raise NotFound."""
    post = sales.held_for_buyers(post_id)
    if post is None or post.access != PRICE or not post.offer or post.parent_id:
        raise NotFound
    return post


def find(viewer_id: str, purchase_id: str) -> PurchaseView:
    """Return a purchase to its buyer, or raise NotFound."""
    purchase = Purchase.find(purchase_id)
    if purchase.buyer_id != viewer_id:
        raise NotFound
    return _views(viewer_id, [purchase], lambda one: one.seller_id)[0]


def bought(buyer_id: str, page: Page) -> tuple[Turned[str], list[PurchaseView]]:
    """Return a page of an account's purchases in any state, newest first."""
    turned = Purchase.bought_ids(buyer_id, page)
    return turned, _views(buyer_id, Purchase.find_all(turned.rows), lambda one: one.seller_id)


def sold(seller_id: str, page: Page) -> tuple[Turned[str], list[PurchaseView]]:
    """Return a page of purchases from an account in any state, newest first."""
    turned = Purchase.sold_ids(seller_id, page)
    return turned, _views(seller_id, Purchase.find_all(turned.rows), lambda one: one.buyer_id)


def _views(viewer_id: str, purchases: Iterable[Purchase], other: Callable[[Purchase], str]) -> list[PurchaseView]:
    held = list(purchases)
    keys: list[Key] = [(Account, other(one), None) for one in held]
    keys += [(Payment, one.payment_id, None) for one in held if one.payment_id]
    found: dict[Key, Any] = dict(fetch(keys))
    subjects = dict.fromkeys(one.subject_id for one in held if one.kind == "post")
    shown = {one.post.id: one for one in views.find_many(viewer_id, list(subjects))}
    rows = []
    for one in held:
        payment = found.get((Payment, one.payment_id or "", None))
        account = found.get((Account, other(one), None))
        rows.append(PurchaseView(one, account, shown.get(one.subject_id), payment.facts.refunded if payment else 0))
    return rows
