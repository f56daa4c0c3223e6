"""Onboard creators at Stripe, and open their Express dashboard there."""

from typing import Any

from chalicelib.errors import NotFound, PaymentRefused, Unavailable, Unprocessable
from chalicelib.gateways import payments
from chalicelib.models.base import is_key, now
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.safety.limits import Limit
from chalicelib.services.money.creators import connected_accounts
from chalicelib.services.money.creators.connected_accounts import page_url
from chalicelib.services.money.selling.pages import visits

# Our clock and Stripe's may differ.
SKEW_SECONDS = 3600
# How often one IP address may trigger a read at Stripe by opening the return page.
LOOKS, LOOKS_SECONDS = 30, 600


def begin(account_id: str, country: str = "", address: str = "") -> str:
    """Return the address of Stripe's onboarding page; each call returns a new one, since they expire.

    The first call creates the connected account, in a country that cannot be changed later. May run twice, at once
    and after any crash: one account is created. Raises Unprocessable for another country, and PaymentRefused for one
    that Stripe does not support.
    """
    visits.count(account_id, address)
    seller = _find_or_create(account_id, country)
    if country and seller.country and country != seller.country:
        raise Unprocessable("Validation failed: The country of an account cannot be changed")
    stripe_account_id = seller.stripe_account_id
    try:
        return payments.account_link(
            stripe_account_id,
            refresh_url=page_url(),
            return_url=f"{page_url()}/done?account={stripe_account_id}",
        )
    except NotFound as error:
        raise Unprocessable("Stripe does not know your account any more; ask the operator of this server") from error


def _find_or_create(account_id: str, country: str) -> Seller:
    seller = Seller(account_id, country=country)
    is_new = seller.create()
    found = seller if is_new else Seller.of(account_id)
    if found is None:
        raise Unavailable
    if not found.stripe_account_id:
        made = _create_account(found, is_new=is_new)
        found.set_stripe_account(made["id"])
        # A simultaneous call may have stored its account first.
        found = connected_accounts.refresh(account_id, connected_accounts.status_of(made, now()))
    elif not found.checked_at:
        # An earlier call was cut before it learned what Stripe wants of the account.
        found = connected_accounts.refresh(account_id)
    return found


def _create_account(seller: Seller, *, is_new: bool) -> dict[str, Any]:
    """Create the connected account. Stripe forgets keys after a day, so an earlier account is looked up first."""
    made = None if is_new else _find_created(seller)
    if made:
        return made
    key = f"account:{seller.account_id}:{seller.request_id}"
    try:
        return payments.create_account(key, email=None, country=seller.country or None, account_id=seller.account_id)
    except PaymentRefused as refused:
        if refused.code != "idempotency_error":
            seller.delete_request()
        raise


def _find_created(seller: Seller) -> dict[str, Any] | None:
    mine = ("account", seller.account_id)
    listed = payments.lists.accounts(int(seller.created_at) - SKEW_SECONDS)
    return next((one for one in listed if payments.row_in_metadata(one.get("metadata")) == mine), None)


def refresh(stripe_account_id: str, caller: str) -> bool:
    """Refresh a seller who returns from Stripe, and tell whether they may sell. Raises NotFound or TooManyRequests."""
    Limit.hit(f"onboarded|{caller}", LOOKS, LOOKS_SECONDS)
    seller = Seller.of_stripe_account(stripe_account_id) if is_key(stripe_account_id) else None
    if seller is None:
        raise NotFound
    return bool(connected_accounts.refresh(seller.account_id).charges_enabled)


def dashboard(account_id: str, address: str = "") -> str:
    """Return the address of a creator's Express dashboard. Raises Unprocessable before onboarding."""
    stripe_account_id = _account_of(account_id)
    visits.count(account_id, address)
    try:
        return payments.login_link(stripe_account_id)
    except NotFound as error:
        raise Unprocessable("Stripe does not know your account any more; ask the operator of this server") from error


def _account_of(account_id: str) -> str:
    seller = Seller.of(account_id)
    if seller is None or not seller.stripe_account_id:
        raise Unprocessable("Validation failed: Begin with onboarding first")
    return seller.stripe_account_id
