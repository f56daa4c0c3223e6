"""Limit what an account, and what an address, writes; the figures are in config.py."""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib import config
from chalicelib.models.base import id_time, now
from chalicelib.models.safety.limits import Limit, Standing, met

ADDRESS = "address"
OTHER = "other"
# Of what is written often and costs little, one in so many is counted: to count each like would cost a fourth of it.
STEPS = {"likes": 10, "views": 5, ADDRESS: 50}
LEAST_SAMPLES = 10
# What others are shown or told of: of these an account that signed up a moment ago has a part.
SEEN_BY_OTHERS = {"posts", "comments", "tags", "likes", "follows", "reports", "strangers"}
PART_OF_NEW = 5
TOO_MANY = "That was too much at once. Wait a moment, and try again."


@contextmanager
def announced() -> Iterator[list[Standing]]:
    """Collect what the limits that are met meanwhile leave to whoever meets them."""
    standings: list[Standing] = []
    before = met.set(standings)
    try:
        yield standings
    finally:
        met.reset(before)


def count(subject: str, kind: str, cost: int = 0) -> None:
    """Count one write of an account or of an address; `cost` are the bytes that it stores.

    Raises TooManyRequests. A kind is exact for one write unit, or estimated for a part of one where STEPS has it.
    """
    most, seconds = config.LIMITS[kind]
    most *= config.LIMITS_TIMES
    if kind in SEEN_BY_OTHERS and _is_new(subject):
        most = max(1, most // PART_OF_NEW)
    key = f"{kind}|{subject}"
    if kind in STEPS:
        step = min(STEPS[kind] * config.LIMITS_TIMES, most // LEAST_SAMPLES)
        Limit.estimate(key, most, seconds, max(1, step), TOO_MANY)
    else:
        Limit.hit(key, most, seconds, TOO_MANY, cost=(cost, config.UPLOAD_BYTES * config.LIMITS_TIMES))


def _is_new(account_id: str) -> bool:
    """Tell whether an account signed up within the last `NEW_ACCOUNT_HOURS`, which its id says."""
    seconds = config.NEW_ACCOUNT_HOURS * 3600
    return seconds > 0 and now() - id_time(account_id) < seconds


def tightest(standings: list[Standing], is_refused: bool) -> dict[str, str]:
    """Return the headers of the limit that leaves the least, and none where no limit was met."""
    if not standings:
        return {}
    found = min(standings, key=lambda one: one.left)
    return found.refusal() if is_refused else found.headers()
