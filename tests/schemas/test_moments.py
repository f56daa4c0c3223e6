"""Moments, days and zones as people and programs write them: read exactly, or refused."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from chalicelib.errors import Unprocessable
from chalicelib.schemas.base import Form
from chalicelib.schemas.moments import Day, SomeMoment, Timezone, day_text
from chalicelib.services.days import moment_text, zone_of


class Sent(Form):
    """A form with one of each."""

    at: SomeMoment = None
    day: Day | None = None
    timezone: Timezone = "UTC"


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def read(value: Any, zone: str = "UTC") -> tuple[int, int, int]:
    """Return the first and the last second of what was sent, and the first one after it."""
    moment = Sent.parse({"at": value}).at
    assert moment
    return moment.first(zone_of(zone)), moment.last(zone_of(zone)), moment.end(zone_of(zone))


@pytest.mark.parametrize(
    ("written", "zone", "first", "end"),
    [
        ("2026-11-27", "UTC", "2026-11-27T00:00", "2026-11-28T00:00"),
        ("20261127", "UTC", "2026-11-27T00:00", "2026-11-28T00:00"),
        (20261127, "UTC", "2026-11-27T00:00", "2026-11-28T00:00"),
        (" 2026-11-27 ", "Asia/Kathmandu", "2026-11-26T18:15", "2026-11-27T18:15"),
        ("2026-11-27", "Pacific/Apia", "2026-11-26T11:00", "2026-11-27T11:00"),
        # A day of 23 hours and one of 25.
        ("2026-03-29", "Europe/Berlin", "2026-03-28T23:00", "2026-03-29T22:00"),
        ("2026-10-25", "Europe/Berlin", "2026-10-24T22:00", "2026-10-25T23:00"),
        # Clocks skip midnight, so the day begins at one o'clock; or show it twice, and it begins with the first.
        ("2026-03-29", "Asia/Beirut", "2026-03-28T22:00", "2026-03-29T21:00"),
        ("2026-03-28", "Asia/Beirut", "2026-03-27T22:00", "2026-03-28T22:00"),
        ("2026-10-31", "America/Havana", "2026-10-31T04:00", "2026-11-01T04:00"),
        ("2026-11-01", "America/Havana", "2026-11-01T04:00", "2026-11-02T05:00"),
    ],
)
def test_a_date_is_a_whole_day_of_its_zone(written: Any, zone: str, first: str, end: str):
    assert read(written, zone) == (utc(first), utc(end) - 1, utc(end))


@pytest.mark.parametrize(
    ("written", "zone", "moment"),
    [
        (1_764_201_600, "Europe/Berlin", "2025-11-27T00:00"),
        ("1764201600", "Europe/Berlin", "2025-11-27T00:00"),
        ("2026-11-27T18:00:00Z", "Europe/Berlin", "2026-11-27T18:00"),
        ("2026-11-27T18:00:00+05:45", "Europe/Berlin", "2026-11-27T12:15"),
        ("20261127T180000Z", "Europe/Berlin", "2026-11-27T18:00"),
        ("2026-11-27T18:00", "Europe/Berlin", "2026-11-27T17:00"),
        ("2026-11-27 18:00", "America/New_York", "2026-11-27T23:00"),
        ("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30"),
        ("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30"),
    ],
)
def test_a_moment_is_that_moment(written: Any, zone: str, moment: str):
    assert read(written, zone) == (utc(moment),) * 3


@pytest.mark.parametrize(
    "written",
    [
        *("20261325", "2026-02-30", "2026", "202611", "123456789", "-1", -1, "1e9", "1_764_201_600", 10**30, 1.5, True),
        *("tomorrow", "2026-W48", "27.11.2026", "11/27/2026", "٢٠٢٦-١١-٢٧", "１７６４２０１６００", "0001-01-01"),
        *("9999-12-31", "9999-12-31T23:59:59-23:59", "2026-11-27T25:00", [1], {"a": 1}, "18:00", "2026-11-27T"),
    ],
)
def test_what_is_no_moment_is_refused(written: Any):
    with pytest.raises(Unprocessable, match="must be a date such as"):
        Sent.parse({"at": written})


@pytest.mark.parametrize("written", ["1764201600", "2026-11-27T18:00", "2026-W48-5", "٢٠٢٦-١١-٢٧", 1, "2026-13-01"])
def test_what_is_no_day_is_refused(written: Any):
    with pytest.raises(Unprocessable, match="must be a date"):
        Sent.parse({"day": written})


@pytest.mark.parametrize("name", ["", "Berlin", "europe/berlin", "+01:00", "../etc/passwd", "Mars/Base", 5])
def test_an_unknown_zone_is_refused(name: Any):
    with pytest.raises((Unprocessable, ValidationError), match="Timezone is not known"):
        Sent.parse({"timezone": name})


def test_nothing_is_no_moment():
    assert [Sent.parse({"at": nothing}).at for nothing in (None, "", "  ")] == [None] * 3
    assert Sent.parse({"at": "0"}).at.first(UTC) == 0  # type: ignore[union-attr]


def test_people_read_a_moment_in_its_zone():
    at = utc("2026-11-27T22:59:59")
    assert moment_text(at, "Europe/Berlin") == "27 November 2026, 23:59 (Europe/Berlin, UTC+01:00)"
    assert moment_text(at, "UTC") == "27 November 2026, 22:59 (UTC)"
    assert moment_text(at, "America/St_Johns") == "27 November 2026, 19:29 (America/St_Johns, UTC-03:30)"
    assert (day_text(at, "Pacific/Apia"), day_text(at, "UTC")) == ("28 November 2026", "27 November 2026")
