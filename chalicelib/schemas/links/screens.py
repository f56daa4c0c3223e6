"""Know which addresses are screens of the web client."""

import json
import re
from functools import cache
from pathlib import Path

from chalicelib.errors import NotFound

# `python -m docs.api` writes it from the web client's own table.
DRAWN = Path(__file__).with_name("screens.json")


def patterns() -> tuple[str, ...]:
    """Return what the path of a screen looks like: regular expressions that Python and JavaScript read alike."""
    return tuple(json.loads(DRAWN.read_text()))


@cache
def _screens() -> re.Pattern[str]:
    return re.compile("|".join(patterns()), re.ASCII)


def is_screen(path: str) -> bool:
    """Tell whether the web client has a screen for a path, which is percent-encoded; a slash at its end is ignored."""
    return _screens().fullmatch(path.removesuffix("/") or "/") is not None


def expect(path: str) -> None:
    """Raise NotFound for a path of which the web client has no screen."""
    if not is_screen(path):
        raise NotFound
