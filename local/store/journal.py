"""Store keys and values on disk as a journal of changes.

A change is written to the file before it is acknowledged, so a killed process loses nothing; `sync` flushes to the
disk, in case of a power cut. The cost of a change does not depend on the amount of data: from time to time a separate
process compacts the logs into a new base (lines.py describes the files).
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

from local.store import compaction, lines
from local.store.lines import Change, Values, path

# The logs are compacted when they have grown to the size of their base, but not below this many bytes.
LEAST_FOLDED = 8 << 20


class Journal:
    """The journal in a folder; only this process writes it, and any of its threads may append."""

    def __init__(self, folder: Path, least_folded: int = LEAST_FOLDED) -> None:
        """Prepare the journal of a folder; `load` reads it, and `open` continues it."""
        self.folder, self.least_folded = folder, least_folded
        # Why the last write failed; its data waits in memory.
        self.trouble: OSError | None = None
        self._pending = bytearray()
        self._lock = threading.Lock()
        self._base = self._log = 0
        self._file = -1
        self._sealed = self._written = self._due = 0
        self._is_synced = True
        self._compaction: subprocess.Popen[bytes] | None = None

    def load(self) -> Values | None:
        """Return the values in the journal, or None if there is no journal yet. Raises Damaged."""
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
        """Create a journal with initial values."""
        part = self.folder / "base.part"
        lines.write_base(part, changes)
        lines.put_in_place(part, path(self.folder, "base", 0))
        self._base, self._log = 0, 1

    def open(self) -> None:
        """Continue the journal of the last run."""
        lines.remove_folded(self.folder, self._base)
        self._file = self._open_log()
        self._sealed = sum(file.stat().st_size for file in self.folder.glob("log-*.jsonl"))
        self._due = self._threshold()

    def append(self, changes: Iterable[Change]) -> None:
        """Write changes that are read back together or not at all; while writing fails, they wait in memory."""
        line = lines.written(changes)
        with self._lock:
            self._pending += line
            self._write()

    def sync(self) -> bool:
        """Flush everything appended to the disk, and tell whether that succeeded; otherwise `trouble` says why."""
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
        """Start a compaction if the logs have grown, or take over the result of a finished one."""
        if self._compaction is None:
            if self._sealed + self._written >= self._due and self.sync():
                self._start_compaction()
        elif self._compaction.poll() is not None:
            self._finish_compaction()

    def close(self) -> None:
        """Close the journal; a running compaction is stopped, since the logs are complete without it."""
        if self._compaction:
            self._compaction.kill()
            self._compaction.wait()
        os.close(self._file)

    def _write(self) -> None:
        """Write the pending bytes; a partial write is continued where it stopped."""
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
                # Sync the changes appended since `sync`: after the switch this file is not synced again.
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
            # The disk may be full. The logs are complete, and are compacted once they have grown further.
            self._part.unlink(missing_ok=True)
            self._due = self._sealed + self._written + self._threshold()
            return
        lines.put_in_place(self._part, path(self.folder, "base", self._log - 1))
        self._base, self._sealed = self._log - 1, 0
        self._due = self._threshold()
        lines.remove_folded(self.folder, self._base)
