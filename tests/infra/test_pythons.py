"""The Python that Lambda runs is found, or its absence is reported in one sentence."""

from pathlib import Path

import pytest

from infra import pythons


def test_a_stand_in_that_refuses_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    refusing, working = tmp_path / "refusing", tmp_path / "working"
    for file, body in ((refusing, "exit 127"), (working, "echo 3.13")):
        file.write_text(f"#!/bin/sh\n{body}\n")
        file.chmod(0o755)
    monkeypatch.setattr(pythons, "_candidates", lambda: iter([str(tmp_path / "none"), str(refusing), str(working)]))
    assert pythons.python313() == str(working)


def test_without_that_python_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pythons, "_candidates", lambda: iter(()))
    with pytest.raises(pythons.ToolFailed, match=r"needs Python 3\.13, .* and none was found"):
        pythons.python313()
