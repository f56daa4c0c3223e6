"""Tell which moments a day has in a time zone: some begin at one o'clock, some have 23 hours or 25."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from chalicelib.errors import Unprocessable

ZONE = re.compile(r"[A-Za-z]{1,30}(/[A-Za-z0-9_+-]{1,30}){0,2}")


def zone_of(name: str) -> tzinfo:
    """Return a time zone by its name in the IANA database, or raise Unprocessable.

    Lambda has no time zone database; dateutil, which botocore depends on, contains one.
    """
    if name == "UTC":
        return UTC
    from dateutil.zoneinfo import get_zonefile_instance  # noqa: PLC0415

    found: tzinfo | None = get_zonefile_instance().get(name) if ZONE.fullmatch(name) else None
    if found is None:
        raise Unprocessable("Validation failed: Timezone is not known; it is a name such as Europe/Berlin")
    return found


def instant(local: datetime, zone: tzinfo) -> int:
    """Return a time that clocks of a zone show, in seconds since 1970.

    Of a time that they show twice it is the first. One that they skip is as much later as they are put forward.
    """
    from dateutil.tz import resolve_imaginary  # noqa: PLC0415

    return int(resolve_imaginary(local.replace(tzinfo=zone)).timestamp())


def beginning(day: date, zone: tzinfo) -> int:
    """Return the first second of a day."""
    return instant(datetime.combine(day, time.min), zone)


def after(day: date, zone: tzinfo) -> int:
    """Return the first second after a day."""
    return beginning(day + timedelta(days=1), zone)


def day_text(day: date) -> str:
    """Return a day as people read it: `27 November 2026`."""
    return f"{day.day} {day:%B %Y}"


def moment_text(at: int, timezone: str, day: Callable[[datetime], str] = day_text) -> str:
    """Return a moment as people of a time zone read it: `27 November 2026, 23:59 (Europe/Berlin, UTC+01:00)`.

    `day` writes the day in another language.
    """
    local = datetime.fromtimestamp(at, zone_of(timezone))
    offset = local.strftime("%z")
    name = timezone if timezone == "UTC" else f"{timezone}, UTC{offset[:3]}:{offset[3:5]}"
    return f"{day(local)}, {local:%H:%M} ({name})"
