"""Tell who may sell, and what the platform keeps of a sale."""

from functools import partial

from chalicelib import config
from chalicelib.errors import Unprocessable
from chalicelib.models import rounds
from chalicelib.models.batches import fetch
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.people.accounts import Account


def find_seller(account_id: str) -> Seller:
    """Return the seller behind an account: one trip.

    Raises Unprocessable where Stripe does not let it charge, where the account is closed, or where a moderator covered
    all its photos as sensitive, unless such are sold here.
    """
    seller, found = rounds.both(partial(Seller.of, account_id), partial(fetch, [(Account, account_id, None)]))
    is_out = any(isinstance(account, Account) and _is_out(account) for account in found.values())
    if seller is None or not seller.charges_enabled or is_out:
        raise Unprocessable("Validation failed: This creator cannot be paid at the moment")
    return seller


def _is_out(account: Account) -> bool:
    return bool(account.closed or (account.sensitized_at and not config.ALLOW_PAID_SENSITIVE))


def fee_of_amount(amount: int, currency: str) -> int:
    """Return the platform's fee for an amount: its share, rounded down, or the minimum; never more than the amount."""
    least = config.MINIMUM_FEE.get(currency.lower(), 0)
    return min(amount, max(amount * config.PLATFORM_FEE_BPS // 10_000, least))


def fee_bps_of(amount: int, currency: str) -> int:
    """Return the platform's share of a price that is paid again and again, in basis points.

    Stripe takes a percentage there and no amount, so the minimum becomes the least share that reaches it.
    """
    least = config.MINIMUM_FEE.get(currency.lower(), 0)
    return min(10_000, max(config.PLATFORM_FEE_BPS, -(-least * 10_000 // amount)))
