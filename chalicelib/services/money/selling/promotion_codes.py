"""Create and archive promotion codes for a creator's tiers."""

from dataclasses import dataclass

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.gateways import payments
from chalicelib.models.base import new_id, now
from chalicelib.models.money.selling.promotion_codes import ACTIVE, PromotionCode
from chalicelib.services.money.creators.sellers import find_seller
from chalicelib.services.money.selling import tiers

MOST_CODES = 100


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

    Raises PaymentRefused if the code is taken on this server.
    """
    find_seller(creator_id)
    products = [tier.product_id for tier in tiers.of(creator_id)]
    if not products:
        raise Unprocessable("Validation failed: You have no tier that this could be for")
    if discount.ends_at is not None and discount.ends_at <= now():
        raise Unprocessable("Validation failed: Ends at must be in the future")
    if sum(code.state == ACTIVE for code in PromotionCode.of(creator_id)) >= MOST_CODES:
        raise Unprocessable(f"Validation failed: You have {MOST_CODES} codes already")
    code = PromotionCode(creator_id, new_id(), **vars(discount))
    coupon = payments.create_coupon(
        f"coupon:{code.id}", percent_off=discount.percent_off, months=discount.months, products=products
    )
    made = payments.create_promotion_code(
        f"code:{code.id}", coupon=coupon["id"], code=discount.code, most=discount.most, expires_at=discount.ends_at
    )
    code.stripe_id = made["id"]
    code.create()
    return code


def archive(creator_id: str, code_id: str) -> None:
    """Archive a code, so that it cannot be redeemed any more; earlier redemptions stay. Raises NotFound."""
    code = PromotionCode.held(creator_id, code_id)
    if code is None:
        raise NotFound
    payments.archive_promotion_code(code.stripe_id)
    code.archive()
