"""Tell what a Checkout page sells, and whether that is still offered as it was when the page was opened.

The terms of a page are noted with its order and on its row. A later version of the offer still honours them where it
asks the same price for at least the same: then the buyer gets now what the page promised.
"""

from typing import Any

from chalicelib.models.base import now
from chalicelib.models.money.selling.promotion_codes import PromotionCode
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.people import closed
from chalicelib.models.photos import sales
from chalicelib.models.photos.posts import PRICE, Post

Terms = dict[str, Any]
# The keys in terms: which version of the offer they are of, and the names of what is sold.
VERSION, POST, TIER, TRIAL, CODE = "version", "post_id", "tier_id", "trial_days", "code"
# The key of the terms in a purchase's details.
NOTED = "terms"


def of_post(post: Post) -> Terms:
    """Return what a page for a post sells: these photos at this price."""
    offer = post.offer or {}
    photos = sorted(item["id"] for item in post.body["media"])
    price = {"amount": int(offer["amount"]), "currency": offer["currency"]}
    return {POST: post.id, **price, "photos": photos, VERSION: int(post.version)}


def of_tier(tier: Tier, interval: str) -> Terms:
    """Return what a page for a subscription sells: a period of a tier, and the trial before it."""
    amount = tier.amount_of(interval)
    about = {"interval": interval, "amount": amount, TRIAL: int(tier.trial_days)}
    return {TIER: tier.id, **about, VERSION: int(tier.version)}


def of_gift(tier: Tier, months: int, recipient_id: str) -> Terms:
    """Return what a page for a gift sells: months of a tier for somebody."""
    about = {"months": months, "amount": int(tier.amount) * months, "recipient_id": recipient_id}
    return {TIER: tier.id, **about, VERSION: int(tier.version)}


def of_purchase(purchase: Purchase) -> Terms:
    """Return the terms that were noted with a purchase; of one of an earlier release, the price."""
    known: Terms = purchase.details.get(NOTED, {})
    return {POST: purchase.subject_id, "amount": int(purchase.amount), "currency": purchase.currency, **known}


def are_same(one: Terms, other: Terms) -> bool:
    """Tell whether two pages sell the same, whatever the version."""
    return _without_version(one) == _without_version(other)


def _without_version(terms: Terms) -> Terms:
    return {name: value for name, value in terms.items() if name != VERSION}


def find_post(terms: Terms) -> Post | None:
    """Return the post that terms are of, if it still honours them; whether its author sells is asked apart."""
    post = sales.held_for_buyers(terms[POST])
    if post is None or post.access != PRICE or not post.offer or post.closed_by:
        return None
    price = (terms["amount"], terms["currency"])
    there = {item["id"] for item in post.body["media"]}
    is_same = (int(post.offer["amount"]), post.offer["currency"]) == price
    return post if is_same and set(terms.get("photos", ())) <= there else None


def find_tier(creator_id: str, terms: Terms, at: int = 0) -> Tier | None:
    """Return the tier that terms are of, if it still honours them; whether its creator sells is asked apart.

    `at` is when they were accepted: a code that has ended since is honoured, and one that was archived is not.
    """
    tier = Tier.held(creator_id, terms[TIER])
    if tier is None or not tier.is_active or not _is_redeemable(creator_id, terms, at or now()):
        return None
    if "months" in terms:
        return tier if int(tier.amount) * int(terms["months"]) == terms["amount"] else None
    is_same = (tier.amount_of(terms["interval"]), int(tier.trial_days)) == (terms["amount"], terms[TRIAL])
    return tier if is_same else None


def _is_redeemable(creator_id: str, terms: Terms, at: int) -> bool:
    if CODE not in terms:
        return True
    code = PromotionCode.held(creator_id, terms[CODE])
    return code is not None and code.was_active(at)


def hold(owner_id: str, terms: Terms) -> bool:
    """Tell whether the offer of today still honours terms, and whose it is still sells.

    `owner_id` is the creator of a tier, and whoever is tipped: a tip has no terms that could change.
    """
    if POST in terms:
        post = find_post(terms)
        return post is not None and closed.is_open(post.author_id)
    is_same = TIER not in terms or find_tier(owner_id, terms) is not None
    return is_same and closed.is_open(owner_id)
