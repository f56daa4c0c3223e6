"""How often something was tried: fixed windows, each a counter of its own."""

import hashlib
from datetime import UTC, datetime

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute

from chalicelib.errors import TooManyRequests
from chalicelib.models.base import BaseMeta, Model, guarded, now, table_name


class Limit(Model):
    """How often one thing was tried in one window.

    The key is hashed: it is made of what people type, and some type a password where a name should be.
    """

    class Meta(BaseMeta):
        table_name = table_name("limits")

    key = UnicodeAttribute(hash_key=True)
    tries = NumberAttribute(default=0)
    expires_at = TTLAttribute()

    @classmethod
    def hit(cls, key: str, most: int, seconds: int, reason: str = "", by: int = 1) -> "Limit":
        """Count one try, and raise TooManyRequests where that is one too many.

        One UpdateItem adds and answers, so that of many at the same moment each gets a number of its own. `by` is what
        the try counts; the first of a window may count more than `most`.
        """
        limit, ends = cls.tally(key, seconds, by), _end(seconds)
        if limit.tries > max(most, by):
            raise TooManyRequests(reason, headers=_headers(most, ends))
        return limit

    @classmethod
    def tally(cls, key: str, seconds: int, by: int = 1) -> "Limit":
        """Count one try, and return what was counted in its window with it."""
        ends = _end(seconds)
        limit = cls(_hashed(key, seconds, ends))
        limit.update([cls.tries.add(by), cls.expires_at.set(datetime.fromtimestamp(ends, UTC))])
        return limit

    @classmethod
    def expect_below(cls, key: str, most: int, seconds: int, reason: str = "") -> None:
        """Raise TooManyRequests where the next try would be one too many, without counting any."""
        if cls.counted(key, seconds) >= most:
            raise TooManyRequests(reason, headers=_headers(most, _end(seconds)))

    @classmethod
    def counted(cls, key: str, seconds: int) -> int:
        """Return what was counted so far in the present window."""
        try:
            return int(cls.get(_hashed(key, seconds, _end(seconds))).tries)
        except cls.DoesNotExist:
            return 0

    def give_back(self) -> None:
        """Take back a try that turned out to be a good one."""
        guarded(lambda: self.update([Limit.tries.add(-1)], condition=Limit.key.exists()))


def _end(seconds: int) -> int:
    return (now() // seconds + 1) * seconds


def _hashed(key: str, seconds: int, ends: int) -> str:
    return hashlib.sha256(f"{key}|{seconds}|{ends}".encode()).hexdigest()


def _headers(most: int, ends: int) -> dict[str, str]:
    reset = datetime.fromtimestamp(ends, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {
        "X-RateLimit-Limit": str(most),
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": reset,
        "Retry-After": str(max(1, ends - now())),
    }
