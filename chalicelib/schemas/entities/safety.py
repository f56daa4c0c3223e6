"""Reports. Source: https://docs.joinmastodon.org/entities/Report/"""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Id, Time, one_of
from chalicelib.schemas.entities.people.accounts import Account


class Report(TypedDict):
    """A report as whoever filed it sees it."""

    id: str
    action_taken: bool
    action_taken_at: Time | None
    category: Annotated[str, one_of("spam", "legal", "violation", "other")]
    comment: str
    forwarded: bool
    created_at: Time
    status_ids: list[Id]
    rule_ids: list[str]
    target_account: Account


class SentReport(TypedDict):
    """What Pixelfed says of a report."""

    msg: str
    code: int


class ReceivedEvent(TypedDict):
    """That an event of Stripe's is kept."""

    received: bool
