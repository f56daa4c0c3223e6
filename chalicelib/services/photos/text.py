"""Find mentions, hashtags and links in what people write, and measure it as people count."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chalicelib import config
from chalicelib.services import lengths
from chalicelib.services.photos.words import links

# Where a link, a mention or a hashtag may begin; Japanese keyboards type the other number sign.
SIGNS = re.compile(r"(?P<link>https?://)|(?P<handle>@)|(?P<tag>[#＃])", re.IGNORECASE)
# A local handle, with or without a server, and one of another server's.
HANDLE = re.compile(r"@([A-Za-z0-9_]{1,30})(?![\w@])")
ADDRESS = re.compile(r"@([A-Za-z0-9_][\w.-]{0,99})@([\w.-]{0,252}\w(?::[0-9]{1,5})?)", re.ASCII)
# Behind these and within words nothing begins.
NOT_BEHIND = frozenset("/@#＃&=")
# They join two parts of a word, and neither begin nor end one: Catalan, Japanese, Persian and Indic words have them.
JOINERS = frozenset("·・･\u200c\u200d")
LONGEST_TAG = 100
MOST_MENTIONS = 50
# A link counts as so many characters however long it is, and a mention without its server: clients count this way.
# https://docs.joinmastodon.org/user/posting/#links
LINK_CHARACTERS = 23


@dataclass(frozen=True)
class Piece:
    """A stretch of a text: `kind` is text, link, handle or tag; `text` is as written, behind its `sign`."""

    kind: str
    text: str
    sign: str = ""

    @property
    def name(self) -> str:
        """Return what a mention or a hashtag names, however it was typed."""
        return tag_name(self.text) if self.kind == "tag" else self.text.partition("@")[0].lower()


def tag_name(tag: str) -> str:
    """Return a hashtag's one name: in lower case, with full-width and taken-apart letters put together (NFKC)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tag).lower())


def pieces(caption: str) -> Iterator[Piece]:
    """Yield the pieces of a text in their order."""
    shown = at = 0
    while match := SIGNS.search(caption, at):
        begin = match.start()
        end = _READERS[match.lastgroup or ""](caption, begin) if _may_begin(caption, begin, match) else begin
        if end == begin:
            at = match.end()
            continue
        if begin > shown:
            yield Piece("text", caption[shown:begin])
        kind, sign = match.lastgroup or "text", "" if match["link"] else match[0]
        yield Piece(kind, caption[begin + len(sign) : end], sign)
        shown = at = end
    if shown < len(caption):
        yield Piece("text", caption[shown:])


def _may_begin(text: str, begin: int, match: re.Match[str]) -> bool:
    before = text[begin - 1 : begin]
    return not before or not (_is_of_word(before) or (before in NOT_BEHIND and not match["link"]))


def _is_of_word(character: str) -> bool:
    """Tell whether a character goes on with a word, as UAX 31 has it: letters, marks, digits, connectors."""
    return f"a{character}".isidentifier()


def _tag_end(text: str, begin: int) -> int:
    """Return where a hashtag ends, and where it begins if it is none: it needs a letter, and no mark begins it."""
    end = at = begin + 1
    while at < len(text) and at - begin <= LONGEST_TAG:
        if text[at] not in JOINERS:
            if not _is_of_word(text[at]):
                break
            end = at + 1
        at += 1
    word = text[begin + 1 : end]
    begins_well = word[:1] not in JOINERS and unicodedata.category(word[:1] or " ")[0] != "M"
    return end if begins_well and any(character.isalpha() for character in word) else begin


def _handle_end(text: str, begin: int) -> int:
    """Return where a mention of somebody here ends, and where it begins if it is none."""
    if local := HANDLE.match(text, begin):
        return local.end()
    address = ADDRESS.match(text, begin)
    return address.end() if address and HANDLE.fullmatch(f"@{address[1]}") and _is_own(address[2]) else begin


def _is_own(server: str) -> bool:
    own = config.DOMAIN.lower()
    return server.lower() in (own, own.partition(":")[0])


_READERS: dict[str, Callable[[str, int], int]] = {"link": links.end_of, "handle": _handle_end, "tag": _tag_end}


def handles_in(caption: str) -> list[str]:
    """Return the handles that a text mentions, in lower case, each once."""
    return list(dict.fromkeys(piece.name for piece in pieces(caption) if piece.kind == "handle"))[:MOST_MENTIONS]


def tags_in(caption: str) -> list[str]:
    """Return the names of the hashtags in a text, each once."""
    return list(dict.fromkeys(piece.name for piece in pieces(caption) if piece.kind == "tag"))


def is_longer(text: str, most: int) -> bool:
    """Tell whether a text has more characters than a limit, as people see and as clients count them."""
    counted = "".join(
        "x" * LINK_CHARACTERS if piece.kind == "link" else piece.sign + piece.text for piece in pieces(text)
    )
    counted = ADDRESS.sub(r"@\1", counted)
    return lengths.has_more(counted, most)
