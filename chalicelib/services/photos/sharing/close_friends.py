"""Keep one's close friends: nobody else sees who they are, and nobody is told."""

from collections.abc import Sequence
from functools import partial

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.base import is_key
from chalicelib.models.batches import fetch
from chalicelib.models.filling import Filled
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.sharing.close_friends import CloseFriend
from chalicelib.services.people import accounts
from chalicelib.services.people.relationships import blocks

MOST_FRIENDS = 500


def page(author_id: str, page: Page) -> Filled[Account]:
    """Return a page of one's close friends, whoever was added last first."""
    read = partial(CloseFriend.page, author_id)
    return accounts.gather(read, lambda row: (row.id, row.friend_id), accounts.find_all, page)


def add(author_id: str, account_ids: Sequence[str]) -> None:
    """Count accounts among one's close friends, all of them or none; those who are it already stay where they are.

    Raises NotFound where one is not there, or where a block is between the two.
    """
    wanted = set(account_ids)
    if author_id in wanted:
        raise Unprocessable("Validation failed: You cannot be your own close friend")
    if len(blocks.find_met(author_id, sorted(wanted))) < len(wanted):
        raise NotFound
    held = CloseFriend.ids_of(author_id)
    if len(held | wanted) > MOST_FRIENDS:
        held -= _forget_gone(author_id, held)
    if len(held | wanted) > MOST_FRIENDS:
        raise Unprocessable(f"Validation failed: You can have at most {MOST_FRIENDS} close friends")
    CloseFriend.add_all(author_id, sorted(wanted - held))


def _forget_gone(author_id: str, friend_ids: set[str]) -> set[str]:
    """Take those off the list who deleted their accounts, of whom nobody tells their friends, and return them."""
    there = {account_id for _, account_id, _ in fetch([(Account, one, None) for one in sorted(friend_ids)])}
    gone = friend_ids - there
    CloseFriend.remove_all(author_id, sorted(gone))
    return gone


def remove(author_id: str, account_ids: Sequence[str]) -> None:
    """Count accounts among one's close friends no more: from then on they see nothing that is for close friends."""
    CloseFriend.remove_all(author_id, sorted({one for one in account_ids if is_key(one)}))
