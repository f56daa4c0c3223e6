"""Browsers: the sessions of up to a few accounts behind one cookie.

A cookie is the browser's id and a secret, of which only the SHA-256 is stored. Each account that is signed in has a
session like any app's, so whatever ends sessions ends these. Its id follows from the browser's and the account's, so
that one trip reads the browser and the session together.
"""

import hashlib
import hmac
import secrets

from pynamodb.attributes import JSONAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib import config
from chalicelib.models import base
from chalicelib.models.base import BaseMeta, Model, assignments, guarded, moment, now, table_name, transact, transact_if
from chalicelib.models.people.apps import App, digest, new_secret
from chalicelib.models.people.sessions import Session
from chalicelib.models.versions import as_read

# The client id of our own web client. It is no app that anybody could authorize: nobody knows its secret.
WEB = "web"
DAY = 24 * 3600
LASTS_SECONDS = 30 * DAY
# What was on its way with the secret of before still arrives.
TOLERATED_SECONDS = 60


def session_id(browser_id: str, account_id: str) -> str:
    """Return the id of the session that an account has in a browser."""
    return hashlib.sha256(f"{browser_id}|{account_id}".encode()).hexdigest()[:32]


def _web() -> App:
    """Return our web client as an app, so that a list of sessions can say whose they are."""
    name, website = config.INSTANCE_TITLE, config.PUBLIC_URL
    return App(WEB, id=WEB, secret_hash=digest(new_secret()), name=name, website=website, scopes="")


class Browser(Model):
    """A browser in which accounts are signed in; the first of them is who it is where a request does not say."""

    class Meta(BaseMeta):
        table_name = table_name("browsers")

    id = UnicodeAttribute(hash_key=True, default=lambda: secrets.token_urlsafe(16))
    secret_hash = UnicodeAttribute()
    # The secret that takes its place as soon as the browser shows it, and what it is derived with from the one of now.
    next_hash = UnicodeAttribute(null=True)
    nonce = UnicodeAttribute(null=True)
    replaced_hash = UnicodeAttribute(null=True)
    replaced_at = NumberAttribute(null=True)
    rotated_at = NumberAttribute(default=now)
    account_ids = JSONAttribute(default=list)
    # Counts the changes of who is signed in.
    version = NumberAttribute(default=0)
    expires_at = TTLAttribute(default_for_new=lambda: moment(now() + LASTS_SECONDS))

    @property
    def is_over(self) -> bool:
        """Tell whether its time is up: DynamoDB deletes what has expired days later."""
        return bool(self.expires_at <= moment(now()))

    def holds(self, secret: str) -> bool:
        """Tell whether this is the secret of now, or one that was replaced a moment ago."""
        if hmac.compare_digest(self.secret_hash, digest(secret)):
            return True
        return self.held(secret) and base.clock() - (self.replaced_at or 0) < TOLERATED_SECONDS

    def held(self, secret: str) -> bool:
        """Tell whether this is the secret that was replaced last."""
        return hmac.compare_digest(self.replaced_hash or "", digest(secret))

    def awaits(self, secret: str) -> bool:
        """Tell whether this is the secret that is to take the place of the one of now."""
        return hmac.compare_digest(self.next_hash or "", digest(secret))

    def sign_in(self, session: Session, secret: str) -> None:
        """Write that an account is signed in, under a new secret; none of before opens anything from now on.

        Raises GuardFailed, with nothing written, where who is signed in changed since the browser was read, or where
        the account signed everything out or was suspended since its password was given.
        """
        version = self._next(secret)
        session.access_hash, session.refresh_hash = digest(new_secret()), digest(new_secret())
        session.expires_at = self.expires_at

        def build(writes: TransactWrite) -> None:
            session.expect_welcome(writes)
            writes.save(_web())
            writes.save(session)
            writes.save(self, condition=as_read(Browser.version, version))

        transact(build)

    def _next(self, secret: str) -> int:
        """Take a new secret, and return the version of before."""
        version = int(self.version)
        self.secret_hash, self.version, self.rotated_at = digest(secret), version + 1, now()
        self.next_hash = self.nonce = self.replaced_hash = self.replaced_at = None
        self.expires_at = moment(now() + LASTS_SECONDS)
        return version

    def reorder(self, account_ids: list[str]) -> bool:
        """Write who is signed in, the first of them first; False where that changed since the browser was read."""
        values = {"account_ids": account_ids, "version": self.version + 1}
        unchanged = Browser.id.exists() & as_read(Browser.version, int(self.version))
        return guarded(lambda: self.update(assignments(Browser, values), condition=unchanged))

    def prepare(self, next_secret: str, nonce: str, sessions: list[str]) -> bool:
        """Write which secret comes next, and that the browser and its sessions last another thirty days.

        False where another call was first, or one of the sessions has ended.
        """
        until = moment(now() + LASTS_SECONDS)
        values = {"next_hash": digest(next_secret), "nonce": nonce, "expires_at": until}
        same = (Browser.secret_hash == self.secret_hash) & Browser.next_hash.does_not_exist()

        def build(writes: TransactWrite) -> None:
            writes.update(Browser(self.id), assignments(Browser, values), condition=same)
            for one in sessions:
                writes.update(Session(one), [Session.expires_at.set(until)], condition=Session.id.exists())

        return transact_if(build)

    def promote(self) -> None:
        """Let the next secret take the place of the one of now, unless another request did."""
        values = {
            "secret_hash": self.next_hash,
            "replaced_hash": self.secret_hash,
            "replaced_at": base.clock(),
            "rotated_at": now(),
            "next_hash": None,
            "nonce": None,
        }
        condition = Browser.next_hash == self.next_hash
        guarded(lambda: self.update(assignments(Browser, values), condition=condition))
        # Whoever was first wrote the same.
        self.secret_hash, self.next_hash, self.nonce, self.rotated_at = str(values["secret_hash"]), None, None, now()
