"""Sign people in, and give the apps they authorize their tokens."""

import hmac
import secrets
import unicodedata
from collections.abc import Sequence
from typing import Any

from chalicelib import base64url, config
from chalicelib.errors import NotFound, TooManyRequests, Unprocessable
from chalicelib.models.base import now
from chalicelib.models.people.accounts import Credential, Name
from chalicelib.models.people.apps import new_secret
from chalicelib.models.people.oauth import AccessToken
from chalicelib.models.people.sessions import LASTING_SECONDS, REFRESHED_SECONDS, Keys, Session
from chalicelib.models.safety.limits import Limit
from chalicelib.services.people import passwords
from chalicelib.services.people.door import devices, emails, second_factors
from chalicelib.services.people.relationships import suspended

WINDOW = 15 * 60
LONGEST_NAME = 254
# An id that no account has: looking for its credential costs the same trip.
NOBODY = "0"


class WrongPassword(Unprocessable):
    """A name and a password that do not belong together, or a name that nobody has: nothing tells which."""

    default_message = "The username or the password is wrong."


def prove(
    name: str, password: str, address: str, device: str = "", otp: str = "", *, unconfirmed: bool = False
) -> Credential:
    """Return the credential with this name and password, and this code where it asks for one, for a person's form.

    `unconfirmed` has an account do so whose address nobody has confirmed yet. Raises WrongPassword, CodeNeeded, or
    TooManyRequests with a sentence that says how long to wait.
    """
    try:
        credential = sign_in(name, password, address, device, otp, unconfirmed=unconfirmed)
    except TooManyRequests as error:
        if error.message != TooManyRequests.default_message:
            raise
        raise TooManyRequests("There were too many tries. Wait a quarter of an hour.", "", error.headers) from error
    if credential is None:
        raise WrongPassword
    return credential


def prove_own(account_id: str, password: str, address: str, otp: str = "", *, unconfirmed: bool = False) -> Credential:
    """Return the credential of an account that is signed in, once it has shown its password as for signing in."""
    return prove(Credential.find(account_id).email, password, address, otp=otp, unconfirmed=unconfirmed)


def sign_in(
    name: str, password: str, address: str, device: str = "", otp: str = "", *, unconfirmed: bool = False
) -> Credential | None:
    """Return the credential of the account with this handle or e-mail address and this password, or None.

    `device` is a secret that only the caller's device holds; with the right password it becomes known to the account.
    A try is counted before the password is looked at, so that parallel guesses cannot slip through, and given
    back where it was right. Names are limited as they are typed, known or not, so that a limit tells nothing
    about who is here. Raises TooManyRequests, and where the password is right but not enough CodeNeeded, Unconfirmed,
    or for a suspended account Unprocessable.
    """
    key = name_key(name)
    credential = _credential(key)
    is_known = bool(device) and credential is not None and credential.knows_device(device)
    tries = [Limit.hit(what, most, WINDOW) for what, most in _limits(key, address, device if is_known else "")]
    if not passwords.matches(password, credential.password_hash if credential else None) or credential is None:
        return None
    second_factors.expect(credential, otp, device if is_known else "")
    for one in tries:
        one.give_back()
    suspended.expect_not(credential.account_id)
    if not unconfirmed:
        emails.expect_confirmed(credential)
    if passwords.is_outdated(credential.password_hash):
        credential.replace_hash(passwords.hash_password(password))
    devices.meet(credential, device, address)
    return credential


def _limits(key: str, address: str, known_device: str) -> list[tuple[str, int]]:
    """Return what a try counts for, and how many are allowed.

    Who guesses at an address shuts out that address, and who guesses from many shuts out those that nobody knows: a
    device that has signed in before is limited by itself alone.
    Source: https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
    """
    if known_device:
        return [(f"sign-in-device:{key}|{known_device}", config.SIGN_INS_PER_DEVICE)]
    return [
        (f"sign-in-address:{address}", config.SIGN_INS_PER_ADDRESS),
        (f"sign-in-name:{key}|{address}", config.SIGN_INS_PER_NAME_AND_ADDRESS),
        (f"sign-in-name:{key}", config.SIGN_INS_PER_NAME),
    ]


