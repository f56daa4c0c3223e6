"""Accounts, the names that only one of them may hold, and their passwords."""

from collections.abc import Callable
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.errors import NotFound
from chalicelib.models.base import BaseMeta, Model, guarded, now, table_name
from chalicelib.models.people.apps import digest
from chalicelib.models.people.search.everybody import ALL, EverybodyIndex
from chalicelib.models.people.search.pending import PendingIndex
from chalicelib.models.versions import as_read


class Account(Model):
    """A person, as everybody may see them.

    `profile` is packed because it is only ever rendered. `avatar_key` and `header_key` are where those renditions lie.
    """

    class Meta(BaseMeta):
        table_name = table_name("accounts")

    id = UnicodeAttribute(hash_key=True)
    handle = UnicodeAttribute()
    created_at = NumberAttribute(default=now)
    profile = JSONAttribute(default=dict)
    profile_version = NumberAttribute(default=0)
    # Private accounts show their posts to those alone whom they let follow; the version counts the changes of that.
    is_private = BooleanAttribute(null=True)
    privacy_version = NumberAttribute(default=0)
    private_since = NumberAttribute(null=True)
    # Why all others find it as little as one that never was: `leaving`, `suspended`, `pending`; null where it is open.
    # The version counts the changes of that.
    closed = UnicodeAttribute(null=True)
    closed_version = NumberAttribute(default=0)
    avatar_key = UnicodeAttribute(null=True)
    header_key = UnicodeAttribute(null=True)
    avatar_media_id = UnicodeAttribute(null=True)
    header_media_id = UnicodeAttribute(null=True)
    followers_count = NumberAttribute(default=0)
    followers_counted_at = NumberAttribute(null=True)
    followers_claimed_until = NumberAttribute(null=True)
    following_count = NumberAttribute(default=0)
    following_counted_at = NumberAttribute(null=True)
    following_claimed_until = NumberAttribute(null=True)
    posts_count = NumberAttribute(default=0)
    # Of models/photos/sharing: what stands first on its page, and its lists for which it posted.
    pinned = JSONAttribute(null=True)
    posted_lists = UnicodeSetAttribute(null=True)
    last_posted_at = NumberAttribute(null=True)
    pulled_since = NumberAttribute(null=True)
    # Since when a moderator keeps it from those who do not follow it, covers its posts, or lets nobody sign in to it.
    silenced_at = NumberAttribute(null=True)
    sensitized_at = NumberAttribute(null=True)
    disabled_at = NumberAttribute(null=True)
    # `moderator` or `admin`; null for everybody else.
    role = UnicodeAttribute(null=True)
    everybody = UnicodeAttribute(null=True, default_for_new=ALL)
    newest = EverybodyIndex()

    @classmethod
    def find_by_handle(cls, handle: str) -> "Account":
        """Return the account with a handle, in any case of letters, or raise NotFound."""
        return cls.find_open(Name.holder(f"@{handle.lower()}"))

    @classmethod
    def find_open(cls, account_id: str) -> "Account":
        """Return an account that others may find, or raise NotFound: one that is closed is as one that never was."""
        account = cls.find(account_id)
        if account.closed:
            raise NotFound
        return account

    @classmethod
    def expect_open(cls, account_id: str, is_held: Callable[[], bool]) -> None:
        """Raise NotFound as `find_open` does, but for whoever holds something that they take back from it."""
        try:
            cls.find_open(account_id)
        except NotFound:
            if not is_held():
                raise

    def change_profile(self, changes: dict[str, Any]) -> bool:
        """Change parts of the profile as it was read; False where another device changed it since."""
        profile = {**self.profile, **changes}
        unchanged = Account.id.exists() & as_read(Account.profile_version, int(self.profile_version))
        actions: list[Action] = [Account.profile.set(profile), Account.profile_version.set(self.profile_version + 1)]
        return guarded(lambda: self.update(actions, condition=unchanged))

    def pull_from(self, at: int) -> bool:
        """Have posts from a moment on pulled by home timelines; False where the account was deleted since."""
        return guarded(lambda: self.update([Account.pulled_since.set(at)], condition=Account.id.exists()))

    @classmethod
    def count_post(
        cls,
        writes: TransactWrite,
        account_id: str,
        difference: int,
        at: int | None = None,
        only_if: Condition | None = None,
    ) -> None:
        """Add to a transaction that an account has a post more or less."""
        actions: list[Action] = [cls.posts_count.add(difference)]
        if at is not None:
            actions.append(cls.last_posted_at.set(at))
        there: Condition = cls.id.exists()
        writes.update(cls(account_id), actions, condition=there if only_if is None else there & only_if)

    @classmethod
    def while_private(cls, is_private: bool) -> Condition:
        """Return the condition that an account is private, or is not."""
        found: Condition = cls.is_private == True if is_private else cls.is_private.does_not_exist()  # noqa: E712
        return found

    def snapshot(self) -> dict[str, Any]:
        """Return what each of the account's posts carries of it, so that no timeline has to read the account."""
        return {
            "handle": self.handle,
            "name": self.profile.get("display_name", ""),
            # While it is closed its pictures lie where nobody finds them.
            "avatar": "" if self.closed else self.avatar_key or "",
            "header": "" if self.closed else self.header_key or "",
            "created_at": self.created_at,
        }


