"""Hash passwords with argon2id, at OWASP's parameters, and look for equal work whoever is asked about."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 8, 128
# The 5,000 most frequent passwords of at least eight characters, from zxcvbn's list, the most frequent first.
# MIT License, Copyright (c) 2012-2016 Dan Wheeler and Dropbox, Inc.: https://github.com/dropbox/zxcvbn
COMMON = Path(__file__).with_name("common_passwords.txt")
FEW_SIGNS = 2
LONG_ENOUGH = 20
# What may stand behind a word and makes it no harder to guess, and how short a word may be to be one of those.
BEHIND = "0123456789!?.,;:#$%&*+-_=@()"
SHORTEST_WORD = 5

# OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
# The hash of a random password that nobody knows, made with the parameters above.
DUMMY_HASH = "$argon2id$v=19$m=19456,t=2,p=1$vM/kWly7jwWTuBIhN6xdsA$eVVuQ/ljRQqO1FUA5uGSYbuNSgGbbr5iMkRTz/IfUs0"


def hash_password(password: str) -> str:
    """Return the hash of a password, in the form that carries its own parameters and salt."""
    return _hasher.hash(_bytes(password))


def is_guessable(password: str, own: Iterable[str]) -> bool:
    """Tell whether a guesser would try a password early.

    That is a common one, several times or with other signs after it too, letters and digits in their order, and a name
    of its owner's.

    NIST SP 800-63B, 3.1.1.2, wants this and no rules about which characters a password has. `own` are names that stand
    beside it: the handle, the address, the server.
    """
    plain = unicodedata.normalize("NFKC", password).casefold().strip()
    word = plain.rstrip(BEHIND)
    tried = {plain, word, _once(plain), _once(word)}
    names = {name.casefold() for name in own}
    return _is_monotonous(plain) or not tried.isdisjoint(names | _common())


def _is_monotonous(plain: str) -> bool:
    """Tell whether a password has few signs, one after the other as they are numbered, or repeats a short piece."""
    steps = {ord(after) - ord(before) for before, after in pairwise(plain)}
    is_row = len(steps) == 1 and steps <= {1, -1}
    is_short = len(plain) < LONG_ENOUGH and (len(set(plain)) <= FEW_SIGNS or len(_once(plain)) < SHORTEST_WORD)
    return is_row or is_short


def _once(text: str) -> str:
    """Return the piece that a text repeats, and the text where it repeats none."""
    return text[: (text * 2).find(text, 1)] if text else text


@cache
def _common() -> frozenset[str]:
    """Return common passwords, and those words that they are without what stands behind."""
    found = COMMON.read_text(encoding="ascii").splitlines()
    return frozenset(found) | {word for one in found if len(word := one.rstrip(BEHIND)) >= SHORTEST_WORD}


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
