"""Seal what the tables must not say in the clear, and open it again: AES-256-GCM with a key of the stage.

A sealed text names its key and is bound to what it is about, so that it opens nowhere else. The first key seals, and
all of them open, so that a key can be replaced while people sign in. cryptography is loaded with the first use.
"""

# ruff: noqa: PLC0415
import hashlib
import re
import secrets as random
from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib import base64url, config
from chalicelib.errors import Unavailable
from chalicelib.gateways import secrets

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEYS = "SEALING_KEYS"
NONCE_BYTES = 12
# What no text that was stored in the clear looks like: form, key, and what is sealed.
SEALED = re.compile(r"v1\.(?P<key>[0-9a-f]{12})\.(?P<sealed>[\w-]+)")


def seal(text: str, about: str) -> str:
    """Return a text sealed with the newest key, for what it is about alone. Raises Unavailable without a key."""
    key = _keys()[0]
    nonce = random.token_bytes(NONCE_BYTES)
    sealed = nonce + _cipher(key).encrypt(nonce, text.encode(), about.encode())
    return f"v1.{_name(key)}.{base64url.encode(sealed)}"


def unseal(stored: str, about: str) -> str:
    """Return what was sealed, or what was stored in the clear before there was a key.

    Raises Unavailable where the key is gone, or it was sealed for something else.
    """
    from cryptography.exceptions import InvalidTag

    found = SEALED.fullmatch(stored)
    if not found:
        return stored
    sealed = base64url.decode(found["sealed"])
    for key in _keys():
        if _name(key) == found["key"]:
            try:
                return _cipher(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode()).decode()
            except InvalidTag as error:
                raise Unavailable from error
    # Another process may have sealed it with a key that this one has not learned of yet.
    if secrets.renew(KEYS):
        return unseal(stored, about)
    raise Unavailable


def is_current(stored: str) -> bool:
    """Tell whether something is sealed, and with the newest key."""
    found = SEALED.fullmatch(stored)
    return found is not None and found["key"] == _name(_keys()[0])


def _keys() -> list[str]:
    found = [one.strip() for one in (config.SEALING_KEYS or secrets.read(KEYS)).split(",") if one.strip()]
    if not found:
        raise Unavailable
    return found


def _name(key: str) -> str:
    return hashlib.sha256(b"name:" + key.encode()).hexdigest()[:12]


@lru_cache(maxsize=4)
def _cipher(key: str) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(base64url.decode(key))
