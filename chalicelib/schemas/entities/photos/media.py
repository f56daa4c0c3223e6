"""Photos. Source: https://docs.joinmastodon.org/entities/MediaAttachment/"""

from typing import Annotated, Any, NotRequired

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Count, Id, Url, one_of
from chalicelib.schemas.entities.people.accounts import Account


class MediaSize(TypedDict):
    """The size of one of a photo's files."""

    width: Count
    height: Count
    size: str
    aspect: float


class Focus(TypedDict):
    """The point that stays in view when a photo is cut: both from -1 to 1."""

    x: float
    y: float


class MediaMeta(TypedDict, total=False):
    """The sizes of a photo's files; nothing while it is processed."""

    original: MediaSize
    small: MediaSize
    focus: Focus


class Rendition(TypedDict):
    """One of a photo's files."""

    name: str
    url: Url
    type: str
    width: Count
    height: Count


class Original(TypedDict):
    """The file with every pixel, and which of its metadata it has."""

    url: Url
    type: str
    width: Count
    height: Count
    keeps: list[str]


class PersonInPhoto(TypedDict):
    """Somebody who is tagged at a point of a photo: both numbers from 0 to 1, from its left and its top."""

    account: Account
    x: float
    y: float


class MediaExtras(TypedDict):
    """What a photo has beside what Mastodon knows: all its files, and what was done to them."""

    locked: bool
    width: NotRequired[Count]
    height: NotRequired[Count]
    renditions: NotRequired[list[Rendition]]
    processing: NotRequired[list[Any]]
    original: NotRequired[Original]
    people: NotRequired[list[PersonInPhoto]]


class MediaAttachment(TypedDict):
    """A photo. `url` is null until it is processed; of a locked one there are eight pixels made large."""

    id: Id
    type: Annotated[str, one_of("image")]
    url: Url | None
    preview_url: Url
    remote_url: Url | None
    preview_remote_url: Url | None
    text_url: Url | None
    meta: MediaMeta
    description: str | None
    blurhash: str | None
    rossgram: NotRequired[MediaExtras]


class PresignedForm(TypedDict):
    """A presigned form: `fields` and then the file are sent to `url`."""

    id: Id
    url: Url
    fields: dict[str, str]
    media: MediaAttachment
