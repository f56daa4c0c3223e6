"""Read the page of the web client, as it was published."""

import logging
import threading
import time

from chalicelib.gateways import storage

log = logging.getLogger(__name__)

KEY = "web/index.html"
KEPT_SECONDS = 60


class Kept:
    """The page as it was read last; None where no web client was published."""

    def __init__(self) -> None:
        self._text: str | None = None
        self._until = 0.0
        self._lock = threading.Lock()

    def page(self) -> str | None:
        """Return the page, at most a minute old, or older while it cannot be read; many who ask read it once."""
        with self._lock:
            if time.monotonic() >= self._until:
                try:
                    found = storage.read_rendition(KEY)
                    self._text = found.decode() if found else None
                except Exception:
                    # A page with yesterday's scripts is better than none: those stay where they were.
                    log.exception("The page of the web client cannot be read")
                self._until = time.monotonic() + KEPT_SECONDS
            return self._text

    def forget(self) -> None:
        """Read it again when it is asked for next."""
        with self._lock:
            self._until = 0.0


kept = Kept()
