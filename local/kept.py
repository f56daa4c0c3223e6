"""Keep for seconds what CloudFront would keep of the app's answers, and ask the app once where many ask at once."""

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from infra import edge
from local.answers import Answer

SHARED = re.compile(r"public\b.*\bs-maxage=(\d+)")
# What is kept is forgotten all at once when it is this many; a community on one machine asks for fewer in ten seconds.
MOST = 1_000


@dataclass
class _Slot:
    lock: threading.Lock = field(default_factory=threading.Lock)
    answer: Answer | None = None
    until: float = 0.0


class Kept:
    """What is kept, by what counts of a request; many threads may ask at once."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.now = now
        self._slots: dict[tuple[str, ...], _Slot] = {}
        self._lock = threading.Lock()

    def answer(self, key: tuple[str, ...], ask: Callable[[], Answer]) -> Answer:
        """Return what is kept for a key, or ask; whoever asks for the same meanwhile waits for that answer."""
        slot = self._slot(key)
        with slot.lock:
            if slot.answer is not None and self.now() < slot.until:
                return slot.answer
            answer = ask()
            seconds = _seconds(answer)
            slot.answer, slot.until = (answer, self.now() + seconds) if seconds else (None, 0.0)
            return answer

    def _slot(self, key: tuple[str, ...]) -> _Slot:
        with self._lock:
            if len(self._slots) >= MOST and key not in self._slots:
                self._slots.clear()
            return self._slots.setdefault(key, _Slot())


def _seconds(answer: Answer) -> int:
    """Return how long CloudFront keeps an answer, which may be no longer than the table says."""
    told = next((value for name, value in answer.headers if name.lower() == "cache-control"), "")
    found = SHARED.search(told)
    return min(int(found[1]), edge.MOST_BRIEF_SECONDS) if found else 0
