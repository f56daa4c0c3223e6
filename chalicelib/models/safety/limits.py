"""How often something was tried: fixed windows, each a counter of its own."""

import hashlib
import random
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute

from chalicelib.errors import TooManyRequests
from chalicelib.models.base import BaseMeta, Model, guarded, now, table_name


@dataclass(frozen=True)
class Standing:
    """What a limit leaves to whoever met it, and when its window ends."""

    most: int
    left: int
    ends: int

    def headers(self) -> dict[str, str]:
        """Return the headers by which Mastodon's API announces a limit."""
        reset = datetime.fromtimestamp(self.ends, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return {
            "X-RateLimit-Limit": str(self.most),
            "X-RateLimit-Remaining": str(self.left),
            "X-RateLimit-Reset": reset,
        }

    def refusal(self) -> dict[str, str]:
        """Return the headers of an answer that refuses more, which say when to come back."""
        return {**self.headers(), "Retry-After": str(max(1, self.ends - now()))}


# The limits that a request has met, for whoever announces them; None where nobody does.
met: ContextVar[list[Standing] | None] = ContextVar("met", default=None)


class Limit(Model):
    """How often one thing was tried in one window, and what the tries cost.

    The key is hashed: it is made of what people type, and some type a password where a name should be.
    """

    class Meta(BaseMeta):
        table_name = table_name("limits")

    key = UnicodeAttribute(hash_key=True)
    tries = NumberAttribute(default=0)
    cost = NumberAttribute(default=0)
    expires_at = TTLAttribute()

    @classmethod
    def hit(
        cls, key: str, most: int, seconds: int, reason: str = "", by: int = 1, cost: tuple[int, int] = (0, 0)
    ) -> "Limit":
        """Count one try, and raise TooManyRequests where that is one too many.

        One UpdateItem adds and answers, so that of many at the same moment each gets a number of its own. `by` is what
        the try counts, `cost` what it costs and how much all may cost; the first of a window may come to more than
        `most`.
        """
        (price, dearest), ends = cost, _end(seconds)
        limit = cls.tally(key, seconds, by, price)
        _stand(most, int(limit.tries), ends)
        if limit.tries > max(most, by) or (price and limit.cost > max(dearest, price)):
            raise _refusal(most, ends, reason)
        return limit

    @classmethod
    def tally(cls, key: str, seconds: int, by: int = 1, cost: int = 0) -> "Limit":
        """Count one try, and return what was counted in its window with it."""
        ends = _end(seconds)
        limit = cls(_hashed(key, seconds, ends))
        actions: list[Any] = [cls.tries.add(by), cls.expires_at.set(datetime.fromtimestamp(ends, UTC))]
        limit.update([*actions, cls.cost.add(cost)] if cost else actions)
        return limit

    @classmethod
    def expect_below(cls, key: str, most: int, seconds: int, reason: str = "") -> None:
        """Raise TooManyRequests where the next try would be one too many, without counting any."""
        if cls.counted(key, seconds) >= most:
            raise _refusal(most, _end(seconds), reason)

    @classmethod
    def counted(cls, key: str, seconds: int) -> int:
        """Return what was counted so far in the present window."""
        try:
            return int(cls.get(_hashed(key, seconds, _end(seconds))).tries)
        except cls.DoesNotExist:
            return 0

    @classmethod
    def estimate(cls, key: str, most: int, seconds: int, step: int, reason: str = "") -> None:
        """Count one try about right for the cost of a part of a write, and raise TooManyRequests beyond the most.

        A process writes one try in `step`, as that many, beginning at one that it draws: whatever processes the tries
        are spread over, the expected sum is their number. In between it counts alone. What one process serves is
        limited exactly; each further one may let through a `step` before it learns of the others.
        """
        ends = _end(seconds)
        with _counting:
            count = _count_of(_hashed(key, seconds, ends), ends, step)
            count.here += 1
            is_over = count.tries > most
            # Who is over stays so until the window ends, and costs no more writes.
            is_told = not is_over and (count.here + count.phase) % step == 0
        if is_told:
            count.told = int(cls.tally(key, seconds, by=step).tries)
            count.told_at = count.here
        _stand(most, count.tries, ends)
        if count.tries > most:
            raise _refusal(most, ends, reason)

    def give_back(self) -> None:
        """Take back a try that turned out to be a good one."""
        guarded(lambda: self.update([Limit.tries.add(-1)], condition=Limit.key.exists()))


@dataclass
class _Count:
    """What this process counted of an estimate, and the sum of all processes when it last wrote."""

    ends: int
    phase: int
    here: int = 0
    told: int = 0
    told_at: int = field(default=0)

    @property
    def tries(self) -> int:
        """Return the greater of what was counted here and what is known of all."""
        return max(self.here, self.told + self.here - self.told_at)


MOST_COUNTS = 10_000
_counts: dict[str, _Count] = {}
_counting = Lock()


def _count_of(hashed: str, ends: int, step: int) -> _Count:
    found = _counts.get(hashed)
    if found is None:
        if len(_counts) >= MOST_COUNTS:
            for old in [name for name, count in _counts.items() if count.ends <= now()] or list(_counts):
                del _counts[old]
        found = _counts[hashed] = _Count(ends, random.randrange(step))  # noqa: S311 - a sample is no secret
    return found


def _end(seconds: int) -> int:
    return (now() // seconds + 1) * seconds


def _hashed(key: str, seconds: int, ends: int) -> str:
    return hashlib.sha256(f"{key}|{seconds}|{ends}".encode()).hexdigest()


def _stand(most: int, tries: int, ends: int) -> None:
    found = met.get()
    if found is not None:
        found.append(Standing(most, max(0, most - tries), ends))


def _refusal(most: int, ends: int, reason: str) -> TooManyRequests:
    return TooManyRequests(reason, headers=Standing(most, 0, ends).refusal())
