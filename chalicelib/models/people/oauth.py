"""Access tokens and authorization codes."""

from collections.abc import Sequence
from typing import Any

from pynamodb.attributes import BooleanAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.errors import NotFound
from chalicelib.models.base import BaseMeta, Model, moment, now, table_name
from chalicelib.models.people.apps import digest

CODE_SECONDS = 600


class AccessToken(Model):
    """What an app calls the API with; without an account it is the app's own."""

    class Meta(BaseMeta):
        table_name = table_name("access_tokens")

    hash = UnicodeAttribute(hash_key=True)
    app_id = UnicodeAttribute()
    account_id = UnicodeAttribute(null=True)
    session_id = UnicodeAttribute(null=True)
    # Of an account that has to confirm its address first; whether it has by now stands in its credential.
    awaits_confirmation = BooleanAttribute(null=True)
    scopes = UnicodeAttribute()
    created_at = NumberAttribute(default=now)
    expires_at = TTLAttribute(null=True)
    # A copy of the hashtags at home, which may be old (models/people/reading/remembered.py).
    tags = UnicodeSetAttribute(null=True)

    @classmethod
    def find(cls, secret: str) -> "AccessToken":
        """Return a token that is valid at this moment, or raise NotFound: one strongly consistent read."""
        try:
            token = cls.get(digest(secret), consistent_read=True)
        except cls.DoesNotExist as error:
            raise NotFound from error
        # DynamoDB deletes what has expired days later.
        if token.expires_at is not None and token.expires_at <= moment(now()):
            raise NotFound
        return token

    @classmethod
    def create(cls, app_id: str, scopes: Sequence[str], secret: str) -> None:
        """Write down an app's own token."""
        cls(digest(secret), app_id=app_id, scopes=" ".join(scopes)).save()


class AuthorizationCode(Model):
    """A person's yes to an app, to be exchanged once for a session. `session_id` is there once it was."""

    class Meta(BaseMeta):
        table_name = table_name("authorization_codes")

    hash = UnicodeAttribute(hash_key=True)
    app_id = UnicodeAttribute()
    account_id = UnicodeAttribute()
    redirect_uri = UnicodeAttribute()
    scopes = UnicodeAttribute()
    challenge = UnicodeAttribute(null=True)
    challenge_method = UnicodeAttribute(null=True)
    session_id = UnicodeAttribute(null=True)
    # From where, and with what, somebody said yes.
    address = UnicodeAttribute(null=True)
    user_agent = UnicodeAttribute(null=True)
    # How often the account had signed everything out when its password was given.
    session_version = NumberAttribute(default=0)
    expires_at = TTLAttribute(default_for_new=lambda: moment(now() + CODE_SECONDS))

    @classmethod
    def find(cls, secret: str) -> "AuthorizationCode":
        """Return a code that has not expired, used or not, or raise NotFound."""
        try:
            code = cls.get(digest(secret), consistent_read=True)
        except cls.DoesNotExist as error:
            raise NotFound from error
        if code.expires_at <= moment(now()):
            raise NotFound
        return code

    @classmethod
    def create(cls, secret: str, **details: Any) -> None:
        """Write down a code for what a person agreed to."""
        cls(digest(secret), **details).save()

    def use(self, writes: TransactWrite, session_id: str) -> None:
        """Add to a transaction that the code is used up, for the first and only time."""
        unused = AuthorizationCode.hash.exists() & AuthorizationCode.session_id.does_not_exist()
        writes.update(
            AuthorizationCode(self.hash),
            [AuthorizationCode.session_id.set(session_id)],
            condition=unused & (AuthorizationCode.expires_at > moment(now())),
        )
