"""Close an account: to all others it is as if it had never been, with what it posted, until it is open again.

What was bought stays with its buyers. Who closes, and for what, is another service's.
"""

from collections.abc import Callable
from typing import Any

from chalicelib.errors import Unavailable
from chalicelib.gateways import queue
from chalicelib.models.base import wait_a_little
from chalicelib.models.leaving import Leaving
from chalicelib.models.money.selling.checkout_pages import tiers_offer, tips_offer
from chalicelib.models.people import closed
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import LEAVING, SUSPENDED, Joined

RACES = 8
# Raises where whoever wants the change may not cause it any more.
Check = Callable[[], object]


def close(account_id: str, reason: str, joined: Joined | None = None, check: Check | None = None) -> bool:
    """Close an account for a reason; False, with nothing changed, where it is closed already.

    A suspension alone goes before another reason: whoever leaves is suspended like anybody else, and the wish stays.
    A write that is refused is tried again only where `check` raises nothing.
    """
    before = (None, LEAVING) if reason == SUSPENDED else (None,)
    return _change(account_id, before, reason, joined, check)


def reopen(account_id: str, reason: str, joined: Joined | None = None, check: Check | None = None) -> bool:
    """Open an account that was closed for a reason; False, with nothing changed, where it is not closed for that one.

    Its posts come back one by one, its photos under other addresses. One that was leaving when it was suspended goes
    on to leave.
    """
    is_leaving = reason == SUSPENDED and Leaving.of(account_id) is not None
    return _change(account_id, (reason,), LEAVING if is_leaving else None, joined, check)


def _change(
    account_id: str,
    before: tuple[str | None, ...],
    after: str | None,
    joined: Joined | None,
    check: Check | None,
) -> bool:
    """Write the change; as with private accounts two walks follow, one at once and one that is sent ahead and late."""
    for attempt in range(RACES):
        account = Account.find(account_id)
        if account.closed not in before:
            return False
        walk: dict[str, Any] = {"closed": account_id, "version": int(account.closed_version) + 1}
        queue.announce("profiles", **walk, is_last=True)
        if closed.change(account, after, joined):
            queue.send("profiles", **walk)
            if after:
                for offer in (tiers_offer(account_id), tips_offer(account_id)):
                    queue.send("refunds", offer=offer)
            return True
        if check:
            check()
        wait_a_little(attempt)
    raise Unavailable
