"""Turn text into the words by which it is found: keys of the tables that search reads.

A word and a query are folded in the same way, so that they meet whatever keyboard typed them.
"""

import unicodedata
from collections.abc import Iterator
from itertools import groupby

# Longer words are found by their beginning.
LONGEST_WORD = 40
# Scripts that write no space between words; their letters are found by pairs.
UNSPACED = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))
# Canonical combining classes (Unicode, UAX 44) of marks that many leave out when they type: the nukta, the points of
# Hebrew and Arabic, and accents. Vowel signs, viramas and the voicing of kana tell words apart, and stay.
NUKTA, FIRST_POINT, LAST_POINT, FIRST_ACCENT = 7, 10, 36, 200
# Letters of these scripts are so many that a bucket needs one alone.
IDEOGRAPHS = "\u2e80"


def fold(text: str) -> str:
    """Return a text without what people do not type in a search: case, width, accents, invisible characters."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not _is_left_out(letter)))


def _is_left_out(letter: str) -> bool:
    order = unicodedata.combining(letter)
    is_mark = order == NUKTA or FIRST_POINT <= order <= LAST_POINT or order >= FIRST_ACCENT
    return is_mark or unicodedata.category(letter) == "Cf"


def words(text: str) -> list[str]:
    """Return the folded words of a text, each once: letters, digits, and the marks that belong to them."""
    parted = "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in fold(text))
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in parted.split()))


def terms(text: str) -> list[str]:
    """Return what a longer text is found by: its words, and of scripts without spaces each pair of letters."""
    return list(dict.fromkeys(term for word in words(text) for term in _terms(word)))


def _terms(word: str) -> Iterator[str]:
    for is_unspaced, letters in groupby(word, _is_unspaced):
        run = "".join(letters)
        yield from (run[at : at + 2] for at in range(len(run) - 1)) if is_unspaced and len(run) > 1 else (run,)


def _is_unspaced(letter: str) -> bool:
    return any(first <= letter <= last for first, last in UNSPACED)


def bucket(word: str) -> str:
    """Return the partition of a word: its first two letters, and of ideographs the first, which is a word in itself."""
    return word[:1] if word[:1] >= IDEOGRAPHS else word[:2]
