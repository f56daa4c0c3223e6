"""Keep a table of keys and values on disk as a journal of its changes.

A change is in the file before whoever made it hears that it is done, so a process that is killed loses nothing;
`sync` makes the disk itself keep it, for a power cut. What a change costs does not depend on how much there is: from
time to time a process of its own folds what has been written into a new base (lines.py says how the files look).
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

from local.store import compaction, lines
from local.store.lines import Change, Values, path

# The logs are folded when they have grown to the size of their base, and not before they have this many bytes.
LEAST_FOLDED = 8 << 20


class Journal:
    """The journal in a folder, which this process alone writes; any of its threads may append."""

    def __init__(self, folder: Path, least_folded: int = LEAST_FOLDED) -> None:
        """Take the folder, and how large the logs grow at least; `load` reads it, and `open` goes on with it."""
        self.folder, self.least_folded = folder, least_folded
        # Why the last attempt to write failed; what it should have written waits in memory.
        self.trouble: OSError | None = None
        self._pending = bytearray()
        self._lock = threading.Lock()
        self._base = self._log = 0
        self._file = -1
        self._sealed = self._written = self._due = 0
        self._is_synced = True
        self._compaction: subprocess.Popen[bytes] | None = None

    def load(self) -> Values | None:
        """Return what the journal comes to, or None where there is none yet; raises Damaged."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob("*.part*"):
            left.unlink()
        base, logs = lines.newest(self.folder)
        if base is None:
            return None
        if logs:
            lines.cut_torn_end(path(self.folder, "log", logs[-1]))
        self._base, self._log = base, logs[-1] if logs else base + 1
        return lines.read(self.folder, base, logs)

    def begin(self, changes: Iterable[Change]) -> None:
        """Start a journal with what there was before it."""
        part = self.folder / "base.part"
        lines.write_base(part, changes)
        lines.put_in_place(part, path(self.folder, "base", 0))
        self._base, self._log = 0, 1

    def open(self) -> None:
        """Go on where the last run stopped."""
        lines.remove_folded(self.folder, self._base)
        self._file = self._open_log()
        self._sealed = sum(file.stat().st_size for file in self.folder.glob("log-*.jsonl"))
        self._due = self._threshold()

    def append(self, changes: Iterable[Change]) -> None:
        """Write changes that count together or not at all; while the disk takes nothing, they wait."""
        line = lines.written(changes)
        with self._lock:
            self._pending += line
            self._write()

    def sync(self) -> bool:
        """Make the disk keep all that was appended, and tell whether it does; `trouble` says why not."""
        with self._lock:
            self._write()
            if self.trouble or self._is_synced:
                return not self.trouble
            file, self._is_synced = os.dup(self._file), True
        try:
            os.fsync(file)
        except OSError as error:
            self.trouble, self._is_synced = error, False
        finally:
            os.close(file)
        return self.trouble is None

    def compact_if_due(self) -> None:
        """Have the logs folded when they have grown, and take over what came of it."""
        if self._compaction is None:
            if self._sealed + self._written >= self._due and self.sync():
                self._start_compaction()
        elif self._compaction.poll() is not None:
            self._finish_compaction()

    def close(self) -> None:
        """Stop writing; a compaction that is under way is given up, since the logs say everything."""
        if self._compaction:
            self._compaction.kill()
            self._compaction.wait()
        os.close(self._file)

    def _write(self) -> None:
        """Write what waits; what was written in part goes on where it stopped."""
        try:
            while self._pending:
                count = os.write(self._file, self._pending)
                self._written, self._is_synced = self._written + count, False
                del self._pending[:count]
        except OSError as error:
            self.trouble = error
        else:
            self.trouble = None

    def _open_log(self) -> int:
        file = path(self.folder, "log", self._log)
        return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def _threshold(self) -> int:
        return max(self.least_folded, path(self.folder, "base", self._base).stat().st_size)

    @property
    def _part(self) -> Path:
        return self.folder / f"base-{self._log - 1}.part-{os.getpid()}"

    def _start_compaction(self) -> None:
        with self._lock:
            if self._pending:
                return
            self._log += 1
            try:
                # What another thread wrote since `sync` is in a file that nobody syncs again.
                os.fsync(self._file)
                file = self._open_log()
            except OSError as error:
                self._log, self.trouble = self._log - 1, error
                return
            os.close(self._file)
            self._file, self._sealed, self._written = file, self._sealed + self._written, 0
        command = [
            sys.executable,
            "-m",
            compaction.__name__,
            str(self.folder),
            str(self._log - 1),
            str(self._part),
        ]
        self._compaction = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def _finish_compaction(self) -> None:
        is_done = self._compaction is not None and self._compaction.returncode == 0
        self._compaction = None
        if not is_done:
            # The disk may be full. The logs say everything, and are folded when they have grown once more.
            self._part.unlink(missing_ok=True)
            self._due = self._sealed + self._written + self._threshold()
            return
        lines.put_in_place(self._part, path(self.folder, "base", self._log - 1))
        self._base, self._sealed = self._log - 1, 0
        self._due = self._threshold()
        lines.remove_folded(self.folder, self._base)
