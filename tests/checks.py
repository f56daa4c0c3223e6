"""Run every check, whatever an earlier one says, and end with a list of what is wrong: `python -m tests.checks`."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
CONTRACTS = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-logo'])"
CHECKS: Mapping[str, Sequence[str]] = {
    "ruff check": ("-m", "ruff", "check"),
    "ruff format": ("-m", "ruff", "format", "--check"),
    "mypy": ("-m", "mypy"),
    # import-linter has no `python -m`.
    "import contracts": ("-c", CONTRACTS),
    "web client": ("-m", "tests.web", "check"),
    "house rules": ("-m", "pytest", "tests/test_house.py", "tests/test_documents.py", "tests/test_licences.py"),
}
# mypy and the house rules take most of the time, so two at once take half of it.
AT_ONCE = 2


def main(checks: Mapping[str, Sequence[str]] = CHECKS, folder: Path = ROOT) -> int:
    """Run checks in a folder, show what each says in the order of the table, and return 1 where one of them failed."""
    failed = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for name, done in zip(checks, pool.map(partial(_run, folder), checks.values()), strict=True):
            print(f"-- {name}\n{done.stdout.rstrip()}", flush=True)
            if done.returncode:
                failed.append(name)
    print(f"\nFailed: {', '.join(failed)}." if failed else f"\nAll {len(checks)} checks passed.")
    return 1 if failed else 0


def _run(folder: Path, words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    # Whoever runs us under pytest has told it things that are not meant for this one.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


if __name__ == "__main__":
    sys.exit(main())
