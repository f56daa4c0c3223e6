"""Hash passwords with argon2id, at OWASP's parameters, and look for equal work whoever is asked about."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 8, 128

# OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
# The hash of a random password that nobody knows, made with the parameters above.
DUMMY_HASH = "$argon2id$v=19$m=19456,t=2,p=1$vM/kWly7jwWTuBIhN6xdsA$eVVuQ/ljRQqO1FUA5uGSYbuNSgGbbr5iMkRTz/IfUs0"


def hash_password(password: str) -> str:
    """Return the hash of a password, in the form that carries its own parameters and salt."""
    return _hasher.hash(_bytes(password))


def matches(password: str, password_hash: str | None) -> bool:
    """Tell whether a password is the one. Without a hash the answer is no, after the same work."""
    try:
        _hasher.verify(password_hash or DUMMY_HASH, _bytes(password))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Tell whether a hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


def _bytes(password: str) -> bytes:
    # Phones and computers compose accented letters differently (NIST SP 800-63B, 3.1.1.2). No password is
    # longer than the limit, so of a longer one a single character more is enough to be wrong.
    return unicodedata.normalize("NFKC", password[: LONGEST + 1]).encode()
