"""The key by which push services know this server: a secret, read where it is used."""

# ruff: noqa: PLC0415
from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib import base64url, config
from chalicelib.gateways import secrets

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

PRIVATE_KEY = "VAPID_PRIVATE_KEY"


def stored() -> str:
    """Return the private key as it is kept, empty where this server has none."""
    return config.VAPID_PRIVATE_KEY or secrets.read(PRIVATE_KEY)


def public_key() -> str:
    """Return the key that clients subscribe with, empty where this server has none and so pushes nothing."""
    found = stored()
    return _public(found) if found else ""


def private_key() -> "EllipticCurvePrivateKey":
    """Return the key that signs."""
    return _private(stored())


@lru_cache(maxsize=2)
def _private(found: str) -> "EllipticCurvePrivateKey":
    # Imported here because it takes longer than what most requests do that tell the public key.
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key

    return derive_private_key(int.from_bytes(base64url.decode(found), "big"), SECP256R1())


@lru_cache(maxsize=2)
def _public(found: str) -> str:
    from chalicelib.gateways.push.encryption import public_bytes

    return base64url.encode(public_bytes(_private(found)))
