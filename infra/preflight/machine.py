"""Look at this machine: the Python that packages, and the room for what is built."""

import shutil
from collections.abc import Iterator

from infra import web_client
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


def node() -> Iterator[Finding]:
    """Yield that the web client cannot be built; the API is deployed all the same."""
    try:
        web_client.expect_node()
    except web_client.CannotBuild as missing:
        yield Finding(False, f"{missing} The API would be deployed without the web client.")


def disk() -> Iterator[Finding]:
    """Yield that the disk is too full to build on."""
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES:
        yield Finding(
            True,
            f"The disk of {ROOT} has {free // 1_000_000} MB free, and building needs {NEEDED_BYTES // 1_000_000}. "
            "Free some: `build` and `.cache` can be deleted at any time.",
        )
