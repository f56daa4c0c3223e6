"""Look at this machine: the Python that packages, and the room for what is built."""

import shutil
from collections.abc import Iterator

from infra.preflight.finding import Finding
from infra.pythons import ROOT, ToolFailed, python313

# The environment of Chalice, the libraries, and two copies of them that are looked at.
NEEDED_BYTES = 1_000_000_000


def python() -> Iterator[Finding]:
    """Yield that the Python which Lambda runs is missing."""
    try:
        python313()
    except ToolFailed as missing:
        yield Finding(True, str(missing))


def disk() -> Iterator[Finding]:
    """Yield that the disk is too full to build on."""
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES:
        yield Finding(
            True,
            f"The disk of {ROOT} has {free // 1_000_000} MB free, and building needs {NEEDED_BYTES // 1_000_000}. "
            "Free some: `build` and `.cache` can be deleted at any time.",
        )
