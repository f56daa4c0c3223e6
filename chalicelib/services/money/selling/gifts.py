"""Begin gifts of a tier's months to another account, and tips to a creator."""

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.base import new_id
from chalicelib.models.money import currencies
from chalicelib.models.money.selling.checkout_pages import tiers_offer, tips_offer
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.money.worth import LARGEST_TIP, charge_worth
from chalicelib.services.money.creators.sellers import find_seller
from chalicelib.services.money.selling import tiers
from chalicelib.services.money.selling.pages import terms, visits
from chalicelib.services.money.selling.pages.opening import Offer
from chalicelib.services.money.selling.purchases import left_at, open_checkout
from chalicelib.services.people.relationships import blocks, requests
from chalicelib.services.photos import views

MOST_MONTHS = 12


def begin(giver_id: str, recipient_id: str, tier_id: str, months: int, address: str = "") -> tuple[Purchase, str]:
    """Begin to give months of a tier, and return the purchase and the address of its Checkout page.

    Raises NotFound for an unknown tier or account, and Unprocessable for a gift to oneself or to the tier's creator.
    """
    tier = tiers.find(Tier.find(tier_id).creator_id, tier_id)
    creator = blocks.find_open(giver_id, tier.creator_id)
    blocks.find_open(giver_id, recipient_id)
    if recipient_id in {giver_id, tier.creator_id}:
        raise Unprocessable("Validation failed: A gift must go to another account than yours and the creator's")
    requests.check_let_in(recipient_id, creator)
    if not 1 <= months <= MOST_MONTHS:
        raise Unprocessable(f"Validation failed: Months must be from 1 to {MOST_MONTHS}")
    amount = int(tier.amount) * months
    if not currencies.is_chargeable_amount(amount, tier.currency):
        limits = currencies.range_text(tier.currency)
        raise Unprocessable(f"Validation failed: What is charged at once must be from {limits}")
    visits.count(giver_id, address, tier.creator_id)
    what = "1 month" if months == 1 else f"{months} months"
    purchase = Purchase(
        new_id(),
        kind="gift",
        buyer_id=giver_id,
        seller_id=tier.creator_id,
        subject_id=tier.id,
        recipient_id=recipient_id,
        amount=amount,
        currency=tier.currency,
        details={
            "title": f"{what} of {tier.name} by @{creator.handle}",
            "tier_id": tier.id,
            "level": int(tier.level),
            "months": months,
        },
    )
    offered = terms.of_gift(tier, months, recipient_id)
    offer = Offer(tiers_offer(tier.creator_id), f"{giver_id}#gift", offered, (tier.unchanged,))
    return open_checkout(purchase, offer, left_at())


def largest_tip(currency: str) -> int:
    """Return the largest tip in a currency, which can be charged at once."""
    return charge_worth(LARGEST_TIP, currency)


def currency_of(creator_id: str) -> str:
    """Return the currency in which a creator is tipped, and nothing for one who cannot be paid."""
    try:
        return find_seller(creator_id).default_currency
    except Unprocessable:
        return ""


def begin_tip(
    giver_id: str, creator_id: str, amount: int, currency: str = "", post_id: str = "", address: str = ""
) -> tuple[Purchase, str]:
    """Begin to give a tip, to a creator or for one of their posts; return the purchase and its Checkout page.

    Without a currency it is that of the creator's bank account.
    """
    creator = blocks.find_open(giver_id, creator_id)
    # A tip for a post that one does not see would tell that it is there.
    if post_id and views.find(giver_id, post_id).post.author_id != creator_id:
        raise NotFound
    if creator_id == giver_id:
        raise Unprocessable("Validation failed: You cannot tip yourself")
    code = currency or find_seller(creator_id).default_currency
    if code not in currencies.CURRENCIES:
        raise Unprocessable("Validation failed: Currency is not one that can be charged")
    most = largest_tip(code)
    if amount > most or not currencies.is_chargeable_amount(amount, code):
        raise Unprocessable(f"Validation failed: A tip must be from {currencies.range_text(code, most)}")
    visits.count(giver_id, address, creator_id)
    purchase = Purchase(
        new_id(),
        kind="tip",
        buyer_id=giver_id,
        seller_id=creator_id,
        subject_id=post_id,
        amount=amount,
        currency=code,
        details={"title": f"A tip for @{creator.handle}"},
    )
    offer = Offer(tips_offer(creator_id), giver_id, {"amount": amount, "currency": code, "for": post_id})
    return open_checkout(purchase, offer, left_at(post_id))
