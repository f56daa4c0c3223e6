"""Block accounts, and keep two of whom one blocks the other apart.

Neither sees anything of the other, whoever began it. Whoever is blocked is not told: to them the other is not there.
What was bought stays (docs/decisions/2026-11-26-blocks.md).
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.gateways import queue
from chalicelib.models import rounds
from chalicelib.models.filling import Filled
from chalicelib.models.paging import Page
from chalicelib.models.people import blocks
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import BLOCKS, Barrier, Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.services.people import accounts, counts

UNBLOCK_FIRST = "Validation failed: You block this account: unblock it first"


def block(account_id: str, other_id: str) -> None:
    """Block an account, and end the follows between the two; doing it again changes nothing.

    Messages that are sent ahead take the posts of each out of the other's home timeline, and have the totals counted.
    Until then `may_see` hides what is there.
    """
    Account.find_open(other_id)
    if account_id == other_id:
        raise Unprocessable("Validation failed: You cannot block yourself")
    if Barrier.is_there(account_id, other_id, BLOCKS):
        return
    ways = ((account_id, other_id), (other_id, account_id))
    for way in ways:
        queue.announce("follows", **_ending(way), **counts.late(*_totals(way)))
    ended = Follow.among(ways)
    if blocks.create(account_id, other_id):
        for way in sorted(ended):
            queue.send("follows", **_ending(way))
            counts.hint(*_totals(way))


def unblock(account_id: str, other_id: str) -> None:
    """Take a block back, of a closed account too; the follows that it ended stay ended."""
    Account.expect_open(other_id, partial(Barrier.is_there, account_id, other_id, BLOCKS))
    blocks.remove(account_id, other_id)


def _ending(way: tuple[str, str]) -> dict[str, Any]:
    return {"follower_id": way[0], "followee_id": way[1]}


def _totals(way: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return (("following", way[0]), ("followers", way[1]))


def blocked(account_id: str, page: Page) -> Filled[Account]:
    """Return a page of those whom an account blocks, the newest block first."""
    read = partial(Barrier.page, account_id, BLOCKS)
    return accounts.gather(read, lambda row: (row.id or "", row.other_id), accounts.find_all, page)


def find_shown(viewer_id: str | None, account_id: str) -> Account:
    """Return an account to a viewer whom it does not block, or raise NotFound; whoever blocks it finds it."""
    account, barriers = _with_barriers(viewer_id, account_id)
    if account_id in barriers.blocked_by:
        raise NotFound
    return account


def expect_shown(viewer_id: str, account_id: str, is_held: Callable[[], bool]) -> None:
    """Raise NotFound as `find_shown` does, but for whoever holds something that they take back or keep in order."""
    try:
        find_shown(viewer_id, account_id)
    except NotFound:
        if not is_held():
            raise


def find_named(viewer_id: str | None, acct: str) -> Account:
    """Return the account with a handle or an address to a viewer whom it does not block, or raise NotFound."""
    account = accounts.by_address(acct)
    if account.id in Barriers.of(viewer_id, [account.id]).blocked_by:
        raise NotFound
    return account


def find_open(viewer_id: str | None, account_id: str) -> Account:
    """Return an account with which a viewer may begin something, or raise NotFound.

    Whoever blocks it knows that it is there, and is told what is in the way: Unprocessable.
    """
    account, barriers = _with_barriers(viewer_id, account_id)
    if account_id in barriers.blocked_by:
        raise NotFound
    if account_id in barriers.blocking:
        raise Unprocessable(UNBLOCK_FIRST)
    return account


def _with_barriers(viewer_id: str | None, account_id: str) -> tuple[Account, Barriers]:
    find = Account.find if viewer_id == account_id else Account.find_open
    return rounds.both(partial(find, account_id), partial(Barriers.of, viewer_id, [account_id]))


def find_all_shown(viewer_id: str | None, account_ids: Sequence[str]) -> list[Account]:
    """Return those of some accounts that are there and do not block the viewer, in their order: one trip."""
    found, barriers = _all_with_barriers(viewer_id, account_ids)
    return [account for account in found if account.id not in barriers.blocked_by]


def find_met(viewer_id: str | None, account_ids: Sequence[str]) -> list[Account]:
    """Return those accounts of a list that are there and that the viewer may meet in it, in its order: one trip."""
    found, barriers = _all_with_barriers(viewer_id, account_ids)
    return [account for account in found if account.id not in barriers.barred]


def _all_with_barriers(viewer_id: str | None, account_ids: Sequence[str]) -> tuple[list[Account], Barriers]:
    return rounds.both(partial(accounts.find_all, account_ids), partial(Barriers.of, viewer_id, account_ids))
