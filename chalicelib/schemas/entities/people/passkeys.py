"""Passkeys, as WebAuthn names what an authenticator and a browser are asked."""

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Time


class Passkey(TypedDict):
    """A passkey that signs in to the caller's account."""

    id: str
    name: str
    credential_id: str
    created_at: Time
    last_used_at: Time | None


class PasskeyParty(TypedDict):
    """The server, as WebAuthn names it."""

    id: str
    name: str


class PasskeyOwner(TypedDict):
    """Whose passkey it is to be."""

    id: str
    name: str
    displayName: str


class PasskeyCreation(TypedDict):
    """What an authenticator is to make a passkey for: PublicKeyCredentialCreationOptionsJSON of WebAuthn."""

    rp: PasskeyParty
    user: PasskeyOwner
    challenge: str
    pubKeyCredParams: list[dict[str, str | int]]
    timeout: int
    excludeCredentials: list[dict[str, str]]
    authenticatorSelection: dict[str, str | bool]
    attestation: str


class PasskeyRequest(TypedDict):
    """What a passkey is to sign: PublicKeyCredentialRequestOptionsJSON of WebAuthn."""

    challenge: str
    rpId: str
    allowCredentials: list[dict[str, str]]
    userVerification: str
    timeout: int
