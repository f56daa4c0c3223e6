"""Find mentions, hashtags and links in what people write."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A mention or a hashtag begins where a word does; a link ends before the punctuation that ends its sentence.
PIECES = re.compile(
    r"(?P<link>https?://[^\s<>\"]{1,2000}[^\s<>\".,;:!?'()\[\]])"
    r"|(?<![\w/@#&])@(?P<handle>[A-Za-z0-9_]{1,30})\b(?!@)"
    r"|(?<![\w/@#&])#(?P<tag>\w{1,100})",
)
MOST_MENTIONS = 50


@dataclass(frozen=True)
class Piece:
    """A stretch of a text: `kind` is text, link, handle or tag; `text` is as written, without the sign."""

    kind: str
    text: str


def pieces(caption: str) -> Iterator[Piece]:
    """Yield the pieces of a text in their order."""
    end = 0
    for match in PIECES.finditer(caption):
        kind = match.lastgroup or "text"
        if kind == "tag" and not any(character.isalpha() for character in match["tag"]):
            continue
        if match.start() > end:
            yield Piece("text", caption[end : match.start()])
        yield Piece(kind, match[kind])
        end = match.end()
    if end < len(caption):
        yield Piece("text", caption[end:])


def handles_in(caption: str) -> list[str]:
    """Return the handles that a text mentions, in lower case, each once."""
    handles = [piece.text.lower() for piece in pieces(caption) if piece.kind == "handle"]
    return list(dict.fromkeys(handles))[:MOST_MENTIONS]


def tags_in(caption: str) -> list[str]:
    """Return the hashtags in a text, in lower case, each once."""
    return list(dict.fromkeys(piece.text.lower() for piece in pieces(caption) if piece.kind == "tag"))
