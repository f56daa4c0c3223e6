"""Who is of the staff: roles of accounts, and whom moderators ever had to do with."""

from collections.abc import Iterable
from functools import partial

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, guarded, table_name, transact_if
from chalicelib.models.money.payments.origins import Write, together
from chalicelib.models.paging import Page, Turned, turn
from chalicelib.models.people.accounts import Account
from chalicelib.models.talk.inboxes import Inbox

MODERATOR, ADMIN = "moderator", "admin"
# All rows lie under one key: moderators act a few times a minute at most. Whoever has a role lies under another too.
ALL, STAFF = "all", "staff"


class WatchedAccount(Model):
    """An account that had a role once, or to which a moderator did something; what it is now its own row says.

    Under `staff` lie those that have a role, written and deleted with it.
    """

    class Meta(BaseMeta):
        table_name = table_name("watched_accounts")

    list = UnicodeAttribute(hash_key=True)
    account_id = UnicodeAttribute(range_key=True)

    @classmethod
    def page(cls, page: Page) -> "Turned[str]":
        """Return a page of the accounts' ids, the newest account first."""
        return turn(cls._read, str, page)

    @classmethod
    def _read(cls, low: str, high: str, rising: bool, limit: int) -> Iterable[str]:
        between: Condition = cls.account_id.between(low, high)
        return (row.account_id for row in cls.query(ALL, between, scan_index_forward=rising, limit=limit))


def watch(account_id: str, writes: TransactWrite) -> None:
    """Add to a transaction that an account is among those that were acted on; it may be already."""
    writes.save(WatchedAccount(ALL, account_id))


def watching(account_id: str) -> Write:
    """Return the write that has an account among those that were acted on."""
    return partial(watch, account_id)


def forget(account_id: str) -> bool:
    """Take an account that leaves from the staff and from those that were acted on; False where it is not of these."""
    WatchedAccount(STAFF, account_id).delete()
    there: Condition = WatchedAccount.account_id.exists()
    return guarded(lambda: WatchedAccount(ALL, account_id).delete(condition=there))


def expect_role(account_id: str, role: str, writes: TransactWrite) -> None:
    """Add the condition to a transaction that an account is open, not shut out, and still has a role."""
    is_open = Account.closed.does_not_exist() & Account.disabled_at.does_not_exist()
    still: Condition = (Account.role == role) & is_open
    writes.condition_check(Account, account_id, condition=still)


def ids() -> list[str]:
    """Return who has a role, read consistently: one Query of as many rows as there are of the staff."""
    return [row.account_id for row in WatchedAccount.query(STAFF, consistent_read=True)]


def enlist(account_id: str, writes: TransactWrite, *, is_staff: bool = True) -> None:
    """Add to a transaction that an account is among the staff, and is told what is for them alone; or is no more."""
    row = WatchedAccount(STAFF, account_id)
    writes.save(row) if is_staff else writes.delete(row)
    mark: Action = Inbox.is_staff.set(True) if is_staff else Inbox.is_staff.remove()
    writes.update(Inbox(account_id), [mark])


def change_role(account_id: str, role: str | None, *also: Write) -> bool:
    """Give an open account a role, or none; False, with nothing written, where it has that one already."""
    action: Action = Account.role.set(role) if role else Account.role.remove()
    has_other: Condition = Account.role.exists()
    if role:
        has_other = (Account.role.does_not_exist() | (Account.role != role)) & Account.closed.does_not_exist()

    def build(writes: TransactWrite) -> None:
        writes.update(Account(account_id), [action], condition=Account.id.exists() & has_other)
        enlist(account_id, writes, is_staff=bool(role))
        together(*also)(writes)

    return transact_if(build)
