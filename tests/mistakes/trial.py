"""Try a mistake: make it in a copy of the tree, run the tests that should catch it there, and say what they said."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# What pytest's exit code means: https://docs.pytest.org/en/stable/reference/exit-codes.html
GREEN, RED = 0, 1
SECONDS = 300
FAILED = re.compile(r"^FAILED (\S+?)(?:\[.*\])?(?: - (.*))?$", re.MULTILINE)
# A mistake that stumbles over its own spelling shows nothing of the tests.
SLIPS = ("NameError", "ImportError", "ModuleNotFoundError", "UnboundLocalError")


@dataclass(frozen=True)
class Mistake:
    """Put `new` in place of `old`, which occurs once in `file`; one of the `tests` fails then."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """What became of a mistake: the test that caught it, or why it was not caught or says nothing."""

    name: str
    test: str = ""
    trouble: str = ""

    @property
    def is_caught(self) -> bool:
        """Tell whether a test failed because of it."""
        return bool(self.test) and not self.trouble


class Broken(Exception):
    """The trial itself went wrong, and tells nothing about the tests."""


@contextmanager
def copied(root: Path) -> Iterator[Path]:
    """Copy what git knows or would know of a tree into a folder of its own, for the time of the trials."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.split("\0")
    with tempfile.TemporaryDirectory(prefix="mistakes-") as folder:
        for name in filter(None, names):
            if (root / name).is_file():
                target = Path(folder, name)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(root / name, target)
        yield Path(folder)


def check_unchanged(tree: Path, mistakes: Iterable[Mistake]) -> None:
    """Run every test that is to catch something without any mistake; raise Broken unless all are green."""
    tests = dict.fromkeys(test for mistake in mistakes for test in mistake.tests)
    code, said = _run_tests(tree, tests, SECONDS * 4)
    if code != GREEN:
        raise Broken(f"without a mistake the tests are not green, so that they say nothing\n{said[-4000:]}")


def attempt(tree: Path, mistake: Mistake) -> Verdict:
    """Make a mistake in a copy of the tree, and return what the tests make of it."""
    with tempfile.TemporaryDirectory(prefix="mistake-") as folder:
        copy = Path(folder, "tree")
        # With the compiled files: they are good for every file that has kept its time.
        shutil.copytree(tree, copy)
        try:
            _make(copy, mistake)
            return Verdict(mistake.name, _caught_by(*_run_tests(copy, mistake.tests, SECONDS)))
        except Broken as broken:
            return Verdict(mistake.name, trouble=str(broken))


def _make(tree: Path, mistake: Mistake) -> None:
    path = tree / mistake.file
    text, before = path.read_text(), path.stat().st_mtime
    if text.count(mistake.old) != 1:
        raise Broken(f"what it changes occurs {text.count(mistake.old)} times in {mistake.file}")
    changed = text.replace(mistake.old, mistake.new)
    try:
        if path.suffix == ".py":
            compile(changed, mistake.file, "exec")
    except SyntaxError as error:
        raise Broken(f"it is no Python: {error}") from error
    path.write_text(changed)
    # Python compares whole seconds and sizes: within one second it would not see the change.
    os.utime(path, (before + 60, before + 60))


def _caught_by(code: int, said: str) -> str:
    """Return the test that failed, with its reason; only a failed test counts, not one that could not begin."""
    if code == GREEN:
        raise Broken("NOT CAUGHT: every test is green")
    found = FAILED.search(said)
    if code != RED or found is None:
        raise Broken(f"pytest ended with {code} and no test that failed\n{said[-2000:]}")
    test, reason = found[1], found[2] or ""
    if reason.startswith(SLIPS):
        raise Broken(f"it stumbles over itself: {reason}")
    return test


def _run_tests(tree: Path, tests: Iterable[str], seconds: int) -> tuple[int, str]:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-rfE", "--tb=line", *tests]
    # Whoever runs us under pytest has told it things that are not meant for this one.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    # No test needs the plugins that are installed, and they take longer to load than many a test runs.
    environment |= {"COLUMNS": "400", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    try:
        done = subprocess.run(
            command, cwd=tree, env=environment, capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise Broken(f"the tests have not ended after {seconds} seconds") from late
    return done.returncode, done.stdout + done.stderr
