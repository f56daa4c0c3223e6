"""Find where a link in a text ends, by the rules of linkify-it and of Mastodon.

Brackets and quotes belong to a link in pairs, and what ends a sentence does not end a link. Unlike theirs, these rules
know the quotes and brackets of other languages, too.
https://github.com/markdown-it/linkify-it/blob/master/lib/re.mjs
https://github.com/mastodon/mastodon/blob/main/config/initializers/twitter_regex.rb
"""

import re
import unicodedata

LONGEST = 2_000
# Whitespace and what separates texts, and what turns the direction of all that follows: an address that has it reads as
# another. The vertical bar is the one of East Asian texts.
ENDS = re.compile(r"[\s\x00-\x1f\x7f-\x9f<>\uff5c\u202a-\u202e\u2066-\u2069]")
PORT = re.compile(r":[0-9]{1,5}(?![0-9])")
PATH = frozenset("/?#")
BEHIND_HOST = re.compile(r"[@/?#]")
PAIRS = dict(zip("([{\"'«‹“‘「『（【《〈", ")]}\"'»›”’」』）】》〉", strict=True))
CLOSING = frozenset(PAIRS.values())
APOSTROPHES = frozenset("'’")
# They stand within a link, and not at its end.
TRAILING = frozenset(".,!?;:…。、，！？；：*~|")
# Punctuation, spaces and control characters, but for those within names of hosts.
NOT_IN_HOST = frozenset("PZC")


def end_of(text: str, begin: int) -> int:
    """Return where the link ends whose scheme begins at a place, and that place where it is none."""
    host = text.index("://", begin) + 3
    found = ENDS.search(text, host, begin + LONGEST)
    most = found.start() if found else min(len(text), begin + LONGEST)
    path = _host_end(text, host, most)
    if path == host:
        return begin
    if port := PORT.match(text, path, most):
        path = port.end()
    return _path_end(text, path, most) if text[path : path + 1] in PATH and path < most else path


def _host_end(text: str, begin: int, most: int) -> int:
    """Return where the name of a host ends, and its beginning where it is none: a name before it is not shown."""
    end = begin
    while end < most and (text[end] in "-_." or unicodedata.category(text[end])[0] not in NOT_IN_HOST):
        end += 1
    if text[end : end + 1] in ("@", ":") and _names_somebody(text, begin, most):
        return begin
    end -= len(text[begin:end]) - len(text[begin:end].rstrip("-_."))
    labels = text[begin:end].split(".")
    is_name = all(label and len(label) <= 63 and label[0] not in "-_" and label[-1] not in "-_" for label in labels)
    return end if is_name else begin


def _names_somebody(text: str, begin: int, most: int) -> bool:
    """Tell whether a name or password stands before the host: such a link leads elsewhere than it seems to."""
    found = BEHIND_HOST.search(text, begin, most)
    return found is not None and found[0] == "@"


def _path_end(text: str, begin: int, most: int) -> int:
    end = at = begin
    while at < most:
        character = text[at]
        after = _after(text, at, most)
        if not after:
            break
        at = after
        if character not in TRAILING:
            end = at
    return end


def _after(text: str, at: int, most: int) -> int:
    """Return where a link goes on after a character, and 0 where it ends before that."""
    character = text[at]
    closing = PAIRS.get(character)
    if closing:
        closed = text.find(closing, at + 1, most)
        if closed > at + 1 or (closed == at + 1 and character not in "\"'"):
            return closed + 1
    if closing or character in CLOSING:
        return at + 1 if character in APOSTROPHES and _is_letter(text[at + 1 : min(at + 2, most)]) else 0
    return at + 1


def _is_letter(character: str) -> bool:
    return character == "-" or bool(character and unicodedata.category(character)[0] not in NOT_IN_HOST)
