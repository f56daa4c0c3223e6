"""Closed accounts: why an account is as missing to all others, and which of them have posts that do not say so yet."""

from collections.abc import Callable

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.errors import NotFound
from chalicelib.models.base import transact_if
from chalicelib.models.money.selling.checkout_pages import tiers_offer, tips_offer
from chalicelib.models.money.selling.closings import Closing
from chalicelib.models.people.accounts import Account, Name
from chalicelib.models.people.privacy import ClosingAccounts, note_closing
from chalicelib.models.versions import as_read

LEAVING, SUSPENDED, PENDING = "leaving", "suspended", "pending"
# Adds to a transaction what is true only with it.
Joined = Callable[[TransactWrite], None]


def change(account: Account, closed: str | None, joined: Joined | None = None) -> bool:
    """Close an account as it was read, for a reason, or open it (None); False where that was changed since.

    From this write on others find neither it nor its posts: it is among those whose posts are being told.
    """
    actions: list[Action] = [
        Account.closed.set(closed) if closed else Account.closed.remove(),
        Account.closed_version.set(account.closed_version + 1),
    ]
    is_closed = Name.is_closed.set(True) if closed else Name.is_closed.remove()

    def build(writes: TransactWrite) -> None:
        writes.update(Account(account.id), actions, condition=_as_read(int(account.closed_version)))
        writes.update(Name(f"@{account.handle.lower()}"), [is_closed], condition=Name.account_id == account.id)
        note_closing(writes, ClosingAccounts.closed_ids, account.id, is_closing=bool(closed))
        if closed:
            # Nobody pays any more on a page that is open for one of its tiers, or for a tip.
            for offer in (tiers_offer(account.id), tips_offer(account.id)):
                Closing(offer).promise(writes)
        if joined:
            joined(writes)

    return transact_if(build)


def is_open(account_id: str) -> bool:
    """Tell whether an account is there and open at this moment, read consistently."""
    try:
        return not Account.find(account_id).closed
    except NotFound:
        return False


def expect_open(writes: TransactWrite, account_id: str) -> None:
    """Add the condition to a transaction that an account is there and open."""
    writes.condition_check(Account, account_id, condition=Account.id.exists() & Account.closed.does_not_exist())


def end_telling(account_id: str, version: int) -> bool:
    """Write that all posts of an account say by now whether it is closed; False where that was changed since."""

    def build(writes: TransactWrite) -> None:
        writes.condition_check(Account, account_id, condition=_as_read(version))
        note_closing(writes, ClosingAccounts.closed_ids, account_id, is_closing=False)

    return transact_if(build)


def _as_read(version: int) -> Condition:
    unchanged: Condition = Account.id.exists() & as_read(Account.closed_version, version)
    return unchanged
