"""Tell what opens a post that is paid for: a price, an author's own tier, or an author's own campaign."""

from typing import Any, NamedTuple

from chalicelib import config
from chalicelib.errors import NotFound, Unprocessable
from chalicelib.gateways import queue
from chalicelib.models.money import currencies
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.funding.campaigns import CANCELLED, COLLECTING, FAILED, LIVE, Campaign
from chalicelib.models.money.selling.checkout_pages import post_offer
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.reading.lists import List
from chalicelib.models.photos import sales
from chalicelib.models.photos.posts import CAMPAIGN, PAID, PRICE, TIER, Post
from chalicelib.models.photos.sharing import posted_lists
from chalicelib.models.photos.sharing.audiences import LIST
from chalicelib.models.safety.limits import Limit

# News for backers alone: nobody else is told that there is any, and no funding opens it.
FOR_BACKERS, NEVER = "for_backers", 1_000_000
HOUR, DAY = 3600, 86400
CHANGES_AN_HOUR, CHANGES_A_DAY = 6, 20
TOO_MANY_CHANGES = "A price can be changed 6 times an hour and 20 times a day, because whoever is paying gets it back"
COVERED = "Validation failed: What is covered as sensitive cannot be sold here"
NEEDS_A_PHOTO = "Validation failed: A post that is paid for needs a photo"


class Terms(NamedTuple):
    """What an author asks for: an access, and the offer that goes with it as it was sent."""

    access: str
    offer: dict[str, Any] | None = None


def expect_plain(post: Post, before: Post | None = None, author: Account | None = None) -> None:
    """Raise Unprocessable where a post comes to be sold that is covered as sensitive, by its author or by a moderator.

    `before` is the post as it was before an edit: what was both by then may be edited on. `ALLOW_PAID_SENSITIVE` lets
    all of it be sold.
    """
    if config.ALLOW_PAID_SENSITIVE or not post.is_paid or post.parent_id:
        return
    was_paid = before is not None and before.is_paid
    is_covered = bool(post.body.get("sensitive")) and not (was_paid and before and before.body.get("sensitive"))
    if is_covered or (not was_paid and (author or Account.find(post.author_id)).sensitized_at):
        raise Unprocessable(COVERED)


def put_under(post: Post, changed: Post, terms: Terms | None) -> None:
    """Put an edited post under new terms, or see that it still keeps the ones it has; raises Unprocessable."""
    has_media = bool(changed.body["media"])
    if terms is None:
        needs_a_photo = post.is_paid and not post.parent_id and not (post.offer or {}).get(FOR_BACKERS)
        if needs_a_photo and not has_media:
            raise Unprocessable(NEEDS_A_PHOTO)
        return
    if post.is_message:
        raise Unprocessable("Validation failed: a message belongs to those between whom it is")
    if post.parent_id:
        raise Unprocessable("Validation failed: a comment belongs to the audience of what it answers")
    if post.body.get("campaign_id") and terms.access != post.access:
        raise Unprocessable("Validation failed: a post that presents a campaign is for everybody")
    changed.set_terms(terms.access, resolve(post.author_id, *terms, has_media=has_media))
    is_new_rule = post.rule != changed.rule and not changed.is_repriced(post)
    if is_new_rule and post.comments_count:
        # Each comment has taken over who may see it.
        raise Unprocessable("Validation failed: who may see a post cannot be changed once it has comments")


def keep_sold(post: Post, items: list[dict[str, Any]]) -> None:
    """Raise Unprocessable where somebody would lose a photo that they bought."""
    kept = {item["id"] for item in items}
    if post.sales_count and any(item["id"] not in kept for item in post.body["media"]):
        raise Unprocessable("Validation failed: A photo that was sold stays in its post")


def check_campaign_ended(post: Post) -> None:
    """Raise Unprocessable where people are asked for money by a post: it stays until they are told how it ended."""
    presented = Campaign.find_all([post.body["campaign_id"]]) if post.body.get("campaign_id") else []
    if any(campaign.state in (LIVE, COLLECTING) for campaign in presented):
        raise Unprocessable("Validation failed: This post presents a campaign: cancel that before you take it away")


