"""The operator's terms of service, in versions. Source: https://docs.joinmastodon.org/entities/TermsOfService/."""

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Date, Html


class TermsVersion(TypedDict):
    """A version of the terms of service, by the day from which it counts, and whether it did begin."""

    effective_date: Date
    effective: bool


class TermsOfService(TermsVersion):
    """The same with its words, and the day of the version that follows."""

    content: Html
    succeeded_by: Date | None


class AcceptedTerms(TypedDict):
    """The days of the terms that count, that are next, and that somebody accepted last."""

    current: Date | None
    upcoming: Date | None
    accepted: Date | None
