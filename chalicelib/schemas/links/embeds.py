"""Say how other sites show a post of ours, and draw what they show in a frame: a page without a script.

Source: https://oembed.com/
"""

from html import escape
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from pydantic import Field

from chalicelib import config
from chalicelib.errors import NotFound
from chalicelib.schemas.base import Form
from chalicelib.schemas.links import heads
from chalicelib.schemas.links.heads import Head, Picture

if TYPE_CHECKING:
    from chalicelib.schemas import entities

# A frame is as wide as it is asked to be, within these; what is below the photo takes so much.
WIDEST, NARROWEST, BELOW = 640, 220, 120
# Sites ask again after a day.
KEPT_SECONDS = 86_400
STYLE = (
    "body{margin:0;font:14px/1.4 system-ui,sans-serif;color-scheme:light dark}"
    "a{color:inherit;text-decoration:none}img{display:block;width:100%;height:auto}p{margin:12px 16px}"
)
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    # Any site may show it; there is nothing in it that acts.
    "Content-Security-Policy": (
        f"default-src 'none'; img-src {config.PUBLIC_URL}/media/; style-src 'sha256-{heads.digest(STYLE)}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors *"
    ),
    # CloudFront adds DENY where nothing is said; no browser knows this word, so the policy above decides.
    "X-Frame-Options": "ALLOWALL",
    "Referrer-Policy": "no-referrer",
}


class OembedForm(Form):
    """Which page is to be embedded, and how large."""

    url: Annotated[str, Field(max_length=2_000)] = ""
    maxwidth: Annotated[int, Field(ge=1, le=10_000)] = WIDEST
    maxheight: Annotated[int, Field(ge=1, le=10_000)] = 10_000
    format: Annotated[str, Field(pattern="^json$")] = "json"

    def post_id(self) -> str:
        """Return the id of the post of which the address is the page. Raises NotFound for any other address."""
        try:
            asked, ours = urlsplit(self.url), urlsplit(config.PUBLIC_URL)
        except ValueError as error:
            raise NotFound from error
        parts = asked.path.removesuffix("/").split("/")
        if (asked.scheme, asked.netloc) != (ours.scheme, ours.netloc) or len(parts) != 3 or parts[1][:1] != "@":
            raise NotFound
        return parts[2]

    def size(self, picture: Picture | None) -> tuple[int, int]:
        """Return how large the frame is: as wide as it may be, and as high as the photo then is, with the words."""
        width = max(NARROWEST, min(self.maxwidth, WIDEST))
        height = BELOW + (round(width * picture.height / picture.width) if picture else 0)
        return min(width, self.maxwidth), min(height, self.maxheight)


def render_oembed(form: OembedForm, head: Head, author: "entities.Account") -> "entities.Oembed":
    """Return how a post is embedded: in a frame, which shows the page that embeds it."""
    url, (width, height) = heads.address(head), form.size(head.picture)
    frame = f'src="{escape(url)}/embed" width="{width}" height="{height}" title="{escape(heads.plain(head.title))}"'
    picture = head.picture
    return {
        "version": "1.0",
        "type": "rich",
        "title": heads.plain(head.title, heads.LONGEST_TITLE),
        "author_name": author["display_name"] or author["username"],
        "author_url": author["url"],
        "provider_name": config.INSTANCE_TITLE,
        "provider_url": f"{config.PUBLIC_URL}/",
        "cache_age": KEPT_SECONDS,
        "html": f'<iframe {frame} style="border:0;max-width:100%" loading="lazy"></iframe>',
        "width": width,
        "height": height,
        "thumbnail_url": picture.url if picture else None,
        "thumbnail_width": picture.width if picture else None,
        "thumbnail_height": picture.height if picture else None,
    }


def draw_embed(head: Head) -> str:
    """Return the page that other sites show in a frame: the photo and the words, which lead to the post's own page."""
    url, title = escape(heads.address(head)), escape(heads.plain(head.title, heads.LONGEST_TITLE))
    shown = ""
    if head.picture:
        size = f'width="{head.picture.width}" height="{head.picture.height}"'
        alt = escape(heads.plain(head.picture.alt))
        shown = f'<img src="{escape(head.picture.url)}" {size} alt="{alt}">'
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n<link rel="canonical" href="{url}">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n"
        f'<body><a href="{url}" target="_blank" rel="noopener">{shown}<p>{title}</p>'
        f"<p>{escape(config.INSTANCE_TITLE)}</p></a></body>\n</html>\n"
    )
