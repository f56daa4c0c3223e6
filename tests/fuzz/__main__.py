"""Start the stack with high limits, look around, and play every operation; an argument says how many examples of each.

More arguments are schemathesis' own: `make fuzz ARGS="20 --include-name 'POST /api/v1/statuses'"`.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz import world
from tests.local.running import Running, wait_for

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = "100"
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_headers_conformance,response_schema_conformance"
)
# Nobody is kept out for asking much: what limits do is tested elsewhere.
DEMO_SECONDS = 900.0
UNLIMITED = {"LIMITS_TIMES": "1000000", "ALLOW_PASSWORD_GRANT": "1", "DEMO": "1"}


def play(url: str, notes: Path, arguments: Sequence[str]) -> int:
    """Play all operations, and return schemathesis' exit code: 0 where nothing failed."""
    examples = arguments[0] if arguments and arguments[0].isdigit() else EXAMPLES
    more = arguments[1:] if arguments and arguments[0].isdigit() else arguments
    world.look_around(url).write(notes)
    command = [str(Path(sys.executable).with_name("st")), "run", f"{url}/api/rossgram/v1/openapi.json", "--url", url]
    options = ["--max-examples", examples, "--phases", "fuzzing", "--checks", CHECKS, "--continue-on-failure"]
    told = {"FUZZ_WORLD": str(notes), "SCHEMATHESIS_HOOKS": "tests.fuzz.hooks", "PYTHONPATH": str(ROOT)}
    quiet = ["--suppress-health-check", "all", "--generation-database", "none", "--warnings", "off"]
    done = subprocess.run([*command, *options, *quiet, *more], cwd=ROOT, env=os.environ | told, check=False)
    return done.returncode


def _has_demo(running: Running) -> bool:
    return bool(json.loads((running.data / "notes.json").read_text())["demo"] == "done")


def main(arguments: Sequence[str]) -> int:
    """Play against a stack of its own, which is gone afterwards; FUZZ_URL names one that runs."""
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "world.json"
        if url := os.environ.get("FUZZ_URL"):
            return play(url, notes, arguments)
        running = Running(Path(folder) / "data", 0, **UNLIMITED)
        try:
            running.wait_until_ready()
            # Whoever looks around earlier finds half of it, and signs up whom the demo is about to.
            wait_for(lambda: _has_demo(running), DEMO_SECONDS)
            return play(running.url, notes, arguments)
        finally:
            running.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
