"""Direct messages, as Pixelfed's app reads them."""

from typing import Annotated, Literal

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Id, Time, Url, one_of
from chalicelib.schemas.entities.people.accounts import Account
from chalicelib.schemas.entities.photos.media import MediaAttachment


class MessageMeta(TypedDict):
    """Which story a message answers."""

    story_id: Id
    story_username: str
    story_actor_username: str
    story_media_url: Url
    caption: str


class DirectMessage(TypedDict):
    """A message; `seen` tells whether the caller read it, of their own nobody tells them."""

    id: Id
    reportId: Id
    hidden: bool
    isAuthor: bool
    type: Annotated[str, one_of("text", "photo", "story:comment")]
    text: str
    media: Url | None
    carousel: list[MediaAttachment]
    created_at: Time
    timeAgo: str
    seen: bool
    meta: MessageMeta | None


class DirectThread(TypedDict):
    """The other of a conversation of two, and a page of what was said there."""

    id: Id
    name: str
    username: str
    avatar: Url
    url: Url
    muted: bool
    isLocal: Literal[True]
    domain: None
    created_at: Time
    updated_at: Time
    timeAgo: str
    lastMessage: Literal[""]
    messages: list[DirectMessage]


class SentPhoto(TypedDict):
    """A photo that was sent as a message."""

    id: Id
    reportId: Id
    type: Literal["photo"]
    url: Url | None


class Recipient(TypedDict):
    """Somebody to whom one may write."""

    id: Id
    local: Literal[True]
    name: str
    privacy: Literal[True]
    avatar: Url
    account: Account
