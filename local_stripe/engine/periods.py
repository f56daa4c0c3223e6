"""Compute the ends of billing periods: days and weeks by seconds, months by the calendar."""

from calendar import monthrange
from datetime import UTC, datetime

from local_stripe.store import Obj

DAY = 86400
SECONDS = {"day": DAY, "week": 7 * DAY}


def after(start: int, recurring: Obj) -> int:
    """Return the end of a billing period."""
    count = int(recurring["interval_count"])
    if recurring["interval"] in SECONDS:
        return start + count * SECONDS[recurring["interval"]]
    return add_months(start, count * (12 if recurring["interval"] == "year" else 1))


def add_months(start: int, count: int) -> int:
    """Return the same day some months later, or the last day of a shorter month."""
    begun = datetime.fromtimestamp(start, UTC)
    month = begun.month - 1 + count
    year, month = begun.year + month // 12, month % 12 + 1
    return int(begun.replace(year=year, month=month, day=min(begun.day, monthrange(year, month)[1])).timestamp())
