"""Keep one fault of a scheduled job from stopping what comes after it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

log = logging.getLogger(__name__)


@contextmanager
def going_on(what: str) -> Iterator[None]:
    """Log whatever fails as an error, which rings the alarm, and go on after it."""
    try:
        yield
    except Exception:
        log.exception("%s failed; what comes after it goes on", what)
