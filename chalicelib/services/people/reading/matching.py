"""Find what somebody's filters match in a post. Pure, and as cheap as a look for each keyword."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from chalicelib.models.people.reading.filters import Filter, Keyword

# No text has it: what people write is cleaned of it.
EDGE = "\0"


@dataclass(frozen=True)
class Match:
    """A filter that matches a post, and by which of its keywords and posts."""

    filter: Filter
    keywords: list[str]
    post_ids: list[str]


def matches(filters: Iterable[Filter], post_id: str, text: str, at: float) -> list[Match]:
    """Return the filters that match a post at a moment; one that has expired matches nothing.

    Case, width and composition make no difference. A whole word ends where neither letters nor marks, digits and
    underscores go on, as in Mastodon, where the keyword itself ends in one.
    """
    searched = Searched(text)
    found = (
        Match(
            one, list(_found(one, searched)), [item["post_id"] for item in one["posts"] if item["post_id"] == post_id]
        )
        for one in filters
        if one["expires_at"] is None or one["expires_at"] > at
    )
    return [match for match in found if match.keywords or match.post_ids]


class Searched:
    """A text in which keywords are looked for; it is prepared when the first of each kind is."""

    def __init__(self, text: str) -> None:
        """Take what is searched as it was written."""
        self._text = text
        self._plain: str | None = None
        self._parted: str | None = None

    def has(self, keyword: Keyword) -> bool:
        """Tell whether a keyword is in the text."""
        if self._plain is None:
            self._plain = fold(self._text)
        plain = _folded(keyword["keyword"])
        if not plain or plain not in self._plain:
            return False
        if not keyword["whole_word"]:
            return True
        if self._parted is None:
            self._parted = _parted(self._plain)
        return _parted(plain) in self._parted


def fold(text: str) -> str:
    """Return a text as it is compared: without difference of case, of width, and of how marks are composed."""
    folded = unicodedata.normalize("NFKC", text.replace(EDGE, "")).casefold()
    return unicodedata.normalize("NFKC", folded)


@lru_cache(maxsize=2048)
def _folded(keyword: str) -> str:
    return fold(keyword)


def _found(one: Filter, searched: Searched) -> Iterator[str]:
    return (keyword["keyword"] for keyword in one["keywords"] if searched.has(keyword))


def _named(one: Filter, post_id: str) -> list[str]:
    return [item["post_id"] for item in one["posts"] if item["post_id"] == post_id]


def _parted(text: str) -> str:
    """Return a text with a mark wherever a word begins or ends, so that to find a whole word is to find a text."""
    parts: list[str] = []
    was_word = False
    for character in text:
        if _is_of_word(character) is not was_word:
            parts.append(EDGE)
            was_word = not was_word
        parts.append(character)
    return "".join([*parts, EDGE] if was_word else parts)


@lru_cache(maxsize=4096)
def _is_of_word(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LMN" or category == "Pc"
