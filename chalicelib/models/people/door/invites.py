"""Invitations: whoever has the code of one signs up by it, as often as it says and until it ends or is revoked."""

import secrets
from collections.abc import Iterable

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.transactions import TransactWrite

from chalicelib import config
from chalicelib.models.base import BaseMeta, Model, guarded, is_key, moment, new_id, now, table_name, transact_if
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.apps import digest

# 128 bits, in 22 characters.
CODE_BYTES = 16
# So many rows are looked at in a trip, of which most may be used up.
AT_ONCE = 500
EVERYBODY = "everybody"


class MakersIndex(GlobalSecondaryIndex["Invite"]):
    """The invitations of an account, the newest first."""

    class Meta:
        index_name = "makers"
        projection = AllProjection()

    account_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class Invite(Model):
    """One invitation. Its code is told once: only its hash is kept."""

    class Meta(BaseMeta):
        table_name = table_name("invites")

    hash = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(default=new_id)
    account_id = UnicodeAttribute()
    expires_at = TTLAttribute()
    max_uses = NumberAttribute()
    # How often it may still be used.
    left = NumberAttribute()
    makers = MakersIndex()

    @classmethod
    def create(cls, account_id: str, seconds: int, max_uses: int) -> "tuple[Invite, str] | None":
        """Store an invitation, and return it with its code; None where its maker may not invite by now."""
        code = secrets.token_urlsafe(CODE_BYTES)
        made = cls(digest(code), account_id=account_id, max_uses=max_uses, left=max_uses)
        made.expires_at = moment(now() + seconds)

        def build(writes: TransactWrite) -> None:
            writes.condition_check(Account, account_id, condition=may_invite())
            writes.save(made)

        return (made, code) if transact_if(build) else None

    @classmethod
    def opened_by(cls, code: str) -> "Invite | None":
        """Return the invitation with a code, as far as it can be used; read consistently."""
        try:
            found = cls.get(digest(code), consistent_read=True)
        except cls.DoesNotExist:
            return None
        return found if found.is_good else None

    @property
    def is_good(self) -> bool:
        """Tell whether it can still be used. DynamoDB deletes what expired days later."""
        return self.left > 0 and self.expires_at > moment(now())

    def use(self, writes: TransactWrite) -> None:
        """Add to a transaction that it is used once more, by which it fails where that cannot be by now."""
        still = (Invite.left > 0) & (Invite.expires_at > moment(now()))
        writes.update(Invite(self.hash), [Invite.left.add(-1)], condition=still)
        writes.condition_check(Account, self.account_id, condition=may_invite())

    @classmethod
    def of(cls, account_id: str, most: int) -> "list[Invite]":
        """Return the invitations of an account that can still be used, the newest first, under all that cannot."""
        good = (Invite.left > 0) & (Invite.expires_at > moment(now()))
        found: Iterable[Invite] = cls.makers.query(
            account_id, filter_condition=good, scan_index_forward=False, limit=most, page_size=AT_ONCE
        )
        return list(found)

    @classmethod
    def one_of(cls, account_id: str, invite_id: str) -> "Invite | None":
        """Return an invitation of an account by its id, of whatever state, or None."""
        if not is_key(invite_id):
            return None
        found: Iterable[Invite] = cls.makers.query(account_id, MakersIndex.id == invite_id, limit=1)
        return next(iter(found), None)

    @classmethod
    def some(cls, account_id: str, most: int) -> "list[Invite]":
        """Return some invitations of an account, of whatever state."""
        return list(cls.makers.query(account_id, limit=most))

    def revoke(self) -> bool:
        """End it at once; False where it has ended."""
        return guarded(lambda: self.delete(condition=Invite.hash.exists()))


def may_invite() -> Condition:
    """Return the condition that an account may invite: it is open, not shut out, and of the staff where need be."""
    is_open: Condition = Account.id.exists() & Account.closed.does_not_exist() & Account.disabled_at.does_not_exist()
    return is_open if config.INVITES_BY == EVERYBODY else is_open & Account.role.exists()