def resolve(
    author_id: str, access: str, asked: dict[str, Any] | None, *, has_media: bool = True
) -> dict[str, Any] | None:
    """Return the offer that a post keeps, or None where it needs none. What is FOR_BACKERS needs no photo.

    List: `list_id`. Price: `amount`, `currency`. Tier: `tier_id`, `level`, `name`. Campaign: `campaign_id`, `level`,
    `title`. Raises Unprocessable where the author cannot offer that.
    """
    if access == LIST:
        return _list(author_id, asked or {})
    if access not in PAID:
        return None
    if not has_media and not (asked or {}).get(FOR_BACKERS):
        raise Unprocessable(NEEDS_A_PHOTO)
    return {PRICE: _price, TIER: _tier, CAMPAIGN: _campaign}[access](author_id, asked or {})


def count_change(subject_id: str) -> None:
    """Count a change of what a post or a tier offers, or raise TooManyRequests.

    Each change closes pages, and what is paid on one meanwhile goes back at the cost of Stripe's fee.
    """
    for most, seconds in ((CHANGES_AN_HOUR, HOUR), (CHANGES_A_DAY, DAY)):
        Limit.hit(f"offer|{subject_id}", most, seconds, TOO_MANY_CHANGES)


def count_changed(post: Post, changed: Post) -> None:
    """Count an edit that changes what a post's price buys, or raise TooManyRequests."""
    if sales.is_offer_changed(post, changed):
        count_change(post.id)


def announce(post: Post, changed: Post | None = None) -> None:
    """Have the pages closed soon that are open for what a post offered before it was changed, or deleted."""
    if post.access == PRICE and (changed is None or sales.is_offer_changed(post, changed)):
        queue.send("refunds", offer=post_offer(post.id))


def may_sell(author_id: str) -> bool:
    """Tell whether Stripe lets an account charge at this moment."""
    seller = Seller.of(author_id)
    return bool(seller and seller.charges_enabled)


def _list(author_id: str, asked: dict[str, Any]) -> dict[str, Any]:
    try:
        list_id = List.of(author_id, str(asked.get("list_id") or "-")).id
    except NotFound as error:
        raise Unprocessable("Validation failed: There is no such list of yours") from error
    posted_lists.note(author_id, list_id)
    return {"list_id": list_id}


def _price(author_id: str, asked: dict[str, Any]) -> dict[str, Any]:
    amount, currency = asked.get("amount"), str(asked.get("currency") or "").lower()
    if currency not in currencies.CURRENCIES:
        raise Unprocessable("Validation failed: Price needs a currency that can be charged")
    if not currencies.is_chargeable_amount(amount, currency):
        raise Unprocessable(f"Validation failed: Price must be from {currencies.range_text(currency)}")
    if not may_sell(author_id):
        raise Unprocessable("Validation failed: Connect a Stripe account that may charge before you sell")
    return {"amount": amount, "currency": currency}


def _tier(author_id: str, asked: dict[str, Any]) -> dict[str, Any]:
    tier = Tier.held(author_id, str(asked.get("tier_id") or ""))
    if tier is None or not tier.is_active:
        raise Unprocessable("Validation failed: There is no such tier of yours")
    return {"tier_id": tier.id, "level": int(tier.level), "name": tier.name}


def _campaign(author_id: str, asked: dict[str, Any]) -> dict[str, Any]:
    found = Campaign.find_all([str(asked.get("campaign_id") or "")])
    if not found or found[0].creator_id != author_id or found[0].state in (FAILED, CANCELLED):
        raise Unprocessable("Validation failed: There is no such campaign of yours")
    campaign, level = found[0], asked.get("level") or 0
    if asked.get(FOR_BACKERS):
        return {"campaign_id": campaign.id, "level": NEVER, "title": campaign.title, FOR_BACKERS: True}
    if not 0 <= level <= len(campaign.stretch_goals):
        raise Unprocessable("Validation failed: There is no such stretch goal")
    return {"campaign_id": campaign.id, "level": level, "title": campaign.title}
