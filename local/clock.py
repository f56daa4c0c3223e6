"""Make the product's clock follow that of the local Stripe, which can be moved forward to a deadline.

The offset is read from the local Stripe's database, so it is known before that process answers, after it died, and as
soon as a move is complete: no webhook is sent at a time that the product has not reached. Signatures for AWS and by
Stripe use the real time; only `models.base.clock` is replaced.
"""

import os
import sqlite3
import threading
import time
from pathlib import Path

from chalicelib.models import base
from local_stripe.store import FILE


class Clock:
    """The real time plus the offset in a local Stripe's folder."""

    def __init__(self, folder: Path) -> None:
        """Follow the local Stripe of a folder, which may still be empty."""
        self.file = folder / FILE
        self._lock = threading.Lock()
        self._shift = 0.0
        self._store: sqlite3.Connection | None = None

    def __call__(self) -> float:
        """Return the time in seconds since 1970."""
        return time.time() + self.shift()

    def shift(self) -> float:
        """Return by how many seconds the clock was moved forward."""
        with self._lock:
            # It is read each time: a cached value would be wrong right after a move.
            self._shift = self._read()
            return self._shift

    def _read(self) -> float:
        try:
            if self._store is None:
                self._store = sqlite3.connect(f"{self.file.as_uri()}?mode=ro", uri=True, check_same_thread=False)
            [row] = self._store.execute("select value from notes where name = 'clock_offset'").fetchall() or [("0",)]
            return float(row[0])
        except sqlite3.Error:
            # The database does not exist yet or is being created; the last known offset is still right.
            self._store = None
            return self._shift


def follow() -> Clock | None:
    """Make the product's clock follow the one that LOCAL_CLOCK names; without it the product uses the real time."""
    folder = os.environ.get("LOCAL_CLOCK")
    if not folder:
        return None
    found = Clock(Path(folder))
    base.clock = found
    return found
