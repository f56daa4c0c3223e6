"""Say what an authenticator is to sign, and check what it signed: Web Authentication, Level 3.

Yubico's library reads what authenticators write, and checks signatures. What it is compared with stands here, where
origin and domain are exact ones. The library is loaded with the first passkey of a process.
Source: https://www.w3.org/TR/webauthn-3/, 7.1 and 7.2
"""

# ruff: noqa: PLC0415
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from chalicelib import config
from chalicelib.base64url import decode, encode
from chalicelib.models.people.door.passkeys import CHALLENGE_SECONDS

RP_ID = urlsplit(config.PUBLIC_URL).hostname or ""
# EdDSA, ES256 and RS256: what Apple, Google, Windows Hello and security keys have.
ALGORITHMS = (-8, -7, -257)
# An authenticator that attests without being asked sends its certificates along.
LONGEST_ANSWER = 32_768
LONGEST_ID = 1023
CREATE, GET = "webauthn.create", "webauthn.get"


class NotProven(Exception):
    """What came is no signature of an authenticator for this challenge, this origin and this domain."""


@dataclass(frozen=True)
class NewKey:
    """A key pair that an authenticator has made: what it calls it, the public key, and its count of signatures."""

    credential_id: str
    public_key: str
    sign_count: int


@dataclass(frozen=True)
class Assertion:
    """What an authenticator says without being believed yet: whose passkey has signed which challenge."""

    credential_id: str
    account_id: str
    challenge: str
    answer: Any


def creation_options(challenge: str, account_id: str, handle: str, known: Iterable[str]) -> dict[str, Any]:
    """Return the PublicKeyCredentialCreationOptionsJSON of a passkey that can sign in without a name being typed."""
    return {
        "rp": {"id": RP_ID, "name": config.INSTANCE_TITLE},
        "user": {"id": encode(account_id.encode()), "name": handle, "displayName": handle},
        "challenge": challenge,
        "pubKeyCredParams": [{"type": "public-key", "alg": number} for number in ALGORITHMS],
        "timeout": CHALLENGE_SECONDS * 1000,
        "excludeCredentials": [{"type": "public-key", "id": one} for one in known],
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": True,
            "userVerification": "required",
        },
        "attestation": "none",
    }


def request_options(challenge: str) -> dict[str, Any]:
    """Return the PublicKeyCredentialRequestOptionsJSON of a sign-in by any passkey of this server."""
    asked = {"challenge": challenge, "rpId": RP_ID, "allowCredentials": []}
    return {**asked, "userVerification": "required", "timeout": CHALLENGE_SECONDS * 1000}


def new_key(answer: Mapping[str, Any]) -> tuple[str, NewKey]:
    """Return the challenge that an authenticator answers, and the key that it has made for it. Raises NotProven.

    Nobody asks it what kind of authenticator it is, so a statement about that is not looked at.
    """
    from fido2.webauthn import RegistrationResponse

    try:
        read = RegistrationResponse.from_dict(answer)
        client, told = read.response.client_data, read.response.attestation_object.auth_data
        made: Any = told.credential_data
        algorithm, name = made.public_key[3], made.credential_id
    except Exception as error:  # Whatever the bytes of a stranger make a parser raise.
        raise NotProven from error
    _check(client, told, CREATE)
    if name != read.raw_id or len(name) > LONGEST_ID or algorithm not in ALGORITHMS:
        raise NotProven
    return encode(client.challenge), NewKey(encode(name), encode(bytes(made)), told.counter)


def read(answer: Mapping[str, Any]) -> Assertion:
    """Return who says to have signed what; nothing of it is proven. Raises NotProven for what is no answer at all."""
    from fido2.webauthn import AuthenticationResponse

    try:
        found = AuthenticationResponse.from_dict(answer)
        account_id = (found.response.user_handle or b"").decode()
        return Assertion(
            encode(found.raw_id),
            account_id,
            encode(found.response.client_data.challenge),
            found.response,
        )
    except Exception as error:  # As above.
        raise NotProven from error


def sign_count(assertion: Assertion, public_key: str) -> int:
    """Return how often an authenticator says to have signed, once it has proven to have the key. Raises NotProven."""
    from fido2.webauthn import AttestedCredentialData

    told, client = assertion.answer.authenticator_data, assertion.answer.client_data
    key = AttestedCredentialData(decode(public_key))
    _check(client, told, GET)
    if encode(key.credential_id) != assertion.credential_id:
        raise NotProven
    try:
        key.public_key.verify(bytes(told) + client.hash, assertion.answer.signature)
    except Exception as error:  # As above.
        raise NotProven from error
    return int(told.counter)


def _check(client: Any, told: Any, purpose: str) -> None:
    """Raise NotProven unless it was for this purpose, here, and its owner was there and showed to be the owner."""
    is_here = client.origin == config.PUBLIC_URL and not client.cross_origin
    is_ours = hmac.compare_digest(told.rp_id_hash, sha256(RP_ID.encode()).digest())
    is_owner = told.is_user_present() and told.is_user_verified()
    if not (client.type == purpose and is_here and is_ours and is_owner):
        raise NotProven
