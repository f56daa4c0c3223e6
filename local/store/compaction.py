"""Compact the logs of a journal into a new base, in a process of its own, so that writers do not wait for it.

It only writes the file that it is given; the journal's owner renames that file. A compaction that outlives its owner
is therefore harmless.
"""

import os
import sys
from pathlib import Path

from local.store.lines import newest, read, write_base


def fold(folder: Path, last: int, part: Path) -> None:
    """Write a base with the state after the log `last`."""
    base, logs = newest(folder)
    if base is None:
        raise FileNotFoundError(f"{folder} holds no base")
    write_base(part, read(folder, base, [number for number in logs if number <= last]).items())


if __name__ == "__main__":
    os.nice(10)
    fold(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
