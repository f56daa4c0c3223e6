"""What opens a post, and link cards. Source: https://docs.joinmastodon.org/entities/PreviewCard/"""

from typing import Annotated, Any, NotRequired

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Amount, Count, Currency, Id, Time, Url, one_of
from chalicelib.schemas.entities.money.funding import Progress

Access = Annotated[
    str,
    one_of("public", "unlisted", "followers", "me", "close_friends", "list", "direct", "price", "tier", "campaign"),
]


class PreviewCard(TypedDict):
    """A link card: to what opens a locked post, or to a campaign's page."""

    url: Url
    title: str
    description: str
    language: str | None
    type: Annotated[str, one_of("link")]
    author_name: str
    author_url: Url
    provider_name: str
    provider_url: Url
    html: str
    width: Count
    height: Count
    image: Url | None
    image_description: str
    embed_url: str
    blurhash: str | None
    published_at: Time | None
    authors: list[Any]


class Price(TypedDict):
    """What a post costs."""

    amount: Amount
    currency: Currency
    text: str


class RequiredTier(TypedDict):
    """The tier that opens a post."""

    id: str
    level: int
    name: str


class RequiredCampaign(TypedDict):
    """The campaign whose backers see a post."""

    id: str
    level: int
    title: str


class AnsweredStory(TypedDict):
    """The story that a message answers; without a picture once it is gone, or is not for the reader any more."""

    id: Id
    account_id: Id
    small: Url | None
    description: str


class StatusExtras(TypedDict):
    """What a status has beside what Mastodon knows: who may see it, and what opens it."""

    access: Access
    locked: bool
    price: Price | None
    tier: RequiredTier | None
    campaign: RequiredCampaign | None
    list_id: str | None
    unlock_url: Url | None
    pinned_comment_id: Id | None
    archived: NotRequired[bool]
    progress: NotRequired[Progress]
    answers_missing: NotRequired[bool]
    story: NotRequired[AnsweredStory]
