"""Codes that an authenticator app and we compute from one secret and the time: RFC 6238 with what all apps have.

That is SHA-1, six digits and thirty seconds (https://github.com/google/google-authenticator/wiki/Key-Uri-Format).
"""

import base64
import hmac
import secrets
from urllib.parse import quote, urlencode

SECONDS, DIGITS = 30, 6
# RFC 4226, 4, wants 128 bits and recommends 160, the length of what SHA-1 makes.
SECRET_BYTES = 20
# RFC 6238, 5.2 and 6: a clock may be off, and a code takes time to type.
TOLERATED = 1


def new_secret() -> str:
    """Return a secret in base32, as it is typed into apps."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def address(secret: str, issuer: str, account: str) -> str:
    """Return the otpauth address from which an app takes a secret."""
    label = f"{quote(issuer, safe='')}:{quote(account, safe='')}"
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer}, quote_via=quote)}"


def code(secret: str, at: float, digits: int = DIGITS) -> str:
    """Return the code of a moment, in seconds since 1970."""
    made = hmac.digest(base64.b32decode(secret), (int(at) // SECONDS).to_bytes(8, "big"), "sha1")
    start = made[-1] & 0xF
    number = int.from_bytes(made[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def moment_of(secret: str, typed: str, at: float) -> int | None:
    """Return the beginning of the thirty seconds whose code was typed, now or just before or after; None for others."""
    moments = [(int(at) // SECONDS + step) * SECONDS for step in range(-TOLERATED, TOLERATED + 1)]
    matching = [one for one in moments if hmac.compare_digest(code(secret, one).encode(), typed.encode())]
    return matching[-1] if matching else None
