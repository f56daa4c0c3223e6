"""Check the web client with Node, or drive it in Chromium: `python -m tests.web check`, `browse` or `screenshots`."""

# ruff: noqa: T201

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from infra import identity, web_client
from infra.pythons import ROOT
from infra.web_client import CannotBuild
from tests.local.running import Running, wait_for

CHECKS = web_client.WEB / "checks"
IN_CHECKS = "checks/node_modules/.bin"
# What is looked at, and the command that looks.
LOOKS = {
    "prettier": (
        f"{IN_CHECKS}/prettier",
        "--check",
        "--log-level",
        "warn",
        "src",
        "checks",
        "vite.config.ts",
        "identity.ts",
    ),
    "svelte-check": ("node_modules/.bin/svelte-check", "--tsconfig", "tsconfig.json", "--fail-on-warnings"),
    "vitest": (f"{IN_CHECKS}/vitest", "run", "--config", "checks/vitest.config.ts"),
}
DEMO_SECONDS = 900
# So many characters of what a stack said are shown where its demo community does not come.
SHOWN_OF_A_STACK = 4_000
SCREENSHOTS = ROOT / "docs" / "screenshots"
# What the README shows.
SHOWN = ("feed-desktop-light-en", "profile-phone-dark-ru", "post-desktop-dark-en", "locked-phone-light-ru")


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
    with community() as told:
        _install()
        command = ["node_modules/.bin/playwright", "test", *words]
        return subprocess.run(command, cwd=CHECKS, env=os.environ | told, check=False).returncode


def screenshots(words: list[str]) -> int:
    """Take pictures of the screens into docs/screenshots, and make those that are shown small."""
    code = browse(["--config", "screenshots.config.ts", "--workers", "1", *words])
    for taken in (SCREENSHOTS / f"{name}.png" for name in SHOWN):
        if taken.is_file():
            with Image.open(taken) as picture:
                picture.save(taken.with_suffix(".webp"), quality=86, method=6)
    return code


@contextmanager
def community() -> Iterator[dict[str, str]]:
    """Tell of a stack with its demo community: that of BASE_URL and DATA, or one that is started, and then stopped."""
    if url := os.environ.get("BASE_URL"):
        yield {"BASE_URL": url}
        return
    if not shutil.which("chromium"):
        sys.exit("Chromium is not there: apt-get install chromium fonts-noto-core fonts-noto-color-emoji")
    web_client.build(identity.read(os.environ))
    with tempfile.TemporaryDirectory(prefix="web-check-") as folder:
        stack = Running(Path(folder) / "data", WEB="1", DEMO="1", INVITES_BY="everybody").wait_until_ready()
        try:
            _wait_for_people(stack)
            yield {"BASE_URL": stack.url, "DATA": str(stack.data)}
        finally:
            stack.stop()


def _wait_for_people(stack: Running) -> None:
    try:
        wait_for(lambda: "The demo community is there" in stack.said(), DEMO_SECONDS)
    except AssertionError:
        sys.exit(f"The demo community did not come. The stack said:\n{stack.said()[-SHOWN_OF_A_STACK:]}")


def _run(words: Sequence[str]) -> int:
    return subprocess.run(words, cwd=web_client.WEB, check=False).returncode


def _install() -> None:
    for folder in (web_client.WEB, CHECKS):
        web_client.install(folder)


def main(words: list[str]) -> int:
    """Do what the command line says."""
    drive = {"browse": browse, "screenshots": screenshots}.get(words[0] if words else "")
    return drive(words[1:]) if drive else check()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
