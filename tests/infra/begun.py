"""What an operator's command begins, without that it begins."""

import os

import pytest

from infra.operate import __main__ as operate


def begun_with(monkeypatch: pytest.MonkeyPatch, *words: str) -> dict[str, str]:
    """Return the environment of the process that a command starts."""
    begun: list[dict[str, str]] = []

    def execve(path: str, arguments: list[str], environment: dict[str, str]) -> None:
        assert arguments[1:] == ["-m", "infra.operate.act", *words]
        begun.append(environment)
        raise SystemExit

    monkeypatch.setattr(os, "execve", execve)
    with pytest.raises(SystemExit):
        operate.main(list(words))
    return begun[0]
