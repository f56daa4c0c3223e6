"""Follow people and tell how two accounts stand to each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chalicelib.errors import Unprocessable
from chalicelib.gateways import queue
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.services.people import accounts, counts


@dataclass(frozen=True)
class Relationship:
    """How the viewer stands to another account."""

    account_id: str
    following: bool
    followed_by: bool


def follow(follower_id: str, followee_id: str) -> bool:
    """Follow an account that is there; False where it was followed before.

    What follows from it is finished by a message that is sent before: `homes.settle` looks at what is so by then.
    """
    if follower_id == followee_id:
        raise Unprocessable("Validation failed: You cannot follow yourself")
    return _write(Follow.create, follower_id, followee_id)


def unfollow(follower_id: str, followee_id: str) -> bool:
    """Unfollow an account; False where it was not followed. Raises NotFound without the account."""
    Account.find(followee_id)
    if follower_id == followee_id:
        return False
    return _write(Follow.remove, follower_id, followee_id)


def _write(write: Callable[[str, str], bool], follower_id: str, followee_id: str) -> bool:
    """Write a follow or its end, and have both totals counted, whatever cuts this short."""
    subjects = (("following", follower_id), ("followers", followee_id))
    queue.announce("follows", follower_id=follower_id, followee_id=followee_id, **counts.late(*subjects))
    is_new = write(follower_id, followee_id)
    if is_new:
        counts.hint(*subjects)
    return is_new


def relationships(viewer_id: str, account_ids: Sequence[str]) -> list[Relationship]:
    """Return how the viewer stands to each of the accounts that are there: two trips."""
    found = accounts.find_all(account_ids)
    pairs = [(viewer_id, account.id) for account in found] + [(account.id, viewer_id) for account in found]
    there = Follow.among(pairs)
    return [
        Relationship(account.id, (viewer_id, account.id) in there, (account.id, viewer_id) in there)
        for account in found
    ]


def followers(account_id: str, page: Page) -> tuple[Turned[Follow], list[Account]]:
    """Return a page of those who follow an account."""
    Account.find(account_id)
    turned = Follow.followers_of(account_id, page)
    return turned, accounts.find_all([follow.follower_id for follow in turned.rows])


def followees(account_id: str, page: Page) -> tuple[Turned[Follow], list[Account]]:
    """Return a page of those whom an account follows."""
    Account.find(account_id)
    turned = Follow.followees_of(account_id, page)
    return turned, accounts.find_all([follow.followee_id for follow in turned.rows])
