"""Create and read connected accounts, their balance and their payouts.

Source: https://docs.stripe.com/connect/express-accounts.
"""

from chalicelib.gateways.payments.checkout import metadata_of
from chalicelib.gateways.payments.client import Obj, call


def create_account(key: str, *, email: str | None, country: str | None, account_id: str) -> Obj:
    """Create an Express account for one of our accounts; it is restricted until its owner has completed onboarding."""
    params = {
        "type": "express",
        "email": email or None,
        "country": country or None,
        "capabilities": {"card_payments": {"requested": True}, "transfers": {"requested": True}},
        "metadata": metadata_of("account", account_id),
    }
    return call("accounts.create", params=params, key=key)


def account_link(account: str, *, refresh_url: str, return_url: str) -> str:
    """Return the address of Stripe's onboarding page; it opens once, within minutes."""
    params = {"account": account, "type": "account_onboarding", "refresh_url": refresh_url, "return_url": return_url}
    return str(call("account_links.create", params=params)["url"])


def login_link(account: str) -> str:
    """Return the address of a creator's Express dashboard. Raises PaymentRefused before onboarding is completed."""
    return str(call("accounts.login_links.create", account)["url"])


def find_account(account: str) -> Obj:
    """Return a connected account: `charges_enabled`, `payouts_enabled`, `requirements`. Raises NotFound."""
    return call("accounts.retrieve", account)


def balance(account: str) -> Obj:
    """Return a connected account's balance: `available` and `pending`, each a list of amounts with currencies."""
    return call("balance.retrieve", account=account)


def payouts(account: str, *, limit: int = 20, starting_after: str | None = None) -> Obj:
    """Return a page of a connected account's payouts: `data`, newest first, and `has_more`."""
    return call("payouts.list", params={"limit": limit, "starting_after": starting_after or None}, account=account)
