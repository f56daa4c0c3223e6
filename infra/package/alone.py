"""Let one command at a time work in a stage's folder: a second would delete files under the first."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.pythons import ToolFailed


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder for a block, of which a process that ends lets go. Raises ToolFailed while another holds it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise ToolFailed(f"Another command of this checkout works in {folder}: wait until it has ended.") from busy
        yield