class Name(Model):
    """A handle (`@anna`) or an e-mail address, and the one account that holds it."""

    class Meta(BaseMeta):
        table_name = table_name("names")

    key = UnicodeAttribute(hash_key=True)
    account_id = UnicodeAttribute()
    # Whoever holds the handle is closed, and is mentioned by nobody.
    is_closed = BooleanAttribute(null=True)

    @classmethod
    def holder(cls, key: str) -> str:
        """Return the id of the account that holds a name, or raise NotFound."""
        return cls.find(key).account_id


class Credential(Model):
    """An account's e-mail address, password hash and known devices, apart from what others may see."""

    class Meta(BaseMeta):
        table_name = table_name("credentials")

    account_id = UnicodeAttribute(hash_key=True)
    email = UnicodeAttribute()
    password_hash = UnicodeAttribute()
    # In which its letters are written; null is English.
    language = UnicodeAttribute(null=True)
    # When somebody showed that they read what is sent to the address.
    confirmed_at = NumberAttribute(null=True)
    # Counts the changes of password and address, and how often everything was signed out.
    version = NumberAttribute(default=0)
    session_version = NumberAttribute(default=0)
    # The secret of the second factor, the moment whose code was used last, and the digests of the recovery codes; and
    # a secret that was drawn and not shown to be in an app yet.
    totp_secret = UnicodeAttribute(null=True)
    totp_used_at = NumberAttribute(null=True)
    totp_pending = UnicodeAttribute(null=True)
    recovery_hashes = JSONAttribute(default=list)
    passkeys_count = NumberAttribute(default=0)
    # What somebody wrote who signed up and needs approval, by whose invitation they came, and that they still wait.
    sign_up_reason = UnicodeAttribute(null=True)
    invited_by = UnicodeAttribute(null=True)
    awaits_approval = UnicodeAttribute(null=True)
    pending = PendingIndex()
    # The day of the terms of service that were accepted last, and when they were.
    terms_day = UnicodeAttribute(null=True)
    terms_at = NumberAttribute(null=True)
    # When each device signed in first, by the digest of what it alone holds.
    devices = JSONAttribute(default=dict)

    def knows_device(self, device: str) -> bool:
        """Tell whether a device has signed in to this account before."""
        return digest(device) in self.devices

    def replace_hash(self, password_hash: str) -> None:
        """Write down the same password under a newer hash, unless the password was changed in the meantime."""
        unchanged = Credential.password_hash == self.password_hash
        guarded(lambda: self.update([Credential.password_hash.set(password_hash)], condition=unchanged))
