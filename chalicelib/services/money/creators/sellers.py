"""Tell who may sell, and what the platform keeps of a sale."""

from chalicelib import config
from chalicelib.errors import Unprocessable
from chalicelib.models.money.creators.sellers import Seller


def find_seller(account_id: str) -> Seller:
    """Return the seller behind an account, or raise Unprocessable where Stripe does not let it charge."""
    seller = Seller.of(account_id)
    if seller is None or not seller.charges_enabled:
        raise Unprocessable("Validation failed: This creator cannot be paid at the moment")
    return seller


def fee_of_amount(amount: int) -> int:
    """Return the platform's fee for an amount, rounded down."""
    return amount * config.PLATFORM_FEE_BPS // 10_000
