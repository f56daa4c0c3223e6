"""Fold the logs of a journal into a new base, in a process of its own: whoever writes the journal does not wait for it.

It only writes the part that it is told; the journal's owner puts that in its place. So one that outlives its owner does
no harm.
"""

import os
import sys
from pathlib import Path

from local.store.lines import newest, read, write_base


def fold(folder: Path, last: int, part: Path) -> None:
    """Write what everything up to the log `last` comes to."""
    base, logs = newest(folder)
    if base is None:
        raise FileNotFoundError(f"{folder} holds no base")
    write_base(part, read(folder, base, [number for number in logs if number <= last]).items())


if __name__ == "__main__":
    os.nice(10)
    fold(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
