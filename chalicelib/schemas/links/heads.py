"""Put heads into the web client's page: what programs read that show a link, or find pages.

A head is drawn for nobody in particular, so it has what a visitor sees who has not signed in.
Sources: https://ogp.me/, https://oembed.com/ (discovery), https://developers.google.com/search/docs (robots)
"""

import base64
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from chalicelib import config
from chalicelib.schemas.links.preloads import Preload

LONGEST_TITLE, LONGEST_TEXT = 120, 300
# What a page that was published has in its head, and what takes its place.
HEAD = re.compile(r"<!--head-->.*?<!--/head-->", re.DOTALL)
# Control characters, halves of characters, and what turns the direction of the text that follows.
UNSEEN = ("Cc", "Cs")
TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
# What holds two characters together says nothing at an end.
JOINERS = "\u200d\ufe0f"


@dataclass(frozen=True)
class Picture:
    """A picture that everybody may fetch."""

    url: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True)
class Head:
    """What is said of an address. `path` is where it is found best; without one it is not there at all.

    `onward` leads on where the web client does not run: a word and an address. `account_id` and `first` are for the
    web client alone: whose page it is, and the photo at its top.
    """

    title: str
    path: str = ""
    text: str = ""
    kind: str = "website"
    picture: Picture | None = None
    is_indexed: bool = False
    is_embeddable: bool = False
    onward: tuple[str, str] | None = None
    account_id: str = ""
    first: Preload | None = None


MISSING = Head("Nothing is here", text="This page was deleted, moved, or is not for everybody.")
FAILED = Head("This did not work", text="Please try again in a moment.")


def plain(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return a text in one line, without what is not seen, and cut at a word where it is too long."""
    seen = "".join(one if one.isspace() or not _is_unseen(one) else "" for one in text)
    line = " ".join(seen.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    whole = cut.rpartition(" ")[0] if " " in cut[longest // 2 :] else cut
    return whole.rstrip(JOINERS + " ,;:") + "…"


def _is_unseen(one: str) -> bool:
    return one in TURNS or unicodedata.category(one) in UNSEEN


def address(head: Head) -> str:
    """Return the address under which a page is to be known."""
    return f"{config.PUBLIC_URL}{head.path}"


def oembed_url(url: str) -> str:
    """Return where it is said how a page is embedded."""
    return f"{config.PUBLIC_URL}/api/oembed?url={quote(url, safe='')}"


def digest(text: str) -> str:
    """Return the hash by which a policy knows a style that stands in a page."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def draw(head: Head) -> str:
    """Return the elements of a head, with everything escaped."""
    title, text = plain(head.title, LONGEST_TITLE), plain(head.text)
    lines = [
        f"<title>{escape(title)} · {escape(config.INSTANCE_TITLE)}</title>",
        _named("description", text),
        "" if head.is_indexed else _named("robots", "noindex"),
        _property("og:site_name", config.INSTANCE_TITLE),
        _property("og:type", head.kind),
        _property("og:title", title),
        _property("og:description", text),
        *(_addresses(head, title) if head.path else ()),
        *(_picture(head.picture) if head.picture else ()),
        _named("twitter:card", "summary_large_image" if head.picture and head.kind == "article" else "summary"),
    ]
    return "\n".join(line for line in lines if line)


def _addresses(head: Head, title: str) -> list[str]:
    url = address(head)
    lines = [f'<link rel="canonical" href="{escape(url)}">', _property("og:url", url)]
    if head.is_embeddable:
        told = f'href="{escape(oembed_url(url))}" title="{escape(title)}"'
        lines.append(f'<link rel="alternate" type="application/json+oembed" {told}>')
    return lines


def _picture(picture: Picture) -> list[str]:
    return [
        _property("og:image", picture.url),
        _property("og:image:width", str(picture.width)),
        _property("og:image:height", str(picture.height)),
        _property("og:image:alt", plain(picture.alt)),
    ]


def _named(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{escape(content)}">' if content else ""


def _property(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{escape(content)}">' if content else ""


def draw_page(head: Head, shell: str | None) -> str:
    """Return a page: the web client's with a head in it, or where none was published a plain one with its words."""
    drawn, words = draw(head), _words(head)
    if shell is None or not HEAD.search(shell):
        rest = f"<body>\n<main>\n{words}\n</main>\n</body>"
        return f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{drawn}\n</head>\n{rest}\n</html>\n'
    page = HEAD.sub(lambda _: drawn + _for_client(head), shell, count=1)
    return page.replace("</body>", f"<noscript>\n{words}\n</noscript>\n</body>", 1)


def _for_client(head: Head) -> str:
    lines = [_named("account", head.account_id), head.first.draw() if head.first else ""]
    return "".join(f"\n{line}" for line in lines if line)


def _words(head: Head) -> str:
    lines = [f"<h1>{escape(plain(head.title, LONGEST_TITLE))}</h1>", f"<p>{escape(plain(head.text))}</p>"]
    if head.onward:
        word, url = head.onward
        lines.append(f'<p><a href="{escape(url)}">{escape(word)}</a></p>')
    return "\n".join(lines)
