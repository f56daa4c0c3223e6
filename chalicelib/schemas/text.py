"""Draw what people wrote as the HTML of the Mastodon API: everything typed is escaped first."""

from datetime import UTC, datetime
from html import escape
from urllib.parse import quote

from chalicelib import config
from chalicelib.services.photos.text import Piece, pieces, tag_name


def timestamp(at: float) -> str:
    """Return a time in seconds since 1970 as the API writes it: ISO 8601 in UTC with milliseconds."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def profile_url(handle: str) -> str:
    """Return the address of an account's page."""
    return f"{config.PUBLIC_URL}/@{handle}"


def post_url(handle: str, post_id: str) -> str:
    """Return the address of a post's page."""
    return f"{profile_url(handle)}/{post_id}"


def tag_url(tag: str) -> str:
    """Return the address of a hashtag's page."""
    return f"{config.PUBLIC_URL}/tags/{quote(tag_name(tag))}"


def html(text: str, mentioned: frozenset[str] = frozenset()) -> str:
    """Return paragraphs with links for hashtags, addresses, and those mentions that are somebody."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    paragraphs = [part for part in clean.strip().split("\n\n") if part.strip()]
    return "".join(f"<p>{_paragraph(part.strip(), mentioned)}</p>" for part in paragraphs)


def inline_html(text: str) -> str:
    """Return one line with links for hashtags and addresses: what stands in a cell cannot have paragraphs."""
    return _paragraph(" ".join(text.replace("\0", "").split()), frozenset())


def _paragraph(text: str, mentioned: frozenset[str]) -> str:
    return "".join(_piece(piece, mentioned) for piece in pieces(text)).replace("\n", "<br />")


def _piece(piece: Piece, mentioned: frozenset[str]) -> str:
    shown = escape(piece.text)
    if piece.kind == "link":
        scheme, rest = piece.text.split("://", 1)
        url = escape(f"{scheme.lower()}://{rest}")
        return f'<a href="{url}" target="_blank" rel="nofollow noopener noreferrer">{shown}</a>'
    if piece.kind == "tag":
        url = escape(tag_url(piece.text))
        return f'<a href="{url}" class="mention hashtag" rel="tag">{piece.sign}<span>{shown}</span></a>'
    if piece.kind == "handle":
        if piece.name not in mentioned:
            return f"@{shown}"
        handle = escape(piece.text.partition("@")[0])
        url = escape(profile_url(handle))
        return f'<span class="h-card"><a href="{url}" class="u-url mention">@<span>{handle}</span></a></span>'
    return shown
