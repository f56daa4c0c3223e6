"""Bring .venv up to date where it is not: `python -m local.environment`."""

from __future__ import annotations

import fcntl
import hashlib
import os
import signal
import subprocess
import sys

from local.environment.display import Display
from local.environment.faults import ROOT, VENV, Failed, check_place
from local.environment.installing import PYTHON, install, make_venv

OLDEST = (3, 11)
STAMP = os.path.join(VENV, "stamp")
NAMES = ("requirements.txt", "requirements-dev.txt")


def fingerprint() -> str:
    """Return what the environment depends on: the requirements and the interpreter."""
    digest = hashlib.sha256(sys.version.encode())
    for name in NAMES:
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def is_current(wanted: str) -> bool:
    """Tell whether .venv is what is wanted, and works."""
    try:
        with open(STAMP) as file:
            return file.read() == wanted and is_usable()
    except OSError:
        return False


def is_usable() -> bool:
    """Tell whether .venv holds this very Python, with its pip."""
    command = [PYTHON, "-c", "import sys, pip; sys.stdout.write(sys.version)"]
    try:
        return subprocess.check_output(command, stderr=subprocess.DEVNULL, text=True) == sys.version
    except (OSError, subprocess.CalledProcessError):
        return False


def make(wanted: str) -> None:
    """Make the environment, or bring one that works up to date: what runs from it meanwhile goes on."""
    is_new = not is_usable()
    check_place(is_new)
    with Display() as display:
        if is_new:
            make_venv(display)
        install(display)
        with open(STAMP, "w") as file:
            file.write(wanted)


def touch() -> None:
    """Note that .venv is newer than what it depends on; where that cannot be written, make asks again each time."""
    try:
        os.utime(STAMP)
    except OSError:
        return


def main() -> int:
    """Bring .venv up to date, and return the exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if sys.version_info < OLDEST:
        raise Failed(
            "Rossgram needs Python {}.{} or later; this is {}. PYTHON=… names another.".format(
                *OLDEST, sys.version.split()[0]
            )
        )
    # Two makes at once make one environment; the requirements themselves are the lock.
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
