"""Create and archive promotion codes for a creator's tiers."""

from dataclasses import dataclass

from chalicelib.errors import NotFound, RossgramError, Unprocessable
from chalicelib.gateways import payments, queue
from chalicelib.models.base import new_id, now
from chalicelib.models.money.selling.checkout_pages import tiers_offer
from chalicelib.models.money.selling.promotion_codes import ACTIVE, PromotionCode, PromotionWord
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.services.money.creators.sellers import find_seller
from chalicelib.services.money.selling import tiers

MOST_CODES = 100
# Of a page at Stripe, counted from when Stripe makes it, which may be a moment later.
SHORTEST_PAGE, LONGEST_PAGE, MARGIN_SECONDS = 1_800, 86_400, 60


@dataclass(frozen=True)
class Discount:
    """The percentage of a code, its months (None: for ever), its most redemptions, and its end."""

    code: str
    percent_off: int
    months: int | None = None
    most: int | None = None
    ends_at: int | None = None


def create(creator_id: str, discount: Discount) -> PromotionCode:
    """Create a code for the tiers that the creator sells at this moment.

    Its word is the creator's own; at Stripe, where words are everybody's, the code's id is added to it. Raises
    Unprocessable if an active code of the creator has the word. A crash midway keeps the word for a minute.
    """
    find_seller(creator_id)
    products = [tier.product_id for tier in tiers.of(creator_id)]
    if not products:
        raise Unprocessable("Validation failed: You have no tier that this could be for")
    if discount.ends_at is not None and discount.ends_at <= now():
        raise Unprocessable("Validation failed: Ends at must be in the future")
    if sum(code.state == ACTIVE for code in PromotionCode.of(creator_id)) >= MOST_CODES:
        raise Unprocessable(f"Validation failed: You have {MOST_CODES} codes already")
    code = PromotionCode(creator_id, new_id(), products=products, **vars(discount))
    if not PromotionWord.take(code):
        raise Unprocessable("Validation failed: Code already exists among yours")
    try:
        code.stripe_id = _make(code, products)
        code.create()
    except RossgramError:
        PromotionWord.give_back(code)
        raise
    return code


def _make(code: PromotionCode, products: list[str]) -> str:
    months = None if code.months is None else int(code.months)
    percent_off, most, ends_at = int(code.percent_off), code.most, code.ends_at
    coupon = payments.create_coupon(f"coupon:{code.id}", percent_off=percent_off, months=months, products=products)
    made = payments.create_promotion_code(
        f"code:{code.id}",
        coupon=coupon["id"],
        code=f"{code.code}-{code.id}",
        most=None if most is None else int(most),
        expires_at=None if ends_at is None else int(ends_at),
    )
    return str(made["id"])


def find(tier: Tier, word: str) -> PromotionCode:
    """Return the active code of a tier's creator that a word stands for, or raise Unprocessable.

    What Stripe's coupon is for is checked here as well: no creator's code takes anything off another's tier.
    """
    code = PromotionCode.of_word(tier.creator_id, word)
    if code is None or (code.products is not None and tier.product_id not in code.products):
        raise Unprocessable("Validation failed: This promotion code is not for this tier, or has ended")
    return code


def archive(creator_id: str, code_id: str) -> None:
    """Archive a code, and close the pages that are open with it; earlier redemptions stay. Raises NotFound."""
    code = PromotionCode.held(creator_id, code_id)
    if code is None:
        raise NotFound
    payments.archive_promotion_code(code.stripe_id)
    if code.archive():
        queue.send("refunds", offer=tiers_offer(creator_id))


def page_ends_at(code: PromotionCode | None) -> int | None:
    """Return when a page with a code ends: with the code, or as soon after it as Stripe can end a page.

    None where Stripe ends every page before. Source: https://docs.stripe.com/api/checkout/sessions/create
    """
    if code is None or code.ends_at is None or code.ends_at >= now() + LONGEST_PAGE - MARGIN_SECONDS:
        return None
    return max(int(code.ends_at), now() + SHORTEST_PAGE + MARGIN_SECONDS)
