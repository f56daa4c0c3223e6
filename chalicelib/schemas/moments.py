"""Read moments, days and time zones as people and programs write them, and write moments for people.

A moment is seconds since 1970, of ten digits or more (https://docs.stripe.com has them so), or ISO 8601 in its long and
its short form. A date is a whole day: what begins with it begins at its first second, what ends with it at its last. A
time without an offset, like a date, is one of the time zone that whoever sends it names.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Annotated, Any

from pydantic import BeforeValidator

from chalicelib.services import days
from chalicelib.services.days import zone_of

DATE = re.compile("[0-9]{4}-?[0-9]{2}-?[0-9]{2}")
TIME = re.compile("[0-9]{4}-?[0-9]{2}-?[0-9]{2}[T ][0-9].*", re.ASCII)
SECONDS = re.compile("[0-9]{10,12}")
EARLIEST, LATEST = 1900, 3000
NO_MOMENT = "must be a date such as 2027-01-31, a time such as 2027-01-31T18:00:00Z, or seconds since 1970"
NO_DAY = "must be a date, such as 2027-01-31"


@dataclass(frozen=True)
class Moment:
    """A moment as it was written, which may be a whole day or a time of an unnamed zone."""

    written: int | date

    def first(self, zone: tzinfo) -> int:
        """Return it in seconds since 1970; of a day, its first second in the zone."""
        if isinstance(self.written, int):
            return self.written
        if not isinstance(self.written, datetime):
            return days.beginning(self.written, zone)
        if self.written.tzinfo:
            return int(self.written.timestamp())
        return days.instant(self.written, zone)

    def last(self, zone: tzinfo) -> int:
        """Return it in seconds since 1970; of a day, its last second in the zone."""
        return self.end(zone) - 1 if self._is_day else self.first(zone)

    def end(self, zone: tzinfo) -> int:
        """Return it in seconds since 1970; of a day, the first second after it in the zone."""
        written = self.written
        return days.after(written, zone) if self._is_day and isinstance(written, date) else self.first(zone)

    @property
    def _is_day(self) -> bool:
        return isinstance(self.written, date) and not isinstance(self.written, datetime)


def read_moment(value: Any) -> Moment | None:
    """Return a moment as a client sends it, or None for nothing; raise ValueError for what is none."""
    if value is None or isinstance(value, Moment):
        return value
    text = str(value).strip()
    if not text:
        return None
    if text == "0" or SECONDS.fullmatch(text):
        return Moment(int(text))
    return Moment(_day(text, NO_MOMENT) if DATE.fullmatch(text) else _time(text))


def _time(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(NO_MOMENT) from error
    if not TIME.fullmatch(text) or not EARLIEST < found.year < LATEST:
        raise ValueError(NO_MOMENT)
    return found


def _day(text: str, refusal: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(refusal) from error
    if not EARLIEST < found.year < LATEST:
        raise ValueError(refusal)
    return found


def _read_day(value: Any) -> Any:
    text = str(value).strip()
    if isinstance(value, date) or value is None:
        return value
    if not text:
        return None
    if not DATE.fullmatch(text):
        raise ValueError(NO_DAY)
    return _day(text, NO_DAY)


def _read_zone(value: Any) -> str:
    """Return the name of a time zone that is known. Raises Unprocessable for any other."""
    name = str(value).strip()
    zone_of(name)
    return name


SomeMoment = Annotated[Moment | None, BeforeValidator(read_moment)]
Day = Annotated[date, BeforeValidator(_read_day)]
Timezone = Annotated[str, BeforeValidator(_read_zone)]


def day_of(at: int, timezone: str) -> date:
    """Return the day on which a moment is in a time zone."""
    return datetime.fromtimestamp(at, zone_of(timezone)).date()


def day_text(at: int, timezone: str) -> str:
    """Return the day on which a moment is in a time zone, as people read it: `31 May 2027`."""
    return days.day_text(day_of(at, timezone))
