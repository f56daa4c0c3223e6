"""Let the product's clock follow the local Stripe's, which can be moved to a deadline.

The shift is read where the local Stripe keeps it, so it is there before that process answers, after it died, and from
the moment at which a move is complete: no webhook comes from a time that the product has not reached. What is signed
for AWS or by Stripe keeps the wall's time; only `models.base.clock` is replaced.
"""

import os
import sqlite3
import threading
import time
from pathlib import Path

from chalicelib.models import base
from local_stripe.store import FILE


class Clock:
    """The wall's time and the shift in one local Stripe's folder."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; there may be nothing in it yet."""
        self.file = folder / FILE
        self._lock = threading.Lock()
        self._shift = 0.0
        self._store: sqlite3.Connection | None = None

    def __call__(self) -> float:
        """Return the time."""
        return time.time() + self.shift()

    def shift(self) -> float:
        """Return by how many seconds the clock was moved on."""
        with self._lock:
            # Read each time: what is remembered for a moment would be wrong right after a move.
            self._shift = self._read()
            return self._shift

    def _read(self) -> float:
        try:
            if self._store is None:
                self._store = sqlite3.connect(f"{self.file.as_uri()}?mode=ro", uri=True, check_same_thread=False)
            [row] = self._store.execute("select value from notes where name = 'clock_offset'").fetchall() or [("0",)]
            return float(row[0])
        except sqlite3.Error:
            # It is not there yet, or being made; what was known still holds.
            self._store = None
            return self._shift


def follow() -> Clock | None:
    """Let the product's clock follow the one that LOCAL_CLOCK names; without one it is the wall's."""
    folder = os.environ.get("LOCAL_CLOCK")
    if not folder:
        return None
    found = Clock(Path(folder))
    base.clock = found
    return found
