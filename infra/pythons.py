"""Find the Python version that Lambda runs, and maintain a virtual environment with Chalice for it."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = "3.13"


class ToolFailed(Exception):
    """A tool is missing or failed; the message is shown to the operator."""


def python313() -> str:
    """Return a working Python 3.13, or raise ToolFailed.

    Chalice packages for the Python it runs on, and Pillow has no wheels for the older Lambda images.
    """
    for candidate in _candidates():
        if _runs(candidate):
            return candidate
    raise ToolFailed(
        f"Packaging needs Python {VERSION}, the version that Lambda runs, and none was found on PATH or under pyenv. "
        f"Install it (for example `pyenv install {VERSION}`) and try again."
    )


def environment() -> Path:
    """Return the folder of a Python 3.13 environment with Chalice and the run-time packages, creating it if needed.

    It is rebuilt whenever a requirement changes.
    """
    python, wanted = python313(), _requirements()
    key = hashlib.sha256("\n".join([python, *wanted]).encode()).hexdigest()[:12]
    folder = ROOT / ".cache" / f"chalice-{key}"
    if not (folder / "complete").exists():
        print(f"Making an environment for Chalice under Python {VERSION}.", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        run([python, "-m", "venv", str(folder)])
        run([str(folder / "bin/python"), "-m", "pip", "install", "--quiet", *wanted])
        (folder / "complete").touch()
    return folder


def run(
    command: list[str], *, cwd: Path = ROOT, env: dict[str, str] | None = None, timeout: int = 600, given: str = ""
) -> str:
    """Run a command with an input and return its output; raise ToolFailed with the end of the output if it fails."""
    try:
        done = subprocess.run(
            command, cwd=cwd, env=env, timeout=timeout, check=False, text=True, capture_output=True, input=given
        )
    except subprocess.TimeoutExpired as error:
        raise ToolFailed(f"`{' '.join(command[:4])} …` took more than {timeout} s.") from error
    said = done.stdout + done.stderr
    if done.returncode:
        raise ToolFailed(f"`{' '.join(command[:6])}` ended with {done.returncode}:\n{said[-3000:]}")
    return said


def pins() -> list[str]:
    """Return the requirements of the functions, each with its version."""
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def follow(command: list[str], *, cwd: Path, env: dict[str, str]) -> str:
    """Run a command for as long as it takes, showing its output as it comes, and return that output.

    Raises ToolFailed with the end of the output if it fails. The command ends when this process is interrupted.
    """
    said: list[str] = []
    with subprocess.Popen(
        command, cwd=cwd, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as ran:
        try:
            for line in ran.stdout or ():
                said.append(line)
                print(f"  {line}", end="", flush=True)
        except BaseException:
            ran.terminate()
            raise
    if ran.returncode:
        raise ToolFailed(f"`{' '.join(command[:6])}` ended with {ran.returncode}:\n{''.join(said)[-3000:]}")
    return "".join(said)


def _requirements() -> list[str]:
    chalice = [
        line for line in (ROOT / "requirements-dev.txt").read_text().splitlines() if line.startswith("chalice==")
    ]
    return pins() + chalice


def _candidates() -> Iterator[str]:
    if sys.version_info[:2] == tuple(int(part) for part in VERSION.split(".")):
        yield sys.executable
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        yield str(Path(folder) / f"python{VERSION}")
    if shutil.which("pyenv"):
        prefix = subprocess.run(["pyenv", "prefix", VERSION], capture_output=True, text=True, check=False)
        yield f"{prefix.stdout.strip()}/bin/python"
        root = subprocess.run(["pyenv", "root"], capture_output=True, text=True, check=False).stdout.strip()
        yield from sorted(str(path) for path in Path(root).glob(f"versions/{VERSION}*/bin/python{VERSION}"))


def _runs(candidate: str) -> bool:
    """Tell whether a candidate exists and has the right version; a pyenv shim can exist without it."""
    if not Path(candidate).is_file():
        return False
    question = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"
    answer = subprocess.run([candidate, "-c", question], capture_output=True, text=True, check=False)
    return answer.returncode == 0 and answer.stdout.strip() == VERSION
