"""Hashtags, searches, suggestions and secret links."""

from typing import Annotated, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Count, Date, Id, Time, Url
from chalicelib.schemas.entities.people.accounts import Account
from chalicelib.schemas.entities.photos.statuses import Status


class TagDay(TypedDict):
    """A day of a hashtag, by the second at which it began: how many posts had it, and of how many people; texts."""

    day: Annotated[str, Field(pattern="^[0-9]+$")]
    uses: Annotated[str, Field(pattern="^[0-9]+$")]
    accounts: Annotated[str, Field(pattern="^[0-9]+$")]


class Tag(TypedDict):
    """A hashtag; the uses of one that is no trend are not counted, so its history has no day."""

    id: str
    name: str
    url: Url
    history: list[TagDay]
    following: NotRequired[bool]
    featuring: NotRequired[bool]
    count: NotRequired[Count]


class AdminTag(Tag):
    """A hashtag that leads by its numbers; `trendable` tells whether it is shown among what leads."""

    trendable: bool
    usable: bool
    listable: bool
    requires_review: bool


class AdminStatus(Status):
    """A post that leads by its numbers, likewise."""

    trendable: bool
    requires_review: bool


class FeaturedTag(TypedDict):
    """A hashtag on a profile; its count is text."""

    id: str
    name: str
    url: Url
    statuses_count: Annotated[str, Field(pattern="^[0-9]+$")]
    last_status_at: Date | None


class Search(TypedDict):
    """What a query finds."""

    accounts: list[Account]
    statuses: list[Status]
    hashtags: list[Tag]


class SecretLink(TypedDict):
    """A link to one post or collection; its address is told once, when it is made."""

    id: Id
    status_id: Id | None
    collection_id: Id | None
    url: Url | None
    token: str | None
    created_at: Time
    expires_at: Time | None
    views_count: Count
