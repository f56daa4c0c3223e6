"""Passkeys: key pairs by which people sign in without a password, since the device has checked who they are.

A passkey is both factors in one, what one has and what one is or knows, so neither the password nor a code is asked
for beside it. Adding and removing one asks for both, and is told by mail.
"""

from collections.abc import Mapping
from typing import Any

from chalicelib import config
from chalicelib.errors import NotFound, Unprocessable
from chalicelib.gateways import queue
from chalicelib.models.base import new_id
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.apps import digest, new_secret
from chalicelib.models.people.door.passkeys import MOST, Passkey, PasskeyChallenge
from chalicelib.models.safety.limits import Limit
from chalicelib.models.talk.mails import Mail
from chalicelib.services import lengths
from chalicelib.services.people.door import devices, emails, links, webauthn
from chalicelib.services.people.relationships import suspended

WINDOW = 15 * 60
LONGEST_NAME = 60
FIRST_NAME = "Passkey"
PAGE = f"{config.PUBLIC_URL}/oauth/passkeys"
TOO_MANY = "There were too many tries. Wait a quarter of an hour."


class Refused(Unprocessable):
    """An answer of an authenticator that proves nothing here: nothing tells why."""

    default_message = "The passkey was not accepted, or it took too long. Try again."


def in_browser(secret: str) -> str:
    """Return who asks by a browser, which holds a secret."""
    return f"browser:{secret}"


def in_session(session_id: str) -> str:
    """Return who asks by an app that is signed in."""
    return f"session:{session_id}"


def begin_adding(credential: Credential, asker: str) -> dict[str, Any]:
    """Return what an authenticator is to make a passkey for. Raises Unprocessable for an account with too many."""
    known = Passkey.of(credential.account_id)
    if len(known) >= MOST:
        raise Unprocessable(f"Validation failed: An account has at most {MOST} passkeys. Remove one first.")
    challenge = new_secret()
    PasskeyChallenge.draw(challenge, asker, credential)
    handle = Account.find(credential.account_id).handle
    return webauthn.creation_options(challenge, credential.account_id, handle, [one.credential_id for one in known])


def add(answer: Mapping[str, Any], name: str, asker: str) -> Passkey:
    """Add the passkey that an authenticator made for a challenge to the account whose password was given for that.

    The challenge is good for five minutes, once, for whoever asked for it. The owner is told. Raises Refused.
    """
    try:
        challenge, made = webauthn.new_key(answer)
        drawn = PasskeyChallenge.valid(challenge, asker, is_of_account=True)
        credential = Credential.find(drawn.account_id or "")
    except (webauthn.NotProven, NotFound) as error:
        raise Refused from error
    passkey = Passkey(
        credential.account_id,
        digest(made.credential_id),
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        name=checked_name(name) if name.strip() else FIRST_NAME,
    )
    mail = _told(credential, "passkey_added", passkey, drawn.hash)
    is_same = credential.version == drawn.version and credential.passkeys_count < MOST
    if not (is_same and passkey.add(drawn, credential, mail)):
        raise Refused
    queue.send("mails", mail_id=mail.id)
    return passkey


def checked_name(name: str) -> str:
    """Return the name of a passkey in one line, or raise Unprocessable for none and for one that is too long."""
    plain = " ".join(name.split())
    if not plain or lengths.is_longer(plain, LONGEST_NAME):
        raise Unprocessable(f"Validation failed: A passkey's name has 1 to {LONGEST_NAME} characters")
    return plain


def rename(account_id: str, passkey_id: str, name: str) -> Passkey:
    """Give a passkey another name. Raises NotFound without it."""
    passkey = Passkey.one(account_id, passkey_id)
    if not passkey.rename(checked_name(name)):
        raise NotFound
    return passkey


def remove(credential: Credential, passkey_id: str) -> None:
    """Let a passkey sign in no more, and tell the owner. Raises NotFound without it; who is signed in stays so."""
    passkey = Passkey.one(credential.account_id, passkey_id)
    mail = _told(credential, "passkey_removed", passkey, new_id())
    if not passkey.remove(mail):
        raise NotFound
    queue.send("mails", mail_id=mail.id)


def begin_signing_in(asker: str, address: str) -> dict[str, Any]:
    """Return what a passkey of anybody is to sign. Raises TooManyRequests for a network address that asks too often."""
    Limit.hit(f"passkeys:{address}", config.SIGN_INS_PER_ADDRESS, WINDOW, TOO_MANY)
    challenge = new_secret()
    PasskeyChallenge.draw(challenge, asker)
    return webauthn.request_options(challenge)


def sign_in(answer: Mapping[str, Any], asker: str, device: str, address: str) -> Credential:
    """Return the credential of whoever's passkey has signed the challenge that this browser was given, once.

    The device is known to the account from now on.
    Raises Refused, and where that is not enough Unconfirmed, or Unprocessable for a suspended account.
    """
    try:
        said = webauthn.read(answer)
        drawn = PasskeyChallenge.valid(said.challenge, asker, is_of_account=False)
        passkey = Passkey.one(said.account_id, digest(said.credential_id))
        count = webauthn.sign_count(said, passkey.public_key)
        credential = Credential.find(passkey.account_id)
    except (webauthn.NotProven, NotFound) as error:
        raise Refused from error
    if _is_copied(passkey, count):
        _tell_of_copy(credential, passkey)
        raise Refused
    if not passkey.use(drawn, count):
        raise Refused
    suspended.expect_not(credential.account_id)
    emails.expect_confirmed(credential)
    devices.meet(credential, device, address)
    return credential


def _is_copied(passkey: Passkey, count: int) -> bool:
    # WebAuthn, 7.2, step 22. Passkeys that are synchronized between devices count nothing, and say 0.
    return max(count, int(passkey.sign_count)) > 0 and count <= passkey.sign_count


def _tell_of_copy(credential: Credential, passkey: Passkey) -> None:
    # One mail for each count: whoever has the copy may try as often as they like.
    mail = _told(credential, "passkey_copied", passkey, f"{passkey.id}:{int(passkey.sign_count)}")
    mail.post()
    queue.send("mails", mail_id=mail.id)


def _told(credential: Credential, template: str, passkey: Passkey, occasion: str) -> Mail:
    return links.told(credential, template, occasion, passkey=passkey.name, page=PAGE, link=links.FORGOTTEN)
