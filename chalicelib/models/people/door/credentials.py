"""Change what signs an account in, each time in one transaction with the mail that tells its owner."""

from collections.abc import Iterable
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import assignments, now, transact
from chalicelib.models.people.accounts import Account, Credential, Name
from chalicelib.models.people.closed import LEAVING
from chalicelib.models.people.door.mailed_tokens import MailedToken
from chalicelib.models.people.sessions import Session
from chalicelib.models.talk.mails import Mail
from chalicelib.models.versions import as_read


def unchanged(credential: Credential) -> Condition:
    """Return the condition that neither password nor address changed since a credential was read."""
    condition: Condition = Credential.account_id.exists() & as_read(Credential.version, int(credential.version))
    return condition


def change_password(
    credential: Credential, password_hash: str, mail: Mail, token: MailedToken | None = None, kept_session: str = ""
) -> None:
    """Replace the password and sign out everything but one session; a mailed link that pays for it is used up.

    Links that were mailed before are worth nothing from now on. Raises GuardFailed, with nothing written, where the
    link was used, the kept session ended, or the credential changed since it was read.
    """
    version = int(credential.session_version) + 1
    values: dict[str, Any] = {
        "password_hash": password_hash,
        "devices": {},
        "version": credential.version + 1,
        "session_version": version,
    }
    if token is not None and token.email == credential.email:
        values["confirmed_at"] = credential.confirmed_at or now()

    def build(writes: TransactWrite) -> None:
        if token is not None:
            token.use(writes)
        writes.update(
            Credential(credential.account_id), assignments(Credential, values), condition=unchanged(credential)
        )
        if kept_session:
            Session.keep(writes, kept_session, version)
        Mail.add(writes, mail)

    transact(build)


def ask_for_email(credential: Credential, mails: Iterable[Mail]) -> None:
    """Write down the mails that ask for a new address and tell of it, unless the credential changed since it was read.

    Raises GuardFailed where it did.
    """

    def build(writes: TransactWrite) -> None:
        writes.condition_check(Credential, credential.account_id, condition=unchanged(credential))
        for mail in mails:
            Mail.add(writes, mail)

    transact(build)


def confirm_email(credential: Credential, token: MailedToken) -> None:
    """Write down that somebody reads what is sent to the address. Raises GuardFailed where the link or it is gone."""
    same = Credential.email == token.email

    def build(writes: TransactWrite) -> None:
        token.use(writes)
        writes.update(Credential(credential.account_id), [Credential.confirmed_at.set(now())], condition=same)

    transact(build)


def change_email(credential: Credential, token: MailedToken, mail: Mail) -> None:
    """Replace the address by the one that a link was mailed to, and tell the one before.

    Raises GuardFailed, with nothing written, where the link was used, the credential changed since it was read,
    another account has the address, or the account is suspended, waits for approval or is shut out.
    """
    values = {"email": token.email, "confirmed_at": now(), "version": credential.version + 1}
    before, after = credential.email.lower(), token.email.lower()

    def build(writes: TransactWrite) -> None:
        token.use(writes)
        writes.condition_check(Account, credential.account_id, condition=_may_sign_in())
        if before != after:
            writes.delete(Name(before), condition=Name.account_id == credential.account_id)
            writes.save(Name(after, account_id=credential.account_id), condition=Name.key.does_not_exist())
        writes.update(
            Credential(credential.account_id), assignments(Credential, values), condition=unchanged(credential)
        )
        Mail.add(writes, mail)

    transact(build)


def _may_sign_in() -> Condition:
    """Return the condition that an account may sign in, as who wishes to leave still does."""
    is_open: Condition = Account.closed.does_not_exist() | (Account.closed == LEAVING)
    may: Condition = Account.id.exists() & Account.disabled_at.does_not_exist() & is_open
    return may


def sign_out(credential: Credential, kept_session: str = "") -> None:
    """Sign out everything but one session. Raises GuardFailed where that ended, or another call did the same."""
    transact(lambda writes: add_sign_out(writes, credential, kept_session))


def add_sign_out(writes: TransactWrite, credential: Credential, kept_session: str = "") -> None:
    """Add to a transaction that everything but one session is signed out."""
    version = int(credential.session_version) + 1
    same = Credential.account_id.exists() & as_read(Credential.session_version, int(credential.session_version))
    writes.update(Credential(credential.account_id), [Credential.session_version.set(version)], condition=same)
    if kept_session:
        Session.keep(writes, kept_session, version)
