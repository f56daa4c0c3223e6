"""Read and write the files of a journal.

A folder contains `base-7.jsonl`, the values at the end of `log-7.jsonl`, and the logs after it, `log-8.jsonl` and so
on, without a gap. A line is a checksum and the changes that belong together; an incomplete last line is discarded.
"""

import json
import os
import re
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

Key = tuple[str, ...]
# A key and its new value; None removes the key.
Change = tuple[Key, Any]
Values = dict[Key, Any]

NAME = re.compile(r"(base|log)-(\d+)\.jsonl")


class Damaged(Exception):
    """A file cannot be read, for another reason than an incomplete end."""


def path(folder: Path, kind: str, number: int) -> Path:
    """Return the path of a base or a log."""
    return folder / f"{kind}-{number}.jsonl"


def written(changes: Iterable[Change]) -> bytes:
    """Return the line for changes that are read back together or not at all."""
    text = json.dumps(list(changes), separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def parsed(line: bytes) -> list[Change] | None:
    """Return the changes of a line, or None if it is incomplete."""
    try:
        if not line.endswith(b"\n") or int(line[:8], 16) != zlib.crc32(line[9:-1]):
            return None
        return [(tuple(key), value) for key, value in json.loads(line[9:])]
    except ValueError:
        return None


def newest(folder: Path) -> tuple[int | None, list[int]]:
    """Return the number of the newest base, and the numbers of the logs after it in order. Raises Damaged at a gap."""
    found = [(match[1], int(match[2])) for file in folder.iterdir() if (match := NAME.fullmatch(file.name))]
    base = max((number for kind, number in found if kind == "base"), default=None)
    logs = sorted(number for kind, number in found if kind == "log" and (base is None or number > base))
    if logs and (base is None or logs != list(range(base + 1, base + 1 + len(logs)))):
        raise Damaged(f"a part of the journal in {folder} is missing")
    return base, logs


def read(folder: Path, base: int, logs: list[int]) -> Values:
    """Return the values after a base and the logs that follow it."""
    values: Values = {}
    for file in (path(folder, "base", base), *(path(folder, "log", number) for number in logs)):
        with file.open("rb") as lines:
            for line in lines:
                changes = parsed(line)
                if changes is None:
                    raise Damaged(f"{file} has a line that cannot be read")
                for key, value in changes:
                    if value is None:
                        values.pop(key, None)
                    else:
                        values[key] = value
    return values


def cut_torn_end(file: Path) -> None:
    """Remove the incomplete end that a kill or a power cut left in a log. Raises Damaged if complete lines follow it.

    Complete lines are never removed: after a broken line they mean that the file was damaged, not cut off.
    """
    good, is_torn = 0, False
    with file.open("rb") as lines:
        for line in lines:
            if parsed(line) is None:
                is_torn = True
            elif is_torn:
                raise Damaged(f"{file} has a line that cannot be read")
            else:
                good += len(line)
    if is_torn:
        os.truncate(file, good)


def write_base(part: Path, changes: Iterable[Change]) -> None:
    """Write changes, one per line, to a file, and sync it."""
    with part.open("wb") as file:
        for change in changes:
            file.write(written([change]))
        file.flush()
        os.fsync(file.fileno())


def put_in_place(part: Path, file: Path) -> None:
    """Rename a complete file to its final name, atomically and durably."""
    part.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def remove_folded(folder: Path, base: int) -> None:
    """Delete the files that a newer base replaces; `newest` ignores those that cannot be deleted."""
    for file in folder.iterdir():
        match = NAME.fullmatch(file.name)
        if match and int(match[2]) < base + (match[1] == "log"):
            with suppress(OSError):
                file.unlink()
