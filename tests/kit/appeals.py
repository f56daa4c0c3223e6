"""Let an account appeal against what moderators did to it."""

from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.services.safety import silencing
from chalicelib.services.safety.appeals import filing, strikes
from chalicelib.services.safety.decisions import Decision


def silence_and_appeal(account: Account, text: str) -> str:
    """Silence an account, let it appeal, and return the appeal's id."""
    silencing.silence(account.id, Decision("op"))
    return filing.file(account.id, strikes.listed(account.id, Page()).shown[0].id, text).id
