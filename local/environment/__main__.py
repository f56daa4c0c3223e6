"""Create or update .venv if needed: `python -m local.environment`."""

from __future__ import annotations

import fcntl
import hashlib
import os
import signal
import subprocess
import sys
from contextlib import suppress

from local.environment.display import Display
from local.environment.faults import ROOT, VENV, Failed, check_place
from local.environment.installing import PYTHON, install, make_venv

OLDEST = (3, 11)
STAMP = os.path.join(VENV, "stamp")
# The list of a package's files is written last.
QUESTION = """
import sys
from importlib.metadata import distribution
sys.stdout.write(sys.version if distribution("pip").read_text("RECORD") else "")
"""
NAMES = ("requirements.txt", "requirements-dev.txt")


def fingerprint() -> str:
    """Return a hash of what the environment depends on: the requirements and the interpreter."""
    digest = hashlib.sha256(sys.version.encode())
    for name in NAMES:
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def is_current(wanted: str) -> bool:
    """Tell whether .venv matches the fingerprint and works."""
    try:
        with open(STAMP) as file:
            return file.read() == wanted and is_usable()
    except OSError:
        return False


def is_usable() -> bool:
    """Tell whether .venv has this interpreter and the whole of pip."""
    try:
        return subprocess.check_output([PYTHON, "-c", QUESTION], stderr=subprocess.DEVNULL, text=True) == sys.version
    except (OSError, subprocess.CalledProcessError):
        return False


def make(wanted: str) -> None:
    """Create the environment, or update one that works, without disturbing processes that run from it.

    There is no stamp while packages are installed: a package that was cut looks installed to uv and pip.
    """
    is_new, was_cut = not is_usable(), not os.path.exists(STAMP)
    check_place(is_new)
    with Display() as display:
        if is_new:
            make_venv(display)
        with suppress(FileNotFoundError):
            os.remove(STAMP)
        install(display, anew=was_cut and not is_new)
        with open(STAMP, "w") as file:
            file.write(wanted)


def touch() -> None:
    """Update the stamp so that make sees .venv as current; if it cannot be written, make checks it each time."""
    try:
        os.utime(STAMP)
    except OSError:
        return


def main() -> int:
    """Create or update .venv, and return the exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if sys.version_info < OLDEST:
        raise Failed(
            "Rossgram needs Python {}.{} or later; this is {}. PYTHON=… names another.".format(
                *OLDEST, sys.version.split()[0]
            )
        )
    # The requirements file is the lock: of two simultaneous runs of make, one creates the environment.
    with open(os.path.join(ROOT, NAMES[0])) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = fingerprint()
        if not is_current(wanted):
            make(wanted)
    touch()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (Failed, OSError) as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted; the next make goes on.\n")
        sys.exit(130)
