"""Show the operator's terms of service and privacy policy, and note who accepts which terms."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models import rounds
from chalicelib.models.base import now
from chalicelib.models.people.accounts import Credential
from chalicelib.models.people.door import acceptances
from chalicelib.models.people.reading.server_texts import TERMS, ServerText

DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
OTHER_TERMS = "These terms of service are not those that count. Read the ones that do"


@dataclass(frozen=True)
class Versions:
    """The version that counts today, and the next to begin."""

    current: ServerText | None
    upcoming: ServerText | None

    @property
    def days(self) -> tuple[str | None, str | None]:
        """Return the days from which they count."""
        current, upcoming = self.current, self.upcoming
        return current.part if current else None, upcoming.part if upcoming else None


@dataclass(frozen=True)
class Text:
    """A version in one language; `begun` where its day has come, and the day of the one that follows it."""

    day: str
    html: str
    published_at: int
    begun: bool
    succeeded_by: str | None


@dataclass(frozen=True)
class Accepted:
    """The days of the terms that count, that are next, and that somebody has accepted; None where there are none."""

    current: str | None
    upcoming: str | None
    accepted: str | None


def today() -> str:
    """Return the day of UTC, by which versions begin."""
    return datetime.fromtimestamp(now(), UTC).date().isoformat()


def versions(kind: str) -> Versions:
    """Return the versions of a text that count today and next: one round."""
    day = today()
    return Versions(*rounds.both(partial(ServerText.last_until, kind, day), partial(ServerText.first_after, kind, day)))


def day_of_terms() -> str | None:
    """Return the day of the terms of service that count, which whoever signs up accepts: one trip."""
    found = ServerText.last_until(TERMS, today())
    return found.part if found else None


def read(kind: str, language: str, *, or_next: bool = False) -> Text:
    """Return the version that counts, in a language or else in the first that it has: two trips.

    With `or_next` it is the next to begin where none counts yet, which takes a third. Raises NotFound without one.
    """
    found = versions(kind)
    chosen = found.current or (found.upcoming if or_next else None)
    if chosen is None:
        raise NotFound
    later = found.upcoming if found.current else ServerText.first_after(kind, chosen.part)
    return _spoken(kind, chosen, later, language)


def read_of_day(kind: str, day: str, language: str) -> Text:
    """Return the version that begins on a day, in the same way, or raise NotFound: two trips."""
    if not DAY.fullmatch(day):
        raise NotFound
    find = partial(ServerText.of_day, kind, day), partial(ServerText.first_after, kind, day)
    version, later = rounds.both(*find)
    if version is None:
        raise NotFound
    return _spoken(kind, version, later, language)


def _spoken(kind: str, version: ServerText, later: ServerText | None, language: str) -> Text:
    day, known = version.part, str(version.languages).split()
    html = ServerText.words(kind, day, language if language in known else known[0])
    return Text(day, html, int(version.published_at), day <= today(), later.part if later else None)


def listed(kind: str) -> list[tuple[str, bool]]:
    """Return the days of the versions, the latest first, and whether each has begun: one trip."""
    return [(one.part, one.part <= today()) for one in ServerText.latest(kind)]


def accepted(account_id: str) -> Accepted:
    """Return which terms count for somebody, and which they accepted last: one round."""
    found, credential = rounds.both(lambda: versions(TERMS), lambda: Credential.find(account_id))
    return Accepted(*found.days, credential.terms_day)


def accept(account_id: str, day: str) -> Accepted:
    """Note that somebody accepts the terms that count, which are those of a day; a later acceptance stays.

    Raises Unprocessable for any other: those that counted while somebody read, and those to come, whose words may
    change until they begin.
    """
    found = accepted(account_id)
    if not day or day != found.current:
        raise Unprocessable(OTHER_TERMS)
    acceptances.note(account_id, day)
    return Accepted(found.current, found.upcoming, max(day, found.accepted or ""))
