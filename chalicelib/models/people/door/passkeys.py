"""Passkeys, and the challenges that authenticators sign: each challenge is good once, and for a few minutes."""

from typing import Any

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.errors import NotFound
from chalicelib.models.base import BaseMeta, Model, guarded, moment, now, table_name, transact_if
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.apps import digest
from chalicelib.models.people.door.credentials import unchanged
from chalicelib.models.talk.mails import Mail
from chalicelib.models.versions import as_read

MOST = 20
CHALLENGE_SECONDS = 300


class PasskeyChallenge(Model):
    """Random bytes that one browser or session was given to be signed; of a registration with whose passkey it is."""

    class Meta(BaseMeta):
        table_name = table_name("passkey_challenges")

    hash = UnicodeAttribute(hash_key=True)
    # The digest of what the browser or the session that asked has, and nobody else.
    asker = UnicodeAttribute()
    account_id = UnicodeAttribute(null=True)
    # The version of the credential when its password was given: a change of password ends what was begun before.
    version = NumberAttribute(null=True)
    expires_at = TTLAttribute(default_for_new=lambda: moment(now() + CHALLENGE_SECONDS))

    @classmethod
    def draw(cls, challenge: str, asker: str, credential: Credential | None = None) -> None:
        """Write down a challenge, for whoever asked for it alone, and of a registration for its account alone."""
        drawn = cls(digest(challenge), asker=digest(asker))
        if credential is not None:
            drawn.account_id, drawn.version = credential.account_id, credential.version
        drawn.save()

    @classmethod
    def valid(cls, challenge: str, asker: str, *, is_of_account: bool) -> "PasskeyChallenge":
        """Return a challenge that this asker was given, for a registration or for none, or raise NotFound."""
        found = cls.find(digest(challenge))
        is_askers = found.asker == digest(asker) and bool(found.account_id) is is_of_account
        if not is_askers or found.expires_at <= moment(now()):
            raise NotFound
        return found

    def use(self, writes: TransactWrite) -> None:
        """Add to a transaction that the challenge is used up, for the first and only time."""
        still_good = PasskeyChallenge.hash.exists() & (PasskeyChallenge.expires_at > moment(now()))
        writes.delete(PasskeyChallenge(self.hash), condition=still_good)


class Passkey(Model):
    """A key pair of an account's owner: the public key, and how often the authenticator says that it has signed."""

    class Meta(BaseMeta):
        table_name = table_name("passkeys")

    account_id = UnicodeAttribute(hash_key=True)
    # The digest of what the authenticator calls it, which may be longer than a key of DynamoDB.
    id = UnicodeAttribute(range_key=True)
    credential_id = UnicodeAttribute()
    public_key = UnicodeAttribute()
    sign_count = NumberAttribute(default=0)
    name = UnicodeAttribute()
    created_at = NumberAttribute(default=now)
    last_used_at = NumberAttribute(null=True)

    @classmethod
    def of(cls, account_id: str) -> "list[Passkey]":
        """Return the passkeys of an account, read consistently, the oldest first."""
        found = cls.query(account_id, consistent_read=True, limit=MOST)
        return sorted(found, key=lambda passkey: (passkey.created_at, passkey.id))

    @classmethod
    def one(cls, account_id: str, passkey_id: str) -> "Passkey":
        """Return a passkey of an account, read consistently, or raise NotFound."""
        try:
            return cls.get(account_id, passkey_id, consistent_read=True)
        except cls.DoesNotExist as error:
            raise NotFound from error

    def add(self, challenge: PasskeyChallenge, credential: Credential, mail: Mail) -> bool:
        """Write down a new passkey, use its challenge up, and tell the owner, in one transaction.

        False, with nothing written, where the challenge was used, the passkey is there, the password was changed since
        the challenge was drawn, the account is closed, or another passkey came meanwhile.
        """
        before = int(credential.passkeys_count)
        same = unchanged(credential) & as_read(Credential.passkeys_count, before)
        actions: list[Action] = [Credential.passkeys_count.set(before + 1)]

        def build(writes: TransactWrite) -> None:
            challenge.use(writes)
            writes.condition_check(Account, self.account_id, condition=Account.closed.does_not_exist())
            writes.update(Credential(self.account_id), actions, condition=same)
            writes.save(self, condition=Passkey.id.does_not_exist())
            Mail.add(writes, mail)

        return transact_if(build)

    def use(self, challenge: PasskeyChallenge, sign_count: int) -> bool:
        """Write down that the passkey has signed, and use the challenge up; False where either has changed since."""
        same = Passkey.id.exists() & (Passkey.sign_count == self.sign_count)
        actions: list[Action] = [Passkey.sign_count.set(sign_count), Passkey.last_used_at.set(now())]

        def build(writes: TransactWrite) -> None:
            challenge.use(writes)
            writes.update(Passkey(self.account_id, self.id), actions, condition=same)

        return transact_if(build)

    def rename(self, name: str) -> bool:
        """Write another name; False where the passkey is gone."""
        return guarded(lambda: self.update([Passkey.name.set(name)], condition=Passkey.id.exists()))

    def remove(self, mail: Mail) -> bool:
        """Delete the passkey, and tell the owner; False where it is gone."""
        fewer: list[Any] = [Credential.passkeys_count.add(-1)]

        def build(writes: TransactWrite) -> None:
            writes.delete(Passkey(self.account_id, self.id), condition=Passkey.id.exists())
            writes.update(Credential(self.account_id), fewer, condition=Credential.account_id.exists())
            Mail.add(writes, mail)

        return transact_if(build)
