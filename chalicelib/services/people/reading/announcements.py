"""Show what the operator announces, and to each reader whether they have read it."""

from dataclasses import dataclass

from chalicelib.errors import NotFound
from chalicelib.models import rounds
from chalicelib.models.base import now
from chalicelib.models.people.reading.announcements import Announcement
from chalicelib.models.people.reading.readings import Reading

LONGEST = 2000


@dataclass(frozen=True)
class Shown:
    """An announcement as one reader finds it."""

    announcement: Announcement
    is_read: bool


def shown(account_id: str) -> list[Shown]:
    """Return the announcements that have not ended, newest first: one trip."""
    found, reading = rounds.both(lambda: list(Announcement.newest()), lambda: Reading.of(account_id))
    read = reading.dismissed or ()
    return [Shown(one, one.id in read) for one in found if one.ends_at is None or one.ends_at > now()]


def dismiss(account_id: str, announcement_id: str) -> None:
    """Note that a reader has read an announcement, or raise NotFound without it."""
    if not Announcement.is_there(announcement_id):
        raise NotFound
    Reading.dismiss(account_id, announcement_id)
