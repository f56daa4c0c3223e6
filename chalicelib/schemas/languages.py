"""Say the texts of the server's own pages in the language that a reader is heard to speak.

Other texts are English.

A text is its own key: templates write English, and what has no translation stays English.
"""

import json
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from chalicelib.locales import ENGLISH, LOCALES, RUSSIAN, Locale

MOST_ASKED = 20
_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def listen(accepted: str) -> str:
    """Speak from now on what an Accept-Language header asks for first of our languages (RFC 9110, 12.5.4)."""
    best, best_weight = ENGLISH, 0.0
    for part in accepted.split(",")[:MOST_ASKED]:
        name, _, parameter = part.strip().partition(";")
        language, weight = known(name), _weight(parameter)
        if language and weight > best_weight:
            best, best_weight = language, weight
    _spoken.set(best)
    return best


def known(tag: str) -> Locale | None:
    """Return which of our languages a tag names: Russian for `ru`, `ru-RU` and `ru_RU`; None for any other."""
    first = tag.strip().lower().replace("_", "-").partition("-")[0]
    return next((locale for locale in LOCALES if locale == first), None)


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
