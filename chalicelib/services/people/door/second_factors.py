"""A second factor beside the password: codes of an authenticator app, and recovery codes for who has lost it."""

import base64
import re
import secrets
from dataclasses import dataclass
from typing import Any

from chalicelib import config
from chalicelib.errors import Unprocessable
from chalicelib.gateways import queue, sealing
from chalicelib.models import base
from chalicelib.models.base import new_id
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.apps import digest
from chalicelib.models.people.door import second_factors
from chalicelib.models.safety.limits import Limit
from chalicelib.models.talk.mails import Mail
from chalicelib.services.people.door import links, totp

WINDOW = 3600
RECOVERY_CODES = 10
# 80 random bits: SHA-256 is enough of a hash for what nobody can try.
RECOVERY_BYTES = 10
LONGEST_CODE = 100
SIX_DIGITS = re.compile("[0-9]{6}")


class CodeNeeded(Unprocessable):
    """A right password of an account that asks for a code as well."""

    default_message = "Type the code that your authenticator app shows, or a recovery code, as well."

    def body(self) -> dict[str, Any]:
        """Return the error entity, by which a client knows that it has to ask for a code."""
        return super().body() | {"code_needed": True}


class WrongCode(CodeNeeded):
    """A code that is not the one of this moment, or that was used."""

    default_message = "The code is wrong, or was used already. Wait for the next one."


@dataclass(frozen=True)
class Drawn:
    """A secret that is in no app yet, and the address by which an app takes it."""

    secret: str
    address: str


def expect(credential: Credential, typed: str, known_device: str = "") -> None:
    """Raise CodeNeeded unless the account has no second factor, or a code came with the password that is good now.

    A code is used up by it. Raises TooManyRequests, for a known device and for all others by themselves.
    """
    if not credential.totp_secret:
        return
    plain = re.sub(r"[\s-]", "", typed[:LONGEST_CODE]).lower()
    if not plain:
        raise CodeNeeded
    key = f"codes:{credential.account_id}|{known_device}"
    tried = Limit.hit(key, config.CODES_PER_ACCOUNT, WINDOW, "There were too many wrong codes. Wait an hour.")
    if not _use(credential, plain):
        raise WrongCode
    tried.give_back()


def _use(credential: Credential, plain: str) -> bool:
    if SIX_DIGITS.fullmatch(plain):
        secret, resealed = opened(credential.account_id, str(credential.totp_secret))
        at = totp.moment_of(secret, plain, base.clock())
        return at is not None and second_factors.use_code(credential, at, resealed)
    hashed = digest(plain)
    if hashed not in credential.recovery_hashes:
        return False
    mail = links.told(credential, "recovery_code_used", new_id())
    return _and_send(mail, second_factors.use_recovery_code(credential, hashed, mail))


def draw(credential: Credential) -> Drawn:
    """Draw a secret for an app; it becomes the second factor once the app has shown a code of it."""
    secret = totp.new_secret()
    if not second_factors.draw(credential, sealing.seal(secret, _about(credential.account_id))):
        raise Unprocessable("Two-factor sign-in is on already")
    handle = Account.find(credential.account_id).handle
    return Drawn(secret, totp.address(secret, config.INSTANCE_TITLE, handle))


def turn_on(credential: Credential, typed: str) -> list[str]:
    """Turn the second factor on by a code of the secret that was drawn, and return the recovery codes.

    Nobody is told them again. Raises WrongCode, and Unprocessable where no secret was drawn, or another one meanwhile.
    """
    if not credential.totp_pending:
        raise Unprocessable("Begin by drawing a secret")
    secret, resealed = opened(credential.account_id, credential.totp_pending)
    at = totp.moment_of(secret, re.sub(r"[\s-]", "", typed[:LONGEST_CODE]), base.clock())
    if at is None:
        raise WrongCode
    codes, mail = _new_codes(), links.told(credential, "two_factor_on", new_id())
    _finish(mail, second_factors.turn_on(credential, resealed, at, [digest(code) for code in codes], mail))
    return [_spaced(code) for code in codes]


def opened(account_id: str, stored: str) -> tuple[str, str]:
    """Return a secret in the clear, and as it is to be stored: sealed, for this account, with the newest key."""
    secret = sealing.unseal(stored, _about(account_id))
    return secret, stored if sealing.is_current(stored) else sealing.seal(secret, _about(account_id))


def reseal_all() -> int:
    """Seal every secret with the newest key that is not, and return how many there were: for operators alone."""
    old = [
        one for one in Credential.scan_all(Credential.totp_secret.exists()) if not sealing.is_current(one.totp_secret)
    ]
    for credential in old:
        second_factors.reseal(credential, opened(credential.account_id, credential.totp_secret)[1])
    return len(old)


def _about(account_id: str) -> str:
    return f"totp:{account_id}"


def turn_off(credential: Credential) -> None:
    """Ask for the password alone again."""
    mail = links.told(credential, "two_factor_off", new_id())
    _finish(mail, bool(credential.totp_secret) and second_factors.turn_off(credential, mail))


def draw_recovery_codes(credential: Credential) -> list[str]:
    """Return new recovery codes, which nobody is told again; those of before are good for nothing."""
    codes, mail = _new_codes(), links.told(credential, "recovery_codes_drawn", new_id())
    hashes = [digest(code) for code in codes]
    is_on = bool(credential.totp_secret)
    _finish(mail, is_on and second_factors.replace_recovery_codes(credential, hashes, mail))
    return [_spaced(code) for code in codes]


def _finish(mail: Mail, has_changed: bool) -> None:
    if not _and_send(mail, has_changed):
        raise Unprocessable("Two-factor sign-in was changed meanwhile, or is off")


def _and_send(mail: Mail, has_changed: bool) -> bool:
    if has_changed:
        queue.send("mails", mail_id=mail.id)
    return has_changed


def _new_codes() -> list[str]:
    made = (secrets.token_bytes(RECOVERY_BYTES) for _ in range(RECOVERY_CODES))
    return [base64.b32encode(one).decode().lower() for one in made]


def _spaced(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
