"""Sessions: people's sign-ins to apps."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pynamodb.attributes import BooleanAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection
from pynamodb.transactions import TransactWrite

from chalicelib.errors import NotFound, Unavailable
from chalicelib.models import base
from chalicelib.models.base import (
    CONFLICT_RETRIES,
    BaseMeta,
    GuardFailed,
    Model,
    assignments,
    moment,
    now,
    table_name,
    transact,
)
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.apps import digest
from chalicelib.models.people.closed import SUSPENDED
from chalicelib.models.people.oauth import AccessToken, AuthorizationCode
from chalicelib.models.talk.push_subscriptions import PushSubscription
from chalicelib.models.versions import as_read

TOLERATED_SECONDS = 10
# An app that has refreshed can do so again, so what it is given from then on ends (RFC 9700, 2.2 and 4.14.2).
REFRESHED_SECONDS = 24 * 3600
# Where apps have to be told of an end, and many never refresh: longer than a phone is kept.
LASTING_SECONDS = 10 * 365 * 24 * 3600
# Whoever has not refreshed for so long has lost the device, or the app is gone.
IDLE_SECONDS = 400 * 24 * 3600


@dataclass(frozen=True)
class Keys:
    """The two secrets of a session in the clear, as only its app ever sees them."""

    access: str
    refresh: str


class AccountsIndex(GlobalSecondaryIndex["Session"]):
    """An account's sessions, by their ids, with what tells them apart; no hash of a token is in it."""

    class Meta:
        index_name = "accounts"
        projection = IncludeProjection(["app_id", "scopes", "created_at", "version"])

    account_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    app_id = UnicodeAttribute()
    scopes = UnicodeAttribute()
    created_at = NumberAttribute()
    version = NumberAttribute(null=True)


class Session(Model):
    """A person's sign-in to an app, with the one access token and the one refresh token that are valid now."""

    class Meta(BaseMeta):
        table_name = table_name("sessions")

    id = UnicodeAttribute(hash_key=True)
    account_id = UnicodeAttribute()
    app_id = UnicodeAttribute()
    scopes = UnicodeAttribute()
    access_hash = UnicodeAttribute()
    refresh_hash = UnicodeAttribute()
    # The refresh token that was replaced last, when, and what the new tokens were derived with from it.
    replaced_hash = UnicodeAttribute(null=True)
    replaced_at = NumberAttribute(null=True)
    nonce = UnicodeAttribute(null=True)
    created_at = NumberAttribute(default=now)
    # From where it was opened, and what the browser called itself: for its owner to know it again.
    address = UnicodeAttribute(null=True)
    user_agent = UnicodeAttribute(null=True)
    awaits_confirmation = BooleanAttribute(null=True)
    # How often its account had signed everything out by then: one of an earlier count is ended.
    version = NumberAttribute(default=0)
    # When the browser forgets it that has it; an app keeps its sessions until they are ended.
    expires_at = TTLAttribute(null=True)
    # A copy of the hashtags at home, which may be old (models/people/reading/remembered.py).
    tags = UnicodeSetAttribute(null=True)
    accounts = AccountsIndex()

    def knows(self, refresh_token: str) -> bool:
        """Tell whether this is the refresh token that is valid now, in a time that tells nothing else."""
        return hmac.compare_digest(self.refresh_hash, digest(refresh_token))

    def has_just_replaced(self, refresh_token: str) -> bool:
        """Tell whether this was the refresh token until a moment ago: its app may have asked twice at once."""
        is_last = hmac.compare_digest(self.replaced_hash or "", digest(refresh_token))
        return is_last and base.clock() - (self.replaced_at or 0) < TOLERATED_SECONDS

    def is_idle(self) -> bool:
        """Tell whether the app, which can refresh, has not done so for very long."""
        return self.replaced_at is not None and base.clock() - self.replaced_at >= IDLE_SECONDS

    def open(self, keys: Keys, code: AuthorizationCode | None = None, lasts: int | None = None) -> None:
        """Open the session; the code that pays for it is used up in the same write.

        Its first access token ends after as many seconds as it lasts, or never.

        Raises GuardFailed, with nothing written, where the code was used or expired in the meantime, where everything
        was signed out after the password was given, or where a moderator closed the account.
        """
        self.access_hash, self.refresh_hash = digest(keys.access), digest(keys.refresh)
        ends_at = None if lasts is None else moment(now() + lasts)

        def build(writes: TransactWrite) -> None:
            self.expect_welcome(writes)
            if code is not None:
                code.use(writes, self.id)
            writes.save(self)
            writes.save(self._token(self.access_hash, self.scopes, ends_at))

        transact(build)

    def expect_welcome(self, writes: TransactWrite) -> None:
        """Add to a transaction that the account has not signed everything out since, nor did a moderator close it."""
        same = Credential.account_id.exists() & as_read(Credential.session_version, int(self.version))
        writes.condition_check(Credential, self.account_id, condition=same)
        is_open = Account.closed.does_not_exist() | (Account.closed != SUSPENDED)
        is_let_in = is_open & Account.disabled_at.does_not_exist()
        writes.condition_check(Account, self.account_id, condition=is_let_in)

    def rotate(self, keys: Keys, scopes: Sequence[str], nonce: str) -> None:
        """Replace both tokens, by an access token that ends. Raises GuardFailed where another call was first."""
        access, refresh = digest(keys.access), digest(keys.refresh)
        replaced = {"replaced_hash": self.refresh_hash, "replaced_at": base.clock(), "nonce": nonce}
        changes = assignments(Session, {"access_hash": access, "refresh_hash": refresh, **replaced})

        def build(writes: TransactWrite) -> None:
            writes.update(Session(self.id), changes, condition=Session.refresh_hash == self.refresh_hash)
            writes.delete(AccessToken(self.access_hash))
            writes.save(self._token(access, " ".join(scopes), moment(now() + REFRESHED_SECONDS)))

        transact(build)

    @classmethod
    def of_account(cls, account_id: str, limit: int, after: str = "") -> list[Any]:
        """Return an account's sessions in the order of their ids, as the index has them: a new one may come late."""
        later = AccountsIndex.id > after if after else None
        return list(cls.accounts.query(account_id, later, limit=limit))

    @classmethod
    def keep(cls, writes: TransactWrite, session_id: str, version: int) -> None:
        """Add to a transaction that a session stays where all others of its account are signed out."""
        writes.update(cls(session_id), [cls.version.set(version)], condition=cls.id.exists())

    @classmethod
    def end(cls, session_id: str) -> None:
        """Close a session: from now on its tokens are worth nothing."""
        for _ in range(CONFLICT_RETRIES):
            try:
                cls.find(session_id).close()
            except NotFound:
                return
            except GuardFailed:
                continue  # The tokens were replaced between the read and the write.
            return
        raise Unavailable

    def close(self) -> None:
        """Close the session, or raise GuardFailed where its tokens were replaced in the meantime."""

        def build(writes: TransactWrite) -> None:
            writes.delete(self, condition=Session.access_hash == self.access_hash)
            writes.delete(AccessToken(self.access_hash))
            PushSubscription.end(writes, self.account_id, self.id)

        transact(build)

    def _token(self, access_hash: str, scopes: str, expires_at: datetime | None = None) -> AccessToken:
        return AccessToken(
            access_hash,
            app_id=self.app_id,
            account_id=self.account_id,
            session_id=self.id,
            awaits_confirmation=self.awaits_confirmation,
            scopes=scopes,
            expires_at=expires_at,
        )
