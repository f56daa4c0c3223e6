"""Create .venv and install the packages: with uv, which takes half a minute instead of minutes, or with pip."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

from local.environment.display import Display
from local.environment.faults import LOG, ROOT, UNREACHABLE, VENV, Failed, ToolFailed, failure

PYTHON = os.path.join(VENV, "bin", "python")
REQUIREMENTS = os.path.join(ROOT, "requirements-dev.txt")
PIP = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input"]
# uv does not read pip's settings; these decide which index it uses and whether it can reach it.
SETTINGS = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE", "proxy": "ALL_PROXY"}
# The meaning of lines in the output of pip and uv; uv names only the large packages.
STEPS = (
    (r"Collecting (\S+)", "package {1}, {0}"),
    (r"Installing collected (packages)", "installing the {0}"),
    (r"Resolved (\d+) packages", "fetching {0} packages"),
    (r"Downloading (\S+ \([\d.]+[KMG]iB\))", "fetching {0}"),
    (r" Downloaded (\S+)", "fetched {0}, large package {1}"),
    (r"Prepared (\d+) packages", "installing {0} packages"),
)


def make_venv(display: Display) -> None:
    """Create an empty .venv with this Python and pip, replacing an existing one."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise Failed(
            "This Python {0}.{1} ({2}) cannot make an environment, because its modules venv and ensurepip are not "
            "installed: on Debian and Ubuntu they are the package python{0}.{1}-venv. PYTHON=… names another "
            "Python.".format(*sys.version_info[:2], sys.executable)
        )
    display.step = f"making .venv with Python {sys.version.split()[0]}"
    try:
        run([sys.executable, "-m", "venv", "--clear", VENV], display)
    except ToolFailed as failed:
        raise Failed(f"{failed}.") from failed


def install(display: Display, *, anew: bool = False) -> None:
    """Install requirements-dev.txt into .venv, with uv if it is available, otherwise with pip.

    `anew` replaces packages that are there: one that was cut looks installed and lacks files.
    """
    try:
        _install_with_uv(display, anew)
    except ToolFailed as failed:
        display.note(f"uv could not do it: {failed}. pip tries, which may take some minutes")
        _install_with_pip(display, anew)


def _install_with_uv(display: Display, anew: bool) -> None:
    uv = find_uv(display, anew=anew)
    display.step = "asking which packages are needed"
    command = [uv, "pip", "install", *(["--reinstall"] if anew else [])]
    run([*command, "--python", PYTHON, "-r", REQUIREMENTS], display, _environment())


def _install_with_pip(display: Display, anew: bool) -> None:
    display.step = "asking which packages are needed"
    try:
        run([*_pip_install(anew), "-r", REQUIREMENTS], display)
    except ToolFailed as failed:
        raise Failed(f"{failed}. The log is {LOG}.") from failed


def _pip_install(anew: bool) -> list[str]:
    return [*PIP, "install", "--progress-bar", "off", *(["--force-reinstall"] if anew else [])]


def find_uv(display: Display, *, anew: bool = False) -> str:
    """Return the uv on PATH, or that of .venv, which pip installs if it is missing.

    Raises Failed if the index cannot be reached, where pip would fail too, and ToolFailed if the index has no uv.
    """
    for found in (shutil.which("uv"), os.path.join(VENV, "bin", "uv")):
        if found and _runs(found):
            return found
    display.step = "fetching uv, which fetches the rest"
    with open(REQUIREMENTS) as file:
        pinned = re.findall(r"^uv==\S+", file.read(), re.MULTILINE)
    try:
        run([*_pip_install(anew), *pinned], display)
    except ToolFailed as failed:
        if str(failed).startswith(UNREACHABLE):
            raise Failed(f"{failed}. The log is {LOG}.") from failed
        raise
    return os.path.join(VENV, "bin", "uv")


def _runs(command: str) -> bool:
    # A command on PATH may be a shim for a version that is not installed.
    try:
        return subprocess.run([command, "--version"], stdout=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False


def _environment() -> dict[str, str]:
    """Return the environment variables for uv, with pip's settings where uv has none of its own."""
    said = subprocess.run([*PIP, "config", "list"], stdout=subprocess.PIPE, text=True, check=False).stdout
    # Settings from the environment are listed first, and take precedence over those from a file.
    listed = reversed(re.findall(r"\.([a-z-]+)='(.*)'$", said, re.MULTILINE))
    return {**{SETTINGS[name]: value for name, value in listed if name in SETTINGS}, **os.environ}


def run(command: Sequence[str], display: Display, environment: Mapping[str, str] | None = None) -> None:
    """Run a command, show its progress, and append its output to the log; raise ToolFailed if it fails."""
    try:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT, env=environment
        )
    except OSError as error:
        raise ToolFailed(f"{command[0]} cannot be run: {error}") from error
    lines: list[str] = []
    try:
        for line in process.stdout or ():
            lines.append(line)
            display.step = describe(lines) or display.step
        code = process.wait()
    finally:
        process.terminate()
    _log(command, lines)
    if code != 0:
        raise failure(lines)


def _log(command: Sequence[str], lines: Sequence[str]) -> None:
    try:
        with open(LOG, "a") as file:
            file.writelines([f"$ {' '.join(command)}\n", *lines])
    except OSError:
        # The disk is full; the command's own output reports that.
        return


def describe(lines: Sequence[str]) -> str:
    """Return the meaning of the last line in the output of pip or uv, or an empty text."""
    for pattern, step in STEPS:
        found = re.match(pattern, lines[-1])
        if found:
            return step.format(found[1], sum(re.match(pattern, line) is not None for line in lines))
    return ""
