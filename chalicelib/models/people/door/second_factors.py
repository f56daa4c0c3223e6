"""Turn a second factor on and off, and use its codes up, each at most once."""

from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import assignments, guarded, transact_if
from chalicelib.models.people.accounts import Credential
from chalicelib.models.talk.mails import Mail


def draw(credential: Credential, secret: str) -> bool:
    """Write down a secret that is in no app yet; False where the second factor is on."""
    off = Credential.account_id.exists() & Credential.totp_secret.does_not_exist()
    return guarded(lambda: credential.update([Credential.totp_pending.set(secret)], condition=off))


def turn_on(credential: Credential, secret: str, used_at: int, recovery_hashes: list[str], mail: Mail) -> bool:
    """Make the secret that was drawn the second factor, and tell the owner; False where it is another by now."""
    values: dict[str, Any] = {
        "totp_secret": secret,
        "totp_pending": None,
        "totp_used_at": used_at,
        "recovery_hashes": recovery_hashes,
    }
    same = Credential.totp_pending == credential.totp_pending
    return _change(credential, values, same & Credential.totp_secret.does_not_exist(), mail)


def turn_off(credential: Credential, mail: Mail) -> bool:
    """Ask for the password alone again, and tell the owner; False where the secret is another by now."""
    values: dict[str, Any] = {"totp_secret": None, "totp_pending": None, "totp_used_at": None, "recovery_hashes": []}
    return _change(credential, values, Credential.totp_secret == credential.totp_secret, mail)


def replace_recovery_codes(credential: Credential, recovery_hashes: list[str], mail: Mail) -> bool:
    """Make new recovery codes the only ones, and tell the owner; False where the secret is another by now."""
    same = Credential.totp_secret == credential.totp_secret
    return _change(credential, {"recovery_hashes": recovery_hashes}, same, mail)


def use_code(credential: Credential, at: int, secret: str) -> bool:
    """Use up the code of a moment and of all before it; False where it was used, or the secret is another by now.

    `secret` is the same secret as it is to be stored from now on.
    """
    unused = Credential.totp_used_at.does_not_exist() | (Credential.totp_used_at < at)
    actions: list[Action] = [Credential.totp_used_at.set(at), Credential.totp_secret.set(secret)]
    return guarded(
        lambda: credential.update(actions, condition=(Credential.totp_secret == credential.totp_secret) & unused)
    )


def reseal(credential: Credential, secret: str) -> bool:
    """Store the same secret, sealed anew; False where it is another by now."""
    same = Credential.totp_secret == credential.totp_secret
    return guarded(lambda: credential.update([Credential.totp_secret.set(secret)], condition=same))


def use_recovery_code(credential: Credential, hashed: str, mail: Mail) -> bool:
    """Use up a recovery code, and tell the owner; False where the codes are not those that were read any more."""
    left = [one for one in credential.recovery_hashes if one != hashed]
    same = Credential.recovery_hashes == credential.recovery_hashes
    return _change(credential, {"recovery_hashes": left}, same, mail)


def _change(credential: Credential, values: dict[str, Any], condition: Condition, mail: Mail) -> bool:
    def build(writes: TransactWrite) -> None:
        writes.update(Credential(credential.account_id), assignments(Credential, values), condition=condition)
        Mail.add(writes, mail)

    return transact_if(build)
