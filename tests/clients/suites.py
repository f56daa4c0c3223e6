"""Fetch clients from their registries into throwaway folders, and run what can be run of them."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.clients.calls import Call, Run, read
from tests.clients.mastodon_py import Driver
from tests.clients.scene import Scene

HERE = Path(__file__).parent
# Exact versions, so that a run says of what it speaks.
MASTO, MEGALODON, TOOT = "8.0.0", "10.3.0", "0.52.1"
PATIENCE = 900


Promote = Callable[[str], None] | None


def mastodon_py(url: str, promote: Promote) -> Run:
    """Call every method of Mastodon.py, as one of the staff."""
    from importlib.metadata import version

    return Run(f"Mastodon.py {version('Mastodon.py')}", Driver(Scene(url, "mastodon-py", promote)).run())


def javascript(url: str, cache: Path, promote: Promote) -> list[Run]:
    """Call every method of masto.js and of megalodon's two dialects, as one of the staff; none without Node."""
    if not shutil.which("npm"):
        print("There is no Node here: masto.js and megalodon are left out.")
        return []
    folder = cache / f"masto-{MASTO}-megalodon-{MEGALODON}"
    if not (folder / "node_modules" / "megalodon").exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text("{}")
        wanted = [f"masto@{MASTO}", f"megalodon@{MEGALODON}"]
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", *wanted], cwd=folder, check=True)
    drivers = {
        f"masto.js {MASTO}": ("masto.mjs", ""),
        f"megalodon {MEGALODON}, as for Mastodon": ("megalodon.mjs", "mastodon"),
        f"megalodon {MEGALODON}, as for Pixelfed": ("megalodon.mjs", "pixelfed"),
    }
    return [
        Run(name, _node(Scene(url, driver[0].partition(".")[0], promote), folder, *driver))
        for name, driver in drivers.items()
    ]


def _node(scene: Scene, folder: Path, driver: str, kind: str) -> list[Call]:
    told = json.dumps(scene.told(str(folder), kind))
    command = ["node", str(HERE / driver)]
    done = subprocess.run(command, input=told, stdout=subprocess.PIPE, text=True, check=True, timeout=PATIENCE)
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return read(found)


def toot(url: str, cache: Path) -> dict[str, list[str]]:
    """Run toot's own tests of a server, and return their names by what came of them: passed, failed."""
    folder = cache / f"toot-{TOOT}"
    if not folder.exists():
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
        wanted = [f"toot=={TOOT}", "--no-binary", "toot", "--no-deps", "--dest", str(cache)]
        subprocess.run([*pip, "download", *wanted], check=True)
        subprocess.run(["tar", "xzf", f"toot-{TOOT}.tar.gz"], cwd=cache, check=True)
        # toot itself and what it needs, beside the packages of this environment and not among them.
        subprocess.run([*pip, "install", "--target", str(folder / "needed"), f"toot=={TOOT}"], check=True)
    settings = {"TOOT_TEST_BASE_URL": url, "PYTHONPATH": str(folder / "needed")}
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", "tests/integration"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment | settings,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    found: dict[str, list[str]] = {"PASSED": [], "FAILED": [], "ERROR": []}
    for word, name in re.findall(r"^(PASSED|FAILED|ERROR) tests/integration/(\S+)", done.stdout, re.MULTILINE):
        found[word].append(name)
    return {"passed": found["PASSED"], "failed": found["FAILED"] + found["ERROR"]}
