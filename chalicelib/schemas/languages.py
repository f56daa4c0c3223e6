"""Say the texts of the server's own pages in the language that their reader chose, or else that a browser asks for.

Other texts are English.

A text is its own key: templates write English, and what has no translation stays English.
"""

import json
import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

ENGLISH, RUSSIAN = "en", "ru"
SPOKEN = (ENGLISH, RUSSIAN)
MOST_ASKED = 20
# The web client writes down here what its reader chose, for the paths of our pages alone: what an API is asked with a
# cookie is kept for nobody.
CHOSEN = re.compile(rf"(?:^|;)\s*language=({'|'.join(SPOKEN)})\s*(?:;|$)")
_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


class Request(Protocol):
    """What is heard of a request."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Return its headers, by names in any case."""


Asked = TypeVar("Asked", bound=Request)
Answer = TypeVar("Answer")


def hear(request: Asked, answer: Callable[[Asked], Answer]) -> Answer:
    """Have the pages of a request speak what its reader chose, or else its browser asks for (an HTTP middleware)."""
    # Chalice has none for what is no event of API Gateway.
    listen(_asked(request.headers) if request else "")
    return answer(request)


def _asked(headers: Mapping[str, str]) -> str:
    chosen = CHOSEN.search(str(headers.get("cookie") or ""))
    return chosen[1] if chosen else str(headers.get("accept-language") or "")


def listen(accepted: str) -> str:
    """Speak from now on what an Accept-Language header asks for first of our languages (RFC 9110, 12.5.4)."""
    best, best_weight = ENGLISH, 0.0
    for part in accepted.split(",")[:MOST_ASKED]:
        name, _, parameter = part.strip().partition(";")
        language, weight = name.strip().lower().partition("-")[0], _weight(parameter)
        if language in SPOKEN and weight > best_weight:
            best, best_weight = language, weight
    _spoken.set(best)
    return best


def _weight(parameter: str) -> float:
    try:
        return float(parameter.strip().removeprefix("q=") or 1)
    except ValueError:
        return 0.0


@cache
def _russian() -> dict[str, str]:
    """Return the translations, which are read when the first page needs them: most requests draw none."""
    found: dict[str, str] = json.loads((Path(__file__).parent / "russian.json").read_text(encoding="utf-8"))
    return found


def spoken() -> str:
    """Return the language of this request's pages."""
    return _spoken.get()


def say(text: str, **values: object) -> str:
    """Return an English text in the language of the request, with its values."""
    if spoken() == RUSSIAN:
        text = _russian().get(text, text)
    return text.format(**values) if values else text
