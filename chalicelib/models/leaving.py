"""Accounts that leave: when they are deleted, unless they are taken back before."""

from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, guarded, now, table_name, transact_if
from chalicelib.models.people.accounts import Account, Credential, Name
from chalicelib.models.people.closed import Joined
from chalicelib.models.people.door import credentials
from chalicelib.models.photos.media import Media
from chalicelib.models.talk.mails import Mail

# So long one may change one's mind.
GRACE_SECONDS = 30 * 24 * 3600
# Where a run was cut, the next one begins after this.
PATIENCE_SECONDS = 3600
# An id that no account has: a handle that stays reserved for it is nobody's.
NOBODY = "0"


class DueIndex(GlobalSecondaryIndex["Leaving"]):
    """Accounts that leave, the longest due first."""

    class Meta:
        index_name = "due"
        projection = KeysOnlyProjection()

    due = UnicodeAttribute(hash_key=True)
    due_at = NumberAttribute(range_key=True)


class Leaving(Model):
    """An account's wish to be deleted at `delete_at`; once `begun_at` is set nobody takes it back.

    `due_at` is when the sweeper looks at it; with the account the row is gone.
    """

    class Meta(BaseMeta):
        table_name = table_name("leavings")

    account_id = UnicodeAttribute(hash_key=True)
    asked_at = NumberAttribute(default_for_new=now)
    delete_at = NumberAttribute()
    begun_at = NumberAttribute(null=True)
    due = UnicodeAttribute(default_for_new="due")
    due_at = NumberAttribute()
    due_index = DueIndex()

    @classmethod
    def of(cls, account_id: str) -> "Leaving | None":
        """Return an account's wish to be deleted, read consistently, or None."""
        try:
            return cls.get(account_id, consistent_read=True)
        except cls.DoesNotExist:
            return None

    def begun_with(self, mail: Mail, kept_session: str = "") -> Joined:
        """Return the write of the wish, of the mail that tells of it, and of signing out all but one session.

        It takes the place of an earlier wish.
        """

        def add(writes: TransactWrite) -> None:
            writes.save(self)
            Mail.add(writes, mail)
            credentials.add_sign_out(writes, Credential.find(self.account_id), kept_session)

        return add

    @classmethod
    def take_back(cls, writes: TransactWrite, account_id: str) -> None:
        """Add to a transaction that the wish is taken back; fails where the deletion has begun."""
        writes.delete(cls(account_id), condition=cls.account_id.exists() & cls.begun_at.does_not_exist())

    @classmethod
    def expect_none_begun(cls, writes: TransactWrite, account_id: str) -> None:
        """Add the conditions to a transaction that an account is there, and that its deletion has not begun."""
        writes.condition_check(Account, account_id, condition=Account.id.exists())
        writes.condition_check(cls, account_id, condition=cls.begun_at.does_not_exist())

    @classmethod
    def due_ids(cls, before: int, limit: int) -> list[str]:
        """Return the ids of the accounts whose time is over by then, the longest due first."""
        return [row.account_id for row in cls.due_index.query("due", DueIndex.due_at <= before, limit=limit)]

    def postpone(self, due_at: int) -> bool:
        """Write when the sweeper looks at it again; False where it was taken back, or another sweep did so."""
        same = Leaving.due_at == self.due_at
        return guarded(lambda: self.update([Leaving.due_at.set(due_at)], condition=same))

    def begin(self, account: Account) -> bool:
        """Write that the deletion begins, after which nobody takes it back; False where the account is not leaving."""
        if self.begun_at:
            return True

        def build(writes: TransactWrite) -> None:
            still = (Account.closed == account.closed) & (Account.closed_version == account.closed_version)
            writes.condition_check(Account, account.id, condition=still)
            there = Leaving.account_id.exists()
            writes.update(Leaving(self.account_id), [Leaving.begun_at.set(now())], condition=there)

        return transact_if(build)


def release_picture(media_id: str) -> None:
    """Let a picture of an account belong to nothing, so that it can be ended."""
    actions: list[Action] = [Media.due.set("due"), Media.due_at.set(now())]
    guarded(lambda: Media(media_id).update(actions, condition=Media.id.exists()))


def end(account: Account) -> None:
    """Delete an account's own rows, and the wish with them; its handle stays taken, and is nobody's."""
    credential = _credential(account.id)

    def build(writes: TransactWrite) -> None:
        writes.delete(Account(account.id))
        writes.delete(Leaving(account.id))
        reserved: list[Any] = [Name.account_id.set(NOBODY), Name.is_closed.set(True)]
        writes.update(Name(f"@{account.handle.lower()}"), reserved)
        if credential:
            writes.delete(Credential(account.id))
            writes.delete(Name(credential.email.lower()))

    transact_if(build)


def _credential(account_id: str) -> Credential | None:
    try:
        return Credential.get(account_id, consistent_read=True)
    except Credential.DoesNotExist:
        return None
