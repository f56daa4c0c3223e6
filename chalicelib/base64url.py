"""Bytes as text that addresses, headers and JSON may hold: base64url without padding.

Source: RFC 4648, section 5.
"""

import base64
import binascii


def encode(data: bytes) -> str:
    """Return bytes as text."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decode(text: str) -> bytes:
    """Return the bytes of a text, in either alphabet of base64, padded or not. Raises ValueError."""
    plain = text.strip().replace("+", "-").replace("/", "_").rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("This is not base64") from error
