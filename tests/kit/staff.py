"""Moderators, and the tokens that they act with."""

from chalicelib.models.people.accounts import Account
from chalicelib.services.people import sessions
from chalicelib.services.safety import roles
from tests.kit.client import Client
from tests.kit.factories import make_account, make_app, make_token

SCOPES = "admin:read admin:write read write"


def make_staff(role: str | None = "moderator", handle: str = "") -> Account:
    """Create an account with a role."""
    account = make_account(handle)
    if role:
        roles.give(account.id, role, "op")
    return Account.find(account.id)


def as_staff(account: Account, scopes: str = SCOPES) -> Client:
    """Return a client with a token of an account that has the scopes of moderators."""
    return Client(str(sessions.begin(account.id, make_app(SCOPES).app.client_id, scopes.split())["access_token"]))


def plain(account: Account) -> Client:
    """Return a client with a token of an account as any app has it."""
    return Client(make_token(account))
