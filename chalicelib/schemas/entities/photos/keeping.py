"""What authors keep of their own: collections, the archive, what is not published yet."""

from typing import Annotated, Any

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Count, Id, Time, Url, one_of
from chalicelib.schemas.entities.photos.media import MediaAttachment
from chalicelib.schemas.entities.photos.offers import Access
from chalicelib.schemas.entities.photos.places import Place
from chalicelib.schemas.entities.photos.polls import PollParams
from chalicelib.schemas.entities.photos.statuses import Status, Visibility


class CollectionExtras(TypedDict):
    """What a collection has beside what Pixelfed knows."""

    cover_id: Id | None


class Collection(TypedDict):
    """A collection as its viewer sees it. Source: https://github.com/pixelfed/pixelfed, CollectionService.php"""

    id: Id
    pid: Id
    visibility: Annotated[str, one_of("public", "private", "draft")]
    title: str
    description: str
    thumb: Url
    url: Url
    updated_at: Time
    published_at: Time | None
    avatar: Url
    username: str
    post_count: Count
    rossgram: CollectionExtras


class WholeCollection(Collection):
    """A collection with a page of its posts."""

    items: list[Status]


class CursorLinks(TypedDict):
    """Where the pages of a list are that is turned by a cursor."""

    first: Url | None
    last: Url | None
    prev: Url | None
    next: Url | None


class CursorMeta(TypedDict):
    """By which cursors the pages are turned."""

    path: Url
    next_cursor: str | None
    prev_cursor: str | None


class Cursors(TypedDict):
    """What stands beside the entities of a page that is turned by a cursor."""

    links: CursorLinks
    meta: CursorMeta


class Archive(Cursors):
    """A page of the archive."""

    data: list[Status]


class DiscoveredPosts(TypedDict):
    """The newest photos, as Pixelfed's app asks for them."""

    posts: list[Status]


class StatusParams(TypedDict):
    """What an author said of a post that is not published; null is left to their defaults."""

    text: str
    poll: PollParams | None
    media_ids: list[Id] | None
    sensitive: bool | None
    spoiler_text: str
    visibility: Visibility | None
    in_reply_to_id: str | None
    language: str | None
    application_id: int
    scheduled_at: None
    idempotency: None
    with_rate_limit: bool


class PersonToTag(TypedDict):
    """Somebody whom an author tags at a point of a photo, in the words of the form."""

    account_id: Id
    media_id: Id
    x: float
    y: float


class StatusTerms(TypedDict):
    """Who is to see a post, in the words of the form that says it, and the place that it names."""

    access: Access
    offer: dict[str, Any] | None
    originals: list[str] | bool | None
    place: Place | None
    people: list[PersonToTag] | None


class ScheduledTerms(StatusTerms):
    """Who is to see a scheduled post, and why it could not be published when its time came."""

    error: str | None


class ScheduledStatus(TypedDict):
    """A post that goes out by itself. Source: https://docs.joinmastodon.org/entities/ScheduledStatus/"""

    id: Id
    scheduled_at: Time
    params: StatusParams
    media_attachments: list[MediaAttachment]
    rossgram: ScheduledTerms


class Draft(TypedDict):
    """What its author has not published."""

    id: Id
    created_at: Time
    updated_at: Time
    params: StatusParams
    media_attachments: list[MediaAttachment]
    rossgram: StatusTerms
