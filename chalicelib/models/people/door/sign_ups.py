"""Accounts as they begin: open at once, or pending until somebody of the staff lets them in or refuses them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pynamodb.transactions import TransactWrite

from chalicelib.errors import NameTaken
from chalicelib.models.base import GuardFailed, new_id, now, transact, transact_if
from chalicelib.models.people.accounts import Account, Credential, Name
from chalicelib.models.people.closed import PENDING, Joined
from chalicelib.models.people.search.account_words import AccountWord
from chalicelib.models.people.search.pending import ALL
from chalicelib.models.promises import Promise
from chalicelib.models.talk.mails import Mail
from chalicelib.models.versions import as_read


@dataclass(frozen=True)
class Arrival:
    """How somebody comes in: whether they wait for approval, what they wrote, and by whose invitation they come."""

    waits: bool = False
    reason: str = ""
    invited_by: str = ""
    # In which letters are written to them.
    language: str = ""
    # The day of the terms of service that they accept, where there are any.
    terms_day: str | None = None
    # What is true only with it, as that the invitation is used once more.
    joined: Joined | None = None


def create(
    handle: str,
    email: str,
    password_hash: str,
    profile: dict[str, Any],
    mail: Mail | None = None,
    arrival: Arrival | None = None,
    promise: Promise | None = None,
) -> Account:
    """Create an account with its names and password, or raise NameTaken; a mail to it, and a promise, take its id.

    Raises GuardFailed where what the arrival adds does not hold.
    """
    arrival = arrival or Arrival()
    account = Account(new_id(), handle=handle, profile=profile, closed=PENDING if arrival.waits else None)
    build = _building(account, email, password_hash, arrival)

    def whole(writes: TransactWrite) -> None:
        build(writes)
        if mail is not None:
            mail.id, mail.account_id = f"{mail.template}:{account.id}", account.id
            mail.add(writes, mail)
        if promise is not None:
            promise.message |= {"occasion": account.id, "from_id": account.id}
            promise.add(writes)
        if arrival.joined:
            arrival.joined(writes)

    try:
        transact(whole)
    except GuardFailed as failed:
        if not {0, 1}.intersection(failed.positions):
            raise
        taken = "Username" if 0 in failed.positions else "Email"
        raise NameTaken(f"Validation failed: {taken} has already been taken") from failed
    return account


def _building(account: Account, email: str, password_hash: str, arrival: Arrival) -> Callable[[TransactWrite], None]:
    credential = Credential(account.id, email=email, password_hash=password_hash, language=arrival.language or None)
    credential.sign_up_reason, credential.invited_by = arrival.reason or None, arrival.invited_by or None
    credential.awaits_approval = ALL if arrival.waits else None
    credential.terms_day, credential.terms_at = arrival.terms_day, now() if arrival.terms_day else None
    absent = Name.key.does_not_exist()

    def build(writes: TransactWrite) -> None:
        handle = Name(f"@{account.handle.lower()}", account_id=account.id, is_closed=arrival.waits or None)
        writes.save(handle, condition=absent)
        writes.save(Name(email.lower(), account_id=account.id), condition=absent)
        writes.save(account, condition=Account.id.does_not_exist())
        writes.save(credential)
        for word in AccountWord.all_for(account.id, account.handle, account.profile.get("display_name", "")):
            writes.save(word)

    return build


def note_approval(writes: TransactWrite, account_id: str) -> None:
    """Add to a transaction that an account waits no more."""
    waits = Credential.awaits_approval.exists()
    writes.update(Credential(account_id), [Credential.awaits_approval.remove()], condition=waits)


def remove(account: Account, credential: Credential, joined: Joined) -> bool:
    """Delete an account that waits, as it was read, and leave its names to others; False where it changed since."""
    still = (Account.closed == PENDING) & as_read(Account.closed_version, int(account.closed_version))
    words = AccountWord.all_for(account.id, account.handle, account.profile.get("display_name", ""))

    def build(writes: TransactWrite) -> None:
        writes.delete(Account(account.id), condition=still)
        writes.delete(Credential(account.id), condition=Credential.email == credential.email)
        writes.delete(Name(f"@{account.handle.lower()}"), condition=Name.account_id == account.id)
        writes.delete(Name(credential.email.lower()), condition=Name.account_id == account.id)
        for word in words:
            writes.delete(word)
        joined(writes)

    return transact_if(build)