def name_key(name: str) -> str:
    """Return a typed handle or address in the one form in which names are looked up."""
    plain = (
        unicodedata.normalize("NFKC", name[: 4 * LONGEST_NAME]).strip().removeprefix("@").lower()[: LONGEST_NAME + 1]
    )
    return plain if "@" in plain else f"@{plain}"


def _credential(key: str) -> Credential | None:
    try:
        account_id = Name.holder(key)
    except NotFound:
        account_id = NOBODY
    try:
        return Credential.find(account_id)
    except NotFound:
        return None


def new_token(scopes: Sequence[str], keys: Keys | None) -> dict[str, Any]:
    """Make the entity that tells an app its token (RFC 6749, 5.1), not yet written down; without keys one of its own.

    It does not expire: apps that cannot refresh would sign people out. Pixelfed's app does not sign in without being
    told of an end, so where it is to, a session's first token has one, in ten years.
    """
    token: dict[str, Any] = {
        "access_token": keys.access if keys else new_secret(),
        "token_type": "Bearer",
        "scope": " ".join(scopes),
        "created_at": now(),
    }
    if keys is None:
        return token
    end = {"expires_in": LASTING_SECONDS} if config.POSE_AS_PIXELFED else {}
    return {**token, **end, "refresh_token": keys.refresh}


def refreshed_token(scopes: Sequence[str], keys: Keys) -> dict[str, Any]:
    """Make the entity for an app that has refreshed, and so can: the token ends, and it is told when."""
    return {**new_token(scopes, keys), "expires_in": REFRESHED_SECONDS}


def first_keys(session_id: str) -> Keys:
    """Draw the secrets of a new session; its refresh token begins with the session's id."""
    return Keys(access=new_secret(), refresh=f"{session_id}.{new_secret()}")


def next_keys(session_id: str, refresh_token: str, nonce: str) -> Keys:
    """Derive the secrets that take the place of a refresh token's, with what is drawn for it and kept in the session.

    Who holds the token and asks again can so be told the same, though no secret is stored.
    """

    def derive(what: str) -> str:
        return base64url.encode(hmac.digest(refresh_token.encode(), f"{what}|{nonce}".encode(), "sha256"))

    return Keys(access=derive("access"), refresh=f"{session_id}.{derive('refresh')}")


def repeat(session: Session, refresh_token: str) -> dict[str, Any]:
    """Return the token's entity that was given for a refresh token a moment ago. Raises NotFound where it is gone."""
    keys = next_keys(session.id, refresh_token, session.nonce or "")
    given = AccessToken.find(keys.access)
    return {**refreshed_token(given.scopes.split(), keys), "created_at": int(given.created_at)}


def keys_of(token: dict[str, Any]) -> Keys:
    """Return the secrets in a token's entity."""
    return Keys(access=token["access_token"], refresh=token["refresh_token"])


def new_session_id() -> str:
    """Return an id for a session that nobody can guess."""
    return secrets.token_urlsafe(16)


def begin(account_id: str, app_id: str, scopes: Sequence[str], *, awaits_confirmation: bool = False) -> dict[str, Any]:
    """Open the first session of an account, with the app by which it signed up, and return its token's entity.

    One that awaits confirmation opens nothing before the account's address is confirmed.
    """
    session = Session(
        new_session_id(),
        account_id=account_id,
        app_id=app_id,
        scopes=" ".join(scopes),
        awaits_confirmation=awaits_confirmation or None,
    )
    token = new_token(scopes, first_keys(session.id))
    session.open(keys_of(token), lasts=token.get("expires_in"))
    return token
