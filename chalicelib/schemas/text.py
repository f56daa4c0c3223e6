"""Draw what people wrote as the HTML of the Mastodon API: everything typed is escaped first."""

from datetime import UTC, datetime
from html import escape
from urllib.parse import quote

from chalicelib import config
from chalicelib.services.photos.text import Piece, pieces


def timestamp(at: float) -> str:
    """Return a time in seconds since 1970 as the API writes it: ISO 8601 in UTC with milliseconds."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def profile_url(handle: str) -> str:
    """Return the address of an account's page."""
    return f"{config.PUBLIC_URL}/@{handle}"


def tag_url(tag: str) -> str:
    """Return the address of a hashtag's page."""
    return f"{config.PUBLIC_URL}/tags/{quote(tag.lower())}"


def html(text: str, mentioned: frozenset[str] = frozenset()) -> str:
    """Return paragraphs with links for hashtags, addresses, and those mentions that are somebody."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    paragraphs = [part for part in clean.strip().split("\n\n") if part.strip()]
    return "".join(f"<p>{_paragraph(part.strip(), mentioned)}</p>" for part in paragraphs)


def _paragraph(text: str, mentioned: frozenset[str]) -> str:
    return "".join(_piece(piece, mentioned) for piece in pieces(text)).replace("\n", "<br />")


def _piece(piece: Piece, mentioned: frozenset[str]) -> str:
    shown = escape(piece.text)
    if piece.kind == "link":
        return f'<a href="{shown}" target="_blank" rel="nofollow noopener noreferrer">{shown}</a>'
    if piece.kind == "tag":
        url = escape(tag_url(piece.text))
        return f'<a href="{url}" class="mention hashtag" rel="tag">#<span>{shown}</span></a>'
    if piece.kind == "handle":
        if piece.text.lower() not in mentioned:
            return f"@{shown}"
        url = escape(profile_url(piece.text))
        return f'<span class="h-card"><a href="{url}" class="u-url mention">@<span>{shown}</span></a></span>'
    return shown
