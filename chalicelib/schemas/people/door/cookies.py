"""Know our own web client by its cookie, and other sites' pages by what they cannot send.

A form of another site has the cookie where it leads to a page, and no header of ours; a script of another site that
wants to send that header is stopped by its browser. On writes a browser says where the page is from.
"""

import re
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import unquote

from chalicelib import config
from chalicelib.errors import Forbidden, RossgramError
from chalicelib.services.people.oauth import Caller


def name_of(what: str, *, is_secure: bool) -> str:
    """Return the name of a cookie of ours.

    With the prefix a browser takes it from no other host of the domain, and from no page without https.
    """
    return f"__Host-{what}" if is_secure else what


IS_SECURE = config.PUBLIC_URL.startswith("https:")
SESSION, DEVICE = (name_of(what, is_secure=IS_SECURE) for what in ("session", "device"))
MARK, ACCOUNT = "x-rossgram", "x-rossgram-account"
READS = {"GET", "HEAD"}
LASTS_SECONDS = 30 * 86400
# An id and a secret of ours have 66 characters.
LONGEST = 200


# Our web client writes down here from where its reader sets out to pay.
BACK = "back"
OUR_PAGE = re.compile(r"/(@\w{1,30}(/\d{1,20})?|campaigns|purchases|desk(/\w{1,20})?)?")


class Request(Protocol):
    """What is looked at of a request."""

    method: str

    @property
    def headers(self) -> Mapping[str, str]:
        """Return its headers, by names in any case."""


def read(request: Request, name: str) -> str:
    """Return the value of a cookie, and nothing where there is none, or where there are two, of which one is forged."""
    pairs = (part.strip().partition("=") for part in str(request.headers.get("cookie") or "").split(";"))
    values = [value for found, _, value in pairs if found == name]
    return values[0][:LONGEST] if len(values) == 1 else ""


def caller(request: Request) -> Caller | None:
    """Return who calls by a cookie, or None where a request has no cookie, or reads without our header.

    Raises Forbidden for a write that another site may have caused, and Unauthorized where the cookie is not valid.
    """
    cookie = read(request, SESSION)
    if not cookie or (request.method in READS and not _is_marked(request)):
        return None
    from chalicelib.services.people.door import browsers  # noqa: PLC0415 - apps never need it

    expect_ours(request)
    return browsers.verify(cookie, str(request.headers.get(ACCOUNT) or ""))


def way_back(request: Request) -> str:
    """Return the page of our web client that a cookie names, and nothing for any other address."""
    path = unquote(read(request, BACK))
    return path if OUR_PAGE.fullmatch(path) else ""


def visitor_of_page(request: Request) -> str | None:
    """Return the account that looks at a page: the browser's first. A page shows, and changes nothing."""
    from chalicelib.services.people.door import browsers  # noqa: PLC0415 - apps never need it

    cookie = read(request, SESSION)
    try:
        return browsers.verify(cookie).account_id if cookie else None
    except RossgramError:
        return None


def expect_ours(request: Request) -> None:
    """Raise Forbidden for a request that does not come from a page of ours, by all that its browser says."""
    origin = request.headers.get("origin")
    is_read = request.method in READS
    is_from_us = origin == config.PUBLIC_URL or (is_read and origin is None)
    if not _is_marked(request) or not is_from_us:
        raise Forbidden(f"The cookie counts for pages of {config.PUBLIC_URL} alone, with X-Rossgram: 1")


def _is_marked(request: Request) -> bool:
    return bool(request.headers.get(MARK) == "1")


def session_cookie(value: str) -> str:
    """Return the cookie that keeps a browser signed in for thirty days; without a value it is taken away."""
    return write(SESSION, value, LASTS_SECONDS if value else 0)


def write(name: str, value: str, seconds: int, same_site: str = "Lax") -> str:
    """Return a cookie that no script reads, for so many seconds."""
    secure = "; Secure" if IS_SECURE else ""
    return f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite={same_site}{secure}"
