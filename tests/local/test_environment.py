"""The environment is created with uv or with pip, and failures are reported in one accurate sentence."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from local.environment import __main__ as command
from local.environment import faults, installing
from local.environment.display import Display
from local.environment.faults import Failed, ToolFailed
from local.settings import ROOT
from tests.local.running import read_only
from tests.local.said import SAID


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in (faults, installing):
        monkeypatch.setattr(module, "VENV", str(tmp_path / ".venv"))
        monkeypatch.setattr(module, "LOG", str(tmp_path / ".venv/install.log"))
    return tmp_path / ".venv"


class Tools:
    """A stand-in for running commands: records all, and fails those that contain a given word."""

    def __init__(self, **failing: Exception) -> None:
        self.failing, self.ran, self.replacing = failing, list[str](), list[str]()

    def run(self, words: Sequence[str], *_: Any) -> None:
        """Record a command, and fail if it is one that should."""
        name = "get_uv" if "uv==" in words[-1] else Path(words[0]).name
        self.ran.append(name)
        self.replacing += [word for word in words if word.endswith("reinstall")]
        if name in self.failing:
            raise self.failing[name]


def install(
    monkeypatch: pytest.MonkeyPatch, tools: Tools, uv: str | None = "/usr/bin/uv", *, anew: bool = False
) -> list[str]:
    monkeypatch.setattr(installing, "run", tools.run)
    monkeypatch.setattr(installing, "_runs", lambda found: found == uv)
    monkeypatch.setattr(installing, "_environment", dict)
    monkeypatch.setattr(shutil, "which", lambda _: uv)
    installing.install(Display(), anew=anew)
    return tools.ran


@pytest.mark.parametrize("case", SAID)
def test_what_pip_and_uv_say_becomes_a_sentence(case: str):
    lines, sentence = SAID[case]
    told = faults.explain([f"{line}\n" for line in lines])
    assert told.startswith(sentence)
    assert "\n" not in told


def test_a_read_only_checkout_is_told(tmp_path: Path):
    shutil.copytree(ROOT / "local/environment", tmp_path / "local/environment")
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    shutil.copy(ROOT / "requirements-dev.txt", tmp_path)
    command = [*read_only(tmp_path), sys.executable, "-m", "local.environment"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Rossgram makes its Python environment in {tmp_path}/.venv, and cannot write there ")
    assert "(read-only file system): make the folder writable, or copy the checkout" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_file_in_the_place_of_the_environment_is_told(venv: Path):
    venv.write_text("")
    with pytest.raises(Failed, match="that is something else; move it away"):
        faults.check_place(is_new=True)


def test_a_disk_without_room_for_a_new_environment_is_told(venv: Path, monkeypatch: pytest.MonkeyPatch):
    usage = SimpleNamespace(free=100 << 20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(Failed, match="100 MB are free, and the environment takes some 800"):
        faults.check_place(is_new=True)
    faults.check_place(is_new=False)
    assert venv.is_dir()


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_that_cannot_make_environments_is_told_what_is_missing(monkeypatch: pytest.MonkeyPatch, module: str):
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == module else real(name))
    with pytest.raises(Failed, match=r"on Debian and Ubuntu they are the package python3\.\d+-venv"):
        installing.make_venv(Display())


def test_uv_of_the_path_is_used_and_nothing_fetched(monkeypatch: pytest.MonkeyPatch):
    assert install(monkeypatch, Tools()) == ["uv"]


def test_uv_is_fetched_where_there_is_none(monkeypatch: pytest.MonkeyPatch):
    assert install(monkeypatch, Tools(), uv=None) == ["get_uv", "uv"]


@pytest.mark.parametrize("name", ["get_uv", "uv"])
def test_pip_does_it_where_uv_cannot_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
):
    assert install(monkeypatch, Tools(**{name: ToolFailed("no wheel")}), uv=None)[-1] == "python"
    assert "uv could not do it: no wheel. pip tries, which may take some minutes" in capsys.readouterr().err


def test_what_was_cut_is_replaced_by_uv_and_by_pip(monkeypatch: pytest.MonkeyPatch):
    tools = Tools(uv=ToolFailed("no wheel"))
    install(monkeypatch, tools, uv=None, anew=True)
    assert (tools.ran, tools.replacing) == (
        ["get_uv", "uv", "python"],
        ["--force-reinstall", "--reinstall", "--force-reinstall"],
    )
    whole = Tools()
    install(monkeypatch, whole)
    assert whole.replacing == []


def test_what_pip_would_only_say_again_ends_it(monkeypatch: pytest.MonkeyPatch):
    tools = Tools(get_uv=ToolFailed(faults.UNREACHABLE))
    with pytest.raises(Failed, match="cannot be reached"):
        install(monkeypatch, tools, uv=None)
    full = Tools(uv=faults.failure(["No space left on device"]))
    with pytest.raises(Failed, match="too little room"):
        install(monkeypatch, full)
    assert (tools.ran, full.ran) == (["get_uv"], ["uv"])


def test_uv_asks_the_index_that_pip_is_told_of(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.example/simple")
    monkeypatch.setenv("PIP_CERT", "/etc/pip.pem")
    monkeypatch.setenv("SSL_CERT_FILE", "/etc/uv.pem")
    found = installing._environment()
    assert (found["UV_DEFAULT_INDEX"], found["SSL_CERT_FILE"]) == ("https://index.example/simple", "/etc/uv.pem")


def test_a_command_is_logged_and_its_failure_explained(venv: Path):
    venv.mkdir()
    with pytest.raises(ToolFailed, match=r"^The environment could not be made \(error: no\)$"):
        installing.run([sys.executable, "-c", "print('Collecting x'); print('error: no'); exit(2)"], Display())
    assert (venv / "install.log").read_text().splitlines()[1:] == ["Collecting x", "error: no"]
    with pytest.raises(ToolFailed, match="cannot be run"):
        installing.run([str(venv / "nothing")], Display())


@pytest.mark.parametrize(
    ("lines", "step"),
    [
        (["Collecting six==1.17.0\n", "  Using cached six\n", "Collecting x<2\n"], "package 2, x<2"),
        (["Resolved 129 packages in 1.11s\n"], "fetching 129 packages"),
        (["Downloading numpy (16.1MiB)\n"], "fetching numpy (16.1MiB)"),
        (["Downloading a (1.1MiB)\n", " Downloaded a\n", " Downloaded numpy\n"], "fetched numpy, large package 2"),
        (["Prepared 126 packages in 4.62s\n"], "installing 126 packages"),
        (["Installing collected packages: a, b\n"], "installing the packages"),
        (["  Downloading six-1.17.0-py2.py3-none-any.whl (11 kB)\n"], ""),
    ],
)
def test_the_display_says_what_pip_and_uv_are_at(lines: list[str], step: str):
    assert installing.describe(lines) == step


def test_an_environment_that_works_is_left_alone_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    stamp = tmp_path / "stamp"
    stamp.write_text(command.fingerprint())
    monkeypatch.setattr(command, "STAMP", str(stamp))
    monkeypatch.setattr(command, "is_usable", lambda: True)
    monkeypatch.setattr(command, "make", lambda _: pytest.fail("it was made anew"))

    def refuse(_: str) -> None:
        raise OSError(30, os.strerror(30))

    monkeypatch.setattr(os, "utime", refuse)
    assert command.main() == 0
