"""Publish terms of service as an operator does, at noon of a day that is known."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chalicelib.models import base
from infra.operate import act

FIRST, NEXT, LAST = "2026-11-18", "2026-12-15", "2027-01-01"
# Noon of the first day, in UTC.
NOON = 1_795_003_200.0

Turn = Callable[[float], None]
Publish = Callable[..., int]


def turning(monkeypatch: pytest.MonkeyPatch) -> Turn:
    """Return what turns the clock, which stands at noon of the first day."""

    def turn(at: float) -> None:
        monkeypatch.setattr(base, "clock", lambda: at)

    turn(NOON)
    return turn


def publishing(folder: Path) -> Publish:
    """Return what publishes texts, which lie in a folder, by the operator's command, and returns its exit code."""

    def run(text: str = "", russian: str = "", kind: str = "terms", **named: str | bool) -> int:
        words = ["publish", kind]
        for name, content in (("text.md", text), ("russian.md", russian)):
            (folder / name).write_text(content, encoding="utf-8")
        words += [str(folder / "text.md")] if text else []
        words += ["--russian", str(folder / "russian.md")] if russian else []
        for name, value in named.items():
            words += [f"--{name.rstrip('_')}"] if value is True else [f"--{name.rstrip('_')}", str(value)]
        return act.main(words)

    return run
