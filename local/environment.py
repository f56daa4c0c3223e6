"""Make .venv from requirements-dev.txt, and say what is going on meanwhile.

This file runs on whatever Python there is, so that one that is too old is told so in a sentence:
only the standard library, and no syntax that an old Python cannot read.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, "stamp")
LOG = os.path.join(VENV, "install.log")
PYTHON = os.path.join(VENV, "bin", "python")
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")


class Failed(Exception):
    """The environment could not be made; the message is for the person at the keyboard."""


class Display:
    """A line on a terminal that is written again and again, or a line now and then in a log."""

    def __init__(self) -> None:
        """Start the clock."""
        self.is_terminal = sys.stderr.isatty()
        self.started = time.time()
        self.step = "starting"
        self._is_done = threading.Event()
        self._thread = threading.Thread(target=self._draw, daemon=True)

    def __enter__(self) -> Display:
        """Begin to draw."""
        self._thread.start()
        return self

    def __exit__(self, *failure: object) -> None:
        """Stop drawing, and leave the last line."""
        self._is_done.set()
        self._thread.join()
        self._write("ready" if failure[0] is None else "failed", "\n")

    def _draw(self) -> None:
        pause = 0.2 if self.is_terminal else 5
        self._write(self.step, "" if self.is_terminal else "\n")
        while not self._is_done.wait(pause):
            self._write(self.step, "" if self.is_terminal else "\n")

    def _write(self, step: str, end: str) -> None:
        line = f"Python environment, {time.time() - self.started:3.0f} s: {step}"
        if self.is_terminal:
            line = "\r\033[K" + line[: shutil.get_terminal_size().columns - 1]
        sys.stderr.write(line + end)
        sys.stderr.flush()


def fingerprint() -> str:
    """Return what the environment depends on: the requirements and the interpreter."""
    digest = hashlib.sha256(sys.version.encode())
    for name in REQUIREMENTS:
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
    with Display() as display:
        if not is_usable():
            display.step = f"making .venv with Python {sys.version.split()[0]}"
            run([sys.executable, "-m", "venv", "--clear", VENV], display, " Is python3-venv installed?")
        display.step = "asking which packages are needed"
        pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
        run([*pip, "-r", os.path.join(ROOT, "requirements-dev.txt")], display)
        with open(STAMP, "w") as file:
            file.write(wanted)


def run(command: list[str], display: Display, hint: str = "") -> None:
    """Run a command, and show what it is at."""
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT)
    except OSError as error:
        raise Failed(f"{command[0]} cannot be run: {error}.") from error
    lines: list[str] = []
    found = 0
    try:
        for line in process.stdout or ():
            lines.append(line)
            found += line.startswith("Collecting ")
            display.step = describe(line, found) or display.step
        code = process.wait()
    finally:
        process.terminate()
    if os.path.isdir(VENV):
        with open(LOG, "w") as file:
            file.writelines(lines)
    if code != 0:
        errors = [line.strip() for line in lines if line.lower().startswith("error")] or lines[-1:] or [""]
        raise Failed(f"The environment could not be made ({errors[0].strip()}).{hint} The log is {LOG}")


def describe(line: str, found: int) -> str:
    """Return what one line of pip's output means, or nothing."""
    words = line.split()
    if line.startswith("Collecting ") and len(words) > 1:
        return f"package {found}, {words[1]}"
    if line.startswith("Installing collected packages:"):
        return f"installing {line.count(',') + 1} packages"
    return ""


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
    with open(os.path.join(ROOT, REQUIREMENTS[0])) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = fingerprint()
        if not is_current(wanted):
            make(wanted)
    os.utime(STAMP)
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
