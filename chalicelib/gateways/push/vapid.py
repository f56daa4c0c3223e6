"""Say to a push service who is pushing (VAPID), and keep the token of a subscription where no table can tell it.

Source: https://www.rfc-editor.org/rfc/rfc8292
"""

import hashlib
import json
import os
import time
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

from chalicelib import base64url, config
from chalicelib.gateways.push import keys
from chalicelib.gateways.push.encryption import LEGACY, Sealed

# A push service takes no signature that is good for longer than a day.
SECONDS = 12 * 3600
NONCE_BYTES = 12


def signed(endpoint: str, sealed: Sealed) -> dict[str, str]:
    """Return the headers of a push: those of its body, and who we are, signed for this push service alone."""
    place = urlsplit(endpoint)
    until, sender = int(time.time()) + SECONDS, f"mailto:{config.CONTACT_EMAIL}"
    claims = {"aud": f"{place.scheme}://{place.netloc}", "exp": until, "sub": sender}
    token, key = _token(claims), keys.public_key()
    if sealed.headers["Content-Encoding"] != LEGACY:
        return {**sealed.headers, "Authorization": f"vapid t={token}, k={key}"}
    both = f"{sealed.headers['Crypto-Key']};p256ecdsa={key}"
    return {**sealed.headers, "Crypto-Key": both, "Authorization": f"WebPush {token}"}


def _token(claims: dict[str, object]) -> str:
    parts = ({"typ": "JWT", "alg": "ES256"}, claims)
    text = ".".join(base64url.encode(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
    r, s = decode_dss_signature(keys.private_key().sign(text.encode(), ECDSA(SHA256())))
    return f"{text}.{base64url.encode(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def seal(text: str, about: str) -> str:
    """Return a text that is read again with this server's key alone, and only as what it is about."""
    nonce = os.urandom(NONCE_BYTES)
    return base64url.encode(nonce + _sealing(keys.stored()).encrypt(nonce, text.encode(), about.encode()))


def unseal(sealed: str, about: str) -> str:
    """Return what was sealed; empty where it was another key's, or about something else."""
    packed = base64url.decode(sealed)
    try:
        return _sealing(keys.stored()).decrypt(packed[:NONCE_BYTES], packed[NONCE_BYTES:], about.encode()).decode()
    except InvalidTag:
        return ""


def _sealing(stored: str) -> AESGCM:
    return AESGCM(hashlib.sha256(b"token:" + stored.encode()).digest())
