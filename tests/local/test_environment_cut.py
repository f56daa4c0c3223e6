"""An environment whose making was cut is made whole by the next make: what is half there looks installed."""

import subprocess
import sys
from pathlib import Path

import pytest

from local.environment import __main__ as command
from local.environment import faults
from local.environment.display import Display


def test_an_installation_that_was_cut_is_made_whole_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    venv = tmp_path / ".venv"
    monkeypatch.setattr(faults, "VENV", str(venv))
    monkeypatch.setattr(command, "STAMP", str(venv / "stamp"))
    monkeypatch.setattr(command, "is_usable", venv.exists)
    monkeypatch.setattr(command, "make_venv", lambda _: venv.mkdir(exist_ok=True))
    asked: list[bool] = []

    def cut(_: Display, *, anew: bool) -> None:
        asked.append(anew)
        if len(asked) < 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(command, "install", cut)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            command.make("wanted")
        assert not (venv / "stamp").exists()
    command.make("wanted")
    command.make("an upgrade")
    assert asked == [False, True, True, False]
    assert (venv / "stamp").read_text() == "an upgrade"


def test_a_pip_that_was_cut_makes_no_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    monkeypatch.setattr(command, "PYTHON", str(tmp_path / "venv/bin/python"))
    assert command.is_usable()
    (record,) = (tmp_path / "venv").rglob("pip-*.dist-info/RECORD")
    record.unlink()
    assert not command.is_usable()
