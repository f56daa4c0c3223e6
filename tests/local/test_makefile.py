"""The Makefile sees when .venv is to be made anew."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = ("requirements.txt", "requirements-dev.txt", "local/environment/installing.py")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Return a folder with the Makefile and a .venv that is newer than what it is made of."""
    (tmp_path / "Makefile").write_text((ROOT / "Makefile").read_text())
    for name in NEEDED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1, 1))
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    (tmp_path / ".venv/stamp").touch()
    return tmp_path


def is_current(folder: Path, *words: str, **given: str) -> bool:
    """Tell whether make leaves .venv as it is."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHON", "MAKEFLAGS"}} | given
    return (
        subprocess.run(["make", "-q", ".venv/stamp", *words], cwd=folder, env=environment, check=False).returncode == 0
    )


def another(folder: Path) -> str:
    file = folder / "python3.99"
    file.write_text("#!/bin/sh\necho 3.99\n")
    file.chmod(0o755)
    return str(file)


def test_a_python_that_is_given_and_is_another_one_makes_it_anew(made: Path):
    assert not is_current(made, f"PYTHON={another(made)}")
    assert not is_current(made, PYTHON=another(made))
    assert not is_current(made, PYTHON=str(made / "none"))


def test_the_same_python_or_none_given_leaves_it(made: Path):
    assert is_current(made)
    assert is_current(made, PYTHON=sys.executable)
    assert is_current(made, f"PYTHON={sys.executable}")


def test_what_it_is_made_of_makes_it_anew(made: Path):
    (made / "requirements.txt").touch()
    os.utime(made / ".venv/stamp", (2, 2))
    assert not is_current(made)
