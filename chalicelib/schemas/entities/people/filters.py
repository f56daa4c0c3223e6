"""Filters and lists. Source: https://docs.joinmastodon.org/entities/Filter/"""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Html, Id, Time, one_of

FilterAction = Annotated[str, one_of("warn", "hide", "blur")]


class FilterKeyword(TypedDict):
    """One of a filter's keywords."""

    id: str
    keyword: str
    whole_word: bool


class FilterStatus(TypedDict):
    """A post that a filter names."""

    id: str
    status_id: Id


class FilterSummary(TypedDict):
    """A filter without its keywords and posts."""

    id: str
    title: str
    context: list[str]
    expires_at: Time | None
    filter_action: FilterAction


class Filter(FilterSummary):
    """A filter with its keywords and posts."""

    keywords: list[FilterKeyword]
    statuses: list[FilterStatus]


class OldFilter(TypedDict):
    """A keyword as the filter that it was before filters had several."""

    id: str
    phrase: str
    context: list[str]
    whole_word: bool
    expires_at: Time | None
    irreversible: bool


class FilterResult(TypedDict):
    """Why a status is filtered."""

    filter: FilterSummary
    keyword_matches: list[str] | None
    status_matches: list[str] | None


class UserList(TypedDict):
    """A list of accounts whose posts are read together."""

    id: str
    title: str
    replies_policy: Annotated[str, one_of("none", "list", "followed")]
    exclusive: bool


class Marker(TypedDict):
    """Up to where a timeline was read."""

    last_read_id: Id
    version: int
    updated_at: Time


class Markers(TypedDict, total=False):
    """How far timelines were read."""

    home: Marker
    notifications: Marker


Preferences = TypedDict(
    "Preferences",
    {
        "posting:default:visibility": str,
        "posting:default:sensitive": bool,
        "posting:default:language": str | None,
        "reading:expand:media": str,
        "reading:expand:spoilers": bool,
        "reading:autoplay:gifs": bool,
    },
)


class Announcement(TypedDict):
    """What the operator announces; one cannot react to it."""

    id: str
    content: Html
    starts_at: Time | None
    ends_at: Time | None
    all_day: bool
    published_at: Time
    updated_at: Time
    read: bool
    mentions: list[None]
    statuses: list[None]
    tags: list[None]
    emojis: list[None]
    reactions: list[None]
