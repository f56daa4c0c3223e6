"""Posts and comments. Source: https://docs.joinmastodon.org/entities/Status/"""

from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Count, Html, Id, Time, Url, one_of
from chalicelib.schemas.entities.people.accounts import Account, CustomEmoji
from chalicelib.schemas.entities.people.filters import FilterResult
from chalicelib.schemas.entities.photos.media import MediaAttachment
from chalicelib.schemas.entities.photos.offers import PreviewCard, StatusExtras
from chalicelib.schemas.entities.photos.places import Place
from chalicelib.schemas.entities.photos.polls import EditedPoll, Poll

PixelfedType = Annotated[str, one_of("text", "photo", "photo:album", "reply", "share")]
Visibility = Annotated[str, one_of("public", "unlisted", "private", "direct")]


class Mention(TypedDict):
    """An account that a post names."""

    id: Id
    username: str
    acct: str
    url: Url


class StatusTag(TypedDict):
    """A hashtag that a post has."""

    name: str
    url: Url


class StatusApplication(TypedDict):
    """The app by which a post was written."""

    name: str
    website: Url | None


class PixelfedFields(TypedDict):
    """What Pixelfed's status has beside Mastodon's."""

    content_text: str
    reply_count: Count
    pf_type: PixelfedType
    local: bool
    comments_disabled: bool
    place: Place | None


class TaggedPerson(TypedDict):
    """Somebody who is tagged in a post, as Pixelfed names them."""

    id: Id
    username: str
    avatar: Url


class Status(PixelfedFields):
    """A post or a comment, as its viewer sees it."""

    id: Id
    created_at: Time
    edited_at: Time | None
    in_reply_to_id: Id | None
    in_reply_to_account_id: Id | None
    sensitive: bool
    spoiler_text: str
    visibility: Visibility
    language: str | None
    uri: Url
    url: Url | None
    content: Html
    account: Account
    media_attachments: list[MediaAttachment]
    mentions: list[Mention]
    tags: list[StatusTag]
    emojis: list[CustomEmoji]
    replies_count: Count
    reblogs_count: Count
    favourites_count: Count
    quotes_count: Count
    favourited: bool
    reblogged: bool
    muted: bool
    bookmarked: bool
    pinned: bool
    filtered: list[FilterResult]
    reblog: "Status | None"
    application: StatusApplication | None
    card: PreviewCard | None
    poll: Poll | None
    taggedPeople: list[TaggedPerson]
    rossgram: StatusExtras


class DeletedStatus(Status):
    """A deleted post with its words as they were typed."""

    text: str


class Context(TypedDict):
    """The conversation around a post."""

    ancestors: list[Status]
    descendants: list[Status]


class StatusSource(TypedDict):
    """A post's words as they were typed."""

    id: Id
    text: str
    spoiler_text: str


class StatusEdit(TypedDict):
    """One of the texts that a post had."""

    content: Html
    spoiler_text: str
    sensitive: bool
    created_at: Time
    account: Account
    media_attachments: list[MediaAttachment]
    emojis: list[CustomEmoji]
    poll: NotRequired[EditedPoll]
