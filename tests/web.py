"""Check the web client with Node, or drive it in Chromium: `python -m tests.web check`, or `browse`."""

# ruff: noqa: T201

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from infra import web_client
from infra.web_client import CannotBuild
from tests.local.running import Running, wait_for

CHECKS = web_client.WEB / "checks"
IN_CHECKS = "checks/node_modules/.bin"
# What is looked at, and the command that looks.
LOOKS = {
    "prettier": (f"{IN_CHECKS}/prettier", "--check", "--log-level", "warn", "src", "checks", "vite.config.ts"),
    "svelte-check": ("node_modules/.bin/svelte-check", "--tsconfig", "tsconfig.json", "--fail-on-warnings"),
    "vitest": (f"{IN_CHECKS}/vitest", "run", "--config", "checks/vitest.config.ts"),
}
DEMO_SECONDS = 600


def check() -> int:
    """Look at the client's sources, and say what is wrong; without Node say so, and find nothing wrong."""
    try:
        _install()
    except CannotBuild as error:
        print(f"{error} It is not checked.")
        return 1 if os.environ.get("CI") else 0
    failed = [name for name, words in LOOKS.items() if _run(words)]
    print(f"Failed in web: {', '.join(failed)}." if failed else "Nothing to say of web.")
    return 1 if failed else 0


def browse(words: list[str]) -> int:
    """Start the whole of it with its demo community, and have Playwright go through it; `words` are Playwright's."""
    if not shutil.which("chromium"):
        print("Chromium is not there: apt-get install chromium fonts-noto-core fonts-noto-color-emoji")
        return 1
    web_client.build()
    _install()
    with tempfile.TemporaryDirectory(prefix="web-check-") as folder:
        stack = Running(Path(folder) / "data", WEB="1", DEMO="1").wait_until_ready()
        try:
            wait_for(lambda: "The demo community is there" in stack.said(), DEMO_SECONDS)
            command = ["node_modules/.bin/playwright", "test", *words]
            return subprocess.run(command, cwd=CHECKS, env=os.environ | {"BASE_URL": stack.url}, check=False).returncode
        finally:
            stack.stop()


def _run(words: Sequence[str]) -> int:
    return subprocess.run(words, cwd=web_client.WEB, check=False).returncode


def _install() -> None:
    for folder in (web_client.WEB, CHECKS):
        web_client.install(folder)


def main(words: list[str]) -> int:
    """Do what the command line says."""
    return browse(words[1:]) if words[:1] == ["browse"] else check()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
