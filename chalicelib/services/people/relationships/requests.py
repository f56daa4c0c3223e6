"""Ask to follow private accounts, and answer those who ask."""

from functools import partial

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.filling import Filled
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.requests import FollowRequest
from chalicelib.services.people import accounts, follows, homes
from chalicelib.services.people.relationships import blocks

# How many requests an own account tells of; apps show a number, or a dot.
MOST_COUNTED = 1000


def find_selling(buyer_id: str, seller_id: str) -> Account:
    """Return an account that sells to another, or raise: a private one sells to those alone whom it lets follow."""
    seller = blocks.find_open(buyer_id, seller_id)
    check_let_in(buyer_id, seller)
    return seller


def check_let_in(account_id: str, seller: Account) -> None:
    """Raise Unprocessable where a private account does not let another follow it."""
    if seller.is_private and not Follow.is_there(account_id, seller.id):
        raise Unprocessable("Validation failed: This account is private: it sells to those whom it lets follow")


def asking(account_id: str, page: Page) -> Filled[Account]:
    """Return a page of those who ask to follow an account, the newest request first."""
    read, find = partial(FollowRequest.page, account_id), partial(blocks.find_met, account_id)
    return accounts.gather(read, lambda request: (request.id, request.asker_id), find, page)


def authorize(account_id: str, asker_id: str) -> None:
    """Let somebody follow who asks to; raises NotFound where they neither ask nor follow."""
    if follows.begin(partial(FollowRequest.accept), asker_id, account_id):
        homes.bring(asker_id, Account.find(account_id))
    elif not Follow.is_there(asker_id, account_id):
        raise NotFound


def reject(account_id: str, asker_id: str) -> None:
    """Turn somebody down who asks to follow; they are not told. Raises NotFound where they do not ask."""
    if not FollowRequest.remove(asker_id, account_id):
        raise NotFound


def number(account: Account) -> int:
    """Return how many ask to follow an account, at most a thousand; nobody asks to follow a public one."""
    return FollowRequest.number(account.id, MOST_COUNTED) if account.is_private else 0
