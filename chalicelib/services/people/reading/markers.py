"""Keep how far an account has read its home timeline and its notifications."""

from collections.abc import Mapping

from chalicelib.errors import Unavailable
from chalicelib.models.base import now, wait_a_little
from chalicelib.models.people.reading.readings import Marker, Reading

TIMELINES = ("home", "notifications")
RACES = 8


def markers(account_id: str, timelines: list[str]) -> dict[str, Marker]:
    """Return the markers of those timelines that have one."""
    held: dict[str, Marker] = Reading.of(account_id).markers
    return {name: held[name] for name in TIMELINES if name in timelines and name in held}


def mark(account_id: str, read: Mapping[str, str]) -> dict[str, Marker]:
    """Note the id up to which each of these timelines was read, all of them or none, and return their markers.

    The marker goes back as well, where a device says so; said again it is the one that it was. Nothing that another
    device marks at the same time is lost.
    """
    for attempt in range(RACES):
        row = Reading.of(account_id)
        held: dict[str, Marker] = row.markers
        changed = {
            name: Marker(
                last_read_id=last_id, version=held[name]["version"] + 1 if name in held else 1, updated_at=now()
            )
            for name, last_id in read.items()
            if name not in held or held[name]["last_read_id"] != last_id
        }
        if not changed or row.replace_markers({**held, **changed}):
            return {name: changed.get(name) or held[name] for name in read}
        wait_a_little(attempt)
    raise Unavailable
