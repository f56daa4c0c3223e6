"""Tell search engines what they may look at, and what there is."""

from collections.abc import Iterable
from html import escape

from chalicelib import config
from chalicelib.schemas.links.heads import address
from chalicelib.schemas.links.posts import head_of_post
from chalicelib.schemas.links.profiles import head_of_profile
from chalicelib.schemas.text import timestamp
from chalicelib.services.photos.views import PostView

TEXT, XML = "text/plain; charset=utf-8", "application/xml; charset=utf-8"
# What is behind a door, acts, or is the same under another address. Each page says for itself whether it is indexed.
CLOSED = ("/api/", "/oauth/", "/unlock/", "/checkout/", "/s/", "/signed/", "/paid/", "/originals/")


def draw_robots() -> str:
    """Return the rules for robots, with where the map is."""
    closed = "".join(f"Disallow: {path}\n" for path in CLOSED)
    return f"User-agent: *\n{closed}Allow: /\n\nSitemap: {config.PUBLIC_URL}/sitemap.xml\n"


def draw_map(views: Iterable[PostView]) -> str:
    """Return the addresses of those posts and of their authors that may be found, each once."""
    found: dict[str, str] = {f"{config.PUBLIC_URL}/": ""}
    for view in views:
        post = head_of_post(view)
        profile = head_of_profile(view.author) if view.author and _is_findable(view) else None
        if profile and profile.is_indexed:
            found.setdefault(address(profile), "")
            if post.is_indexed:
                found[address(post)] = timestamp(view.post.edited_at)[:10] if view.post.edited_at else ""
    rows = "".join(_row(url, changed) for url, changed in found.items())
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {spaces}>\n{rows}</urlset>\n'


def _is_findable(view: PostView) -> bool:
    return view.author is not None and bool(view.author.profile.get("discoverable", True)) and not view.reblogged


def _row(url: str, changed: str) -> str:
    when = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(url)}</loc>{when}</url>\n"
