"""Run other people's clients against a server, and write what came of it into docs/clients.md: `make clients`.

URL names a running server; without it a stack like that of `make run` is started for this, with its limits raised.
Exit code 0: nothing was refused that should be served, and for every other refusal there is a reason.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.clients import report, suites
from tests.local.running import Running

CACHE = Path(__file__).parents[2] / ".cache" / "clients"
# Clients meet each limit in seconds that a person does not meet in a day.
GENEROUS = {
    "LIMITS_TIMES": "1000",
    **dict.fromkeys(
        ("SIGN_UPS_PER_ADDRESS", "APPS_PER_ADDRESS", "SIGN_INS_PER_ADDRESS", "LINKS_PER_ACCOUNT"), "100000"
    ),
}
# The address of which some of toot's tests are sure.
TOOTS_PORT = 3000


def main() -> int:
    """Run all suites, write the document, and return 1 where something is not as it should be."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with _server() as (url, promote):
        runs = [suites.mastodon_py(url, promote), *suites.javascript(url, CACHE, promote)]
        tooted = suites.toot(url, CACHE)
    report.write(runs, tooted)
    faults = [*report.faults(runs), *report.unexpected(tooted)]
    print(*report.figures(runs, tooted), *faults, sep="\n")
    return 1 if faults else 0


@contextmanager
def _server() -> Iterator[tuple[str, suites.Promote]]:
    given = os.environ.get("URL", "").rstrip("/")
    if given:
        # Its operator is somebody else.
        yield given, None
        return
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        stack = Running(data, TOOTS_PORT, **GENEROUS)
        try:
            stack.wait_until_ready()
            # What may be dismissed, and read, has to be there.
            _operate(data, "announce", "Hello everybody")
            terms = Path(folder) / "terms.md"
            terms.write_text("Be kind.\n", encoding="utf-8")
            _operate(data, "publish", "terms", str(terms))
            yield stack.url, lambda handle: _operate(data, "moderate", "promote", handle, "admin", "--by", "Operator")
        finally:
            stack.end()


def _operate(data: Path, *words: str) -> None:
    command = [sys.executable, "-m", "infra.operate", *words]
    subprocess.run(command, env=os.environ | {"DATA": str(data)}, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
