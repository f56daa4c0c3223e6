"""The terms of service and the privacy policy in the dialect of the Mastodon API.

Sources: https://docs.joinmastodon.org/entities/TermsOfService/ and /entities/PrivacyPolicy/
"""

from typing import TYPE_CHECKING

from pydantic import Field

from chalicelib.schemas.base import Form
from chalicelib.schemas.text import timestamp
from chalicelib.services.people.reading.server_texts import Accepted, Text

if TYPE_CHECKING:
    from chalicelib.schemas import entities


class AcceptForm(Form):
    """The day of the terms that somebody has read, as 2026-12-15."""

    effective_date: str = Field(default="", max_length=10)


def render_terms(text: Text) -> "entities.TermsOfService":
    """Return a version of the terms."""
    return {
        "effective_date": text.day,
        "effective": text.begun,
        "content": text.html,
        "succeeded_by": text.succeeded_by,
    }


def render_policy(text: Text | None) -> "entities.InstanceText":
    """Return the privacy policy, which is empty where the operator has written none."""
    if text is None:
        return {"updated_at": None, "content": ""}
    return {"updated_at": timestamp(text.published_at), "content": text.html}


def render_version(day: str, is_begun: bool) -> "entities.TermsVersion":
    """Return the day of a version of the terms."""
    return {"effective_date": day, "effective": is_begun}


def render_accepted(found: Accepted) -> "entities.AcceptedTerms":
    """Return which terms count for the one who asks, and which they accepted."""
    return {"current": found.current, "upcoming": found.upcoming, "accepted": found.accepted}
