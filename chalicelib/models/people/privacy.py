"""Private accounts: whether an account is private, and which of them have posts that do not say so yet."""

import random
from typing import Any, NamedTuple

from pynamodb.attributes import UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, id_time, new_id, table_name, transact_if
from chalicelib.models.batches import Key
from chalicelib.models.people.accounts import Account
from chalicelib.models.versions import as_read

# Every page that is read asks for one of these rows, and DynamoDB gives one key 6,000 times a second.
SHARDS = 4


class Closing(NamedTuple):
    """Who became private, and who was closed, and whose posts may not say so yet; and which posts were archived."""

    private: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    archived: frozenset[str] = frozenset()


class ClosingAccounts(Model):
    """The accounts that became private or were closed, and whose posts are still being told: each row has all of them.

    A post says by itself whether it is private, so that pages of any number of authors read one small row beside the
    posts. docs/decisions/2026-11-26-private-accounts.md tells what else was considered.
    """

    class Meta(BaseMeta):
        table_name = table_name("closing_accounts")

    shard = UnicodeAttribute(hash_key=True)
    account_ids = UnicodeSetAttribute(null=True)
    # Those that are closed to everybody (models/people/closed.py).
    closed_ids = UnicodeSetAttribute(null=True)
    # Posts that were archived, and whose comments may not say so yet: each with a colon and a word for that one time.
    archived_ids = UnicodeSetAttribute(null=True)

    @classmethod
    def key(cls) -> Key:
        """Return the key of one of the rows, to be read with the posts."""
        return cls, str(random.randrange(SHARDS)), None  # noqa: S311 - any of them will do

    @classmethod
    def among(cls, found: object) -> Closing:
        """Return the ids in a row that was read; none where there is no row yet."""
        if not isinstance(found, cls):
            return Closing()
        archived = frozenset(one.partition(":")[0] for one in found.archived_ids or ())
        return Closing(frozenset(found.account_ids or ()), frozenset(found.closed_ids or ()), archived)


def change(account: Account, *, is_private: bool) -> bool:
    """Make an account private, or public, as it was read; False where it was changed since.

    From this write on nobody new sees its posts where it is private: its id is among the closing ones.
    """
    actions: list[Action] = [
        Account.is_private.set(True) if is_private else Account.is_private.remove(),
        Account.private_since.set(_moment()) if is_private else Account.private_since.remove(),
        Account.privacy_version.set(account.privacy_version + 1),
    ]

    def build(writes: TransactWrite) -> None:
        writes.update(Account(account.id), actions, condition=_as_read(int(account.privacy_version)))
        note_closing(writes, ClosingAccounts.account_ids, account.id, is_closing=is_private)

    return transact_if(build)


def _moment() -> float:
    # As exactly as the ids of follows tell it.
    return id_time(new_id())


def end_closing(account_id: str, version: int) -> bool:
    """Write that all posts of an account say by now whether they are private; False where it was changed since."""

    def build(writes: TransactWrite) -> None:
        writes.condition_check(Account, account_id, condition=_as_read(version))
        note_closing(writes, ClosingAccounts.account_ids, account_id, is_closing=False)

    return transact_if(build)


def _as_read(version: int) -> Condition:
    unchanged: Condition = Account.id.exists() & as_read(Account.privacy_version, version)
    return unchanged


def note_archiving(entry: str, writes: TransactWrite) -> None:
    """Add to a transaction that a post is archived whose comments may not say so yet.

    An entry is the post's id, a colon, and a word of its own, so that the end of one time ends no other.
    """
    note_closing(writes, ClosingAccounts.archived_ids, entry, is_closing=True)


def end_archiving(entry: str) -> None:
    """Write that all comments of a post say by now whether it is archived; what was never begun changes nothing."""
    held: Condition = ClosingAccounts.archived_ids.contains(entry)

    def build(writes: TransactWrite) -> None:
        for shard in range(SHARDS):
            action: Action = ClosingAccounts.archived_ids.delete({entry})
            writes.update(ClosingAccounts(str(shard)), [action], condition=held)

    transact_if(build)


def note_closing(writes: TransactWrite, ids: Any, closing: str, *, is_closing: bool) -> None:
    """Add to a transaction that an account, or a post, is or is no more among those ids of all `ClosingAccounts`."""
    for shard in range(SHARDS):
        action: Action = ids.add({closing}) if is_closing else ids.delete({closing})
        writes.update(ClosingAccounts(str(shard)), [action])
