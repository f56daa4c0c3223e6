"""Register the clients that people may authorize."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from chalicelib import config
from chalicelib.models.people.apps import App, new_secret
from chalicelib.models.safety.limits import Limit

WINDOW = 10 * 60
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*")
# Schemes that mean something of their own, to a browser or to another program, so that none of them calls an app back.
# Source: https://www.iana.org/assignments/uri-schemes/uri-schemes.xhtml, and what browsers have beside it.
TAKEN = Path(__file__).with_name("taken_schemes.txt")
TAKEN_FAMILIES = (
    "ms-",
    "chrome",
    "moz-",
    "edge",
    "safari-",
    "x-apple",
    "x-web",
    "web+",
    "itms-",
    "search-",
    "com.apple.",
)


@dataclass(frozen=True)
class Registered:
    """A new app, with the secret that nobody will see again."""

    app: App
    secret: str


def register(name: str, website: str | None, redirect_uris: list[str], scopes: list[str], address: str) -> Registered:
    """Register an app, or raise TooManyRequests where this address has registered too many."""
    Limit.hit(f"apps:{address}", config.APPS_PER_ADDRESS, WINDOW)
    secret = new_secret()
    app = App.create(name, website, redirect_uris, list(dict.fromkeys(scopes)), secret)
    return Registered(app, secret)


def can_redirect(uri: str) -> bool:
    """Tell whether an app may be called back there: https, http of this machine or server, or a scheme of its own.

    Source: RFC 9700, 2.1, and RFC 8252, 7: plain http only to loopback; whatever a browser would run, show or hand to
    some other program is no app.
    """
    if uri == OUT_OF_BAND:
        return True
    scheme = uri.partition(":")[0].lower()
    if scheme in {"http", "https"}:
        return _is_web(uri, scheme)
    is_taken = scheme in _taken() or scheme.startswith(TAKEN_FAMILIES)
    return SCHEME.fullmatch(scheme) is not None and not is_taken and uri[len(scheme) + 1 :].startswith("/")


@cache
def _taken() -> frozenset[str]:
    return frozenset(TAKEN.read_text(encoding="ascii").splitlines())


def _is_web(uri: str, scheme: str) -> bool:
    try:
        parts = urlsplit(uri)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    is_plain = bool(host) and "@" not in parts.netloc and "\\" not in uri
    return is_plain and (scheme == "https" or _is_here(host, parts.netloc))


def _is_here(host: str, netloc: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or netloc.lower() == config.DOMAIN.lower()


def readable(name: str) -> str:
    """Return an app's name without what nobody sees and what turns the text around it."""
    shown = (sign if unicodedata.category(sign) not in HIDDEN or sign in JOINERS else " " for sign in name)
    return " ".join("".join(shown).split()).strip(JOINERS)


# Control, format (the bidirectional marks are among these), private, surrogate, and ends of lines and paragraphs.
HIDDEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
# These hold together the parts of an emoji, and letters of Persian and Hindi.
JOINERS = "\u200c\u200d"
