"""Ids that sort by time."""

import secrets
from threading import Lock

RUN_ON = 8  # Milliseconds.


class Ids:
    """Makes ids: milliseconds since 1970 in the high bits, 16 random bits below.

    Of those that are made in the same millisecond, the later is the greater.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = Lock()
        self._last = 0

    def at(self, moment: float) -> int:
        """Return the next id at a time in seconds since 1970."""
        made = (int(moment * 1000) << 16) | secrets.randbits(16)
        with self._lock:
            # What no longer fits into its millisecond goes on in the next; a clock set back further is followed.
            if made <= self._last < made + (RUN_ON << 16):
                made = self._last + 1
            self._last = made
        return made
