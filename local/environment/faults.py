"""Explain in a sentence why the environment cannot be created, and what to do about it."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
from collections.abc import Sequence

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(ROOT, ".venv")
LOG = os.path.join(VENV, "install.log")
# The size of .venv, and of the files that pip or uv unpack meanwhile.
NEEDED = 800 << 20


class Failed(Exception):
    """The environment cannot be created; the message is shown to the user."""


class ToolFailed(Exception):
    """A command failed, and another tool may succeed; the message says why, without a full stop."""


FULL = "There is too little room on the disk of {venv}: {free} MB are free, and the environment takes some {needed}"
UNREACHABLE = (
    "The package index cannot be reached: look at the network, and where there is a proxy or an index of "
    "your own, at HTTPS_PROXY and PIP_INDEX_URL; then run make again"
)
NOTHING = (
    "The package index has nothing of what is asked for, or cannot be reached ({line}): look at the network, and where "
    "there is a proxy or an index of your own, at HTTPS_PROXY and PIP_INDEX_URL"
)
UNTRUSTED = (
    "The certificate of the package index is not trusted: where a proxy signs it, SSL_CERT_FILE and PIP_CERT "
    "must name its certificate"
)
UNWRITABLE = "A file cannot be written ({line})"
MISSING = (
    "The package index has no package for this Python {python} ({line}): PYTHON=python3.13 names another Python, "
    "and an index of your own must have what requirements-dev.txt names"
)
UNCOMPILED = (
    "A package has to be compiled for this Python {python}, and that failed ({line}): PYTHON=python3.13 names another"
)
NO_NETWORK = (
    "Failed to establish a new connection|name resolution|Network is unreachable|Connection (refused|reset|aborted)"
    "|[Tt]imed out|dns error|client error .Connect.|error sending request|Cannot connect to proxy"
)
# The order matters: without a network pip finally reports that there is no such package.
CAUSES = (
    (r"No space left on device|Disk quota exceeded|os error (28|122)\b", FULL),
    (r"CERTIFICATE_VERIFY_FAILED|invalid peer certificate", UNTRUSTED),
    (NO_NETWORK, UNREACHABLE),
    (r"Read-only file system|Permission denied|os error (13|30)\b", UNWRITABLE),
    (r"from versions: none", NOTHING),
    (r"No matching distribution found|requires a different Python|No solution found", MISSING),
    (r"Failed to build|Failed building wheel|subprocess-exited-with-error", UNCOMPILED),
)


def failure(lines: Sequence[str]) -> Exception:
    """Return the exception for a failure of pip or uv: Failed if another tool would fail too, otherwise ToolFailed."""
    cause = explain(lines)
    return Failed(f"{cause}.") if cause.startswith(FULL[:30]) else ToolFailed(cause)


def explain(lines: Sequence[str]) -> str:
    """Return why pip or uv failed, found from its output; the output itself if it is not recognized."""
    said = [line.strip(" ×╰─▶├│\n") for line in lines]
    for pattern, sentence in CAUSES:
        line = next((line for line in said if re.search(pattern, line)), None)
        if line is not None:
            return sentence.format(
                venv=VENV, free=_free() >> 20, needed=NEEDED >> 20, python=sys.version.split()[0], line=line[:200]
            )
    errors = [line for line in said if line.lower().startswith("error")] or said[-1:] or ["nothing was said"]
    return f"The environment could not be made ({errors[0]})"


def check_place(is_new: bool) -> None:
    """Raise Failed if .venv cannot be created here; `is_new` is whether all packages have to be installed."""
    try:
        os.makedirs(VENV, exist_ok=True)
        with open(LOG, "w"):
            pass
    except OSError as error:
        raise Failed(_describe(error)) from error
    if is_new and _free() < NEEDED:
        raise Failed(f"{FULL.format(venv=VENV, free=_free() >> 20, needed=NEEDED >> 20)}.")


def _describe(error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return (
            f"Rossgram makes its Python environment in {VENV}, and cannot write there ({reason}): make the folder "
            f"writable, or copy the checkout to a place that is, for example with `git clone {ROOT} ~/rossgram`."
        )
    if error.errno in (errno.EEXIST, errno.ENOTDIR, errno.EISDIR):
        return f"Rossgram makes its Python environment in the folder {VENV}, and that is something else; move it away."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{FULL.format(venv=VENV, free=_free() >> 20, needed=NEEDED >> 20)}."
    return f"Rossgram makes its Python environment in {VENV}, and cannot write there ({reason})."


def _free() -> int:
    return shutil.disk_usage(VENV if os.path.isdir(VENV) else ROOT).free
