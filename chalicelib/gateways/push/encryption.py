"""Encrypt what is pushed for the one device that is to read it.

Sources: https://www.rfc-editor.org/rfc/rfc8291 and, for clients that have not said that they speak it,
https://datatracker.ietf.org/doc/html/draft-ietf-webpush-encryption-04, as Mastodon does.
"""

import hmac
import os
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib import base64url

STANDARD, LEGACY = "aes128gcm", "aesgcm"
SALT_BYTES, AUTH_BYTES, POINT_BYTES, RECORD_BYTES = 16, 16, 65, 4096


class Device(NamedTuple):
    """The public key of a device, and the secret that it shares with us, as the client sent them."""

    p256dh: str
    auth: str


class Sealed(NamedTuple):
    """A body that only its device can read, and the headers that say how."""

    body: bytes
    headers: dict[str, str]


def check(device: Device) -> None:
    """Raise ValueError unless something can be encrypted for a device: a point of the curve, and 16 bytes."""
    if len(base64url.decode(device.auth)) != AUTH_BYTES:
        raise ValueError("The secret has 16 bytes")
    _point(device)


def _point(device: Device) -> EllipticCurvePublicKey:
    return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), base64url.decode(device.p256dh))


def encrypt(
    text: bytes, device: Device, *, salt: bytes = b"", key: EllipticCurvePrivateKey | None = None, is_standard: bool
) -> Sealed:
    """Return a text, encrypted for one device with a salt and a key that are drawn for it."""
    salt, key, point = salt or os.urandom(SALT_BYTES), key or generate_private_key(SECP256R1()), _point(device)
    shared, ours = key.exchange(ECDH(), point), public_bytes(key)
    secret = hmac.digest(base64url.decode(device.auth), shared, "sha256")
    if is_standard:
        return _standard(text, salt, secret, public_bytes(point), ours)
    return _legacy(text, salt, secret, public_bytes(point), ours)


def public_bytes(key: EllipticCurvePrivateKey | EllipticCurvePublicKey) -> bytes:
    """Return the uncompressed point of a key, 65 bytes."""
    public = key.public_key() if isinstance(key, EllipticCurvePrivateKey) else key
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _standard(text: bytes, salt: bytes, secret: bytes, theirs: bytes, ours: bytes) -> Sealed:
    mixed = _expand(secret, b"WebPush: info\0" + theirs + ours, 32)
    sealed = _seal(text + b"\x02", salt, mixed, STANDARD)
    head = salt + RECORD_BYTES.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return Sealed(head + sealed, {"Content-Encoding": STANDARD})


def _legacy(text: bytes, salt: bytes, secret: bytes, theirs: bytes, ours: bytes) -> Sealed:
    mixed = _expand(secret, b"Content-Encoding: auth\0", 32)
    size = POINT_BYTES.to_bytes(2, "big")
    sealed = _seal(b"\0\0" + text, salt, mixed, LEGACY, b"P-256\0" + size + theirs + size + ours)
    headers = {"Encryption": f"salt={base64url.encode(salt)}", "Crypto-Key": f"dh={base64url.encode(ours)}"}
    return Sealed(sealed, {"Content-Encoding": LEGACY, **headers})


def _seal(text: bytes, salt: bytes, mixed: bytes, name: str, about: bytes = b"") -> bytes:
    secret = hmac.digest(salt, mixed, "sha256")
    key = _expand(secret, f"Content-Encoding: {name}\0".encode() + about, 16)
    return AESGCM(key).encrypt(_expand(secret, b"Content-Encoding: nonce\0" + about, 12), text, None)


def _expand(secret: bytes, about: bytes, size: int) -> bytes:
    """Return the first block of HKDF-Expand (RFC 5869, 2.3), which is as much as is ever needed here."""
    return hmac.digest(secret, about + b"\x01", "sha256")[:size]
