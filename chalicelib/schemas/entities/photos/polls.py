"""Polls. Source: https://docs.joinmastodon.org/entities/Poll/"""

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Count, Id, Time
from chalicelib.schemas.entities.people.accounts import CustomEmoji


class PollOption(TypedDict):
    """One of the answers to choose from; how many chose it is null until the end where its author says so."""

    title: str
    votes_count: Count | None


class Poll(TypedDict):
    """What a post asks, with what came out so far."""

    id: Id
    expires_at: Time
    expired: bool
    multiple: bool
    votes_count: Count
    voters_count: Count
    options: list[PollOption]
    emojis: list[CustomEmoji]
    voted: bool
    own_votes: list[Count]


class PollParams(TypedDict):
    """What a post that is not published is to ask, in the words of the form that says it."""

    options: list[str]
    expires_in: Count
    multiple: bool
    hide_totals: bool


class EditedOption(TypedDict):
    """One of the answers of a poll, as an edit of its post tells it."""

    title: str


class EditedPoll(TypedDict):
    """What a post asked when it was edited: no edit changes it."""

    options: list[EditedOption]
