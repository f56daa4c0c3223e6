"""What the reader of the server's own pages chose in the web client: a language and a theme.

The client writes each down in a cookie for the paths of our pages alone: what an API is asked with a cookie is kept for
nobody.
"""

import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Protocol, TypeVar

from chalicelib.locales import LOCALES
from chalicelib.schemas import languages

# What the device is set to.
SYSTEM = "system"
THEMES = (SYSTEM, "light", "dark")
_theme: ContextVar[str] = ContextVar("theme", default=SYSTEM)


class Request(Protocol):
    """What is heard of a request."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Return its headers, by names in any case."""


Asked = TypeVar("Asked", bound=Request)
Answer = TypeVar("Answer")


def hear(request: Asked, answer: Callable[[Asked], Answer]) -> Answer:
    """Have the pages of a request speak and look as its reader chose, or else as its browser asks (a middleware)."""
    # Chalice has no headers for what is no event of API Gateway.
    headers = request.headers if request else {}
    cookies = str(headers.get("cookie") or "")
    languages.listen(_chosen(cookies, "language", LOCALES) or str(headers.get("accept-language") or ""))
    _theme.set(_chosen(cookies, "theme", THEMES) or SYSTEM)
    return answer(request)


def theme() -> str:
    """Return the theme of this request's pages."""
    return _theme.get()


def _chosen(cookies: str, name: str, values: tuple[str, ...]) -> str:
    found = re.search(rf"(?:^|;)\s*{name}=({'|'.join(values)})\s*(?:;|$)", cookies)
    return found[1] if found else ""
