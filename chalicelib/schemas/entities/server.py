"""What this server is. Source: https://docs.joinmastodon.org/entities/Instance/ and NodeInfo 2.0."""

from typing import Literal

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Amount, Count, Url
from chalicelib.schemas.entities.people.accounts import Account


class Rule(TypedDict):
    """A rule of the server."""

    id: str
    text: str
    hint: str


class AccountLimits(TypedDict):
    """How much a profile shows."""

    max_featured_tags: Count
    max_pinned_statuses: Count


class StatusLimits(TypedDict):
    """How long a post is."""

    max_characters: Count
    max_media_attachments: Count
    characters_reserved_per_url: Count


class MediaLimits(TypedDict):
    """Which photos are taken; there are no videos."""

    supported_mime_types: list[str]
    description_limit: Count
    image_size_limit: Count
    image_matrix_limit: Count
    video_size_limit: Count
    video_frame_rate_limit: Count
    video_matrix_limit: Count


class PollLimits(TypedDict):
    """How large a poll is; there are none."""

    max_options: Count
    max_characters_per_option: Count
    min_expiration: Count
    max_expiration: Count


class Limits(TypedDict):
    """What the server takes."""

    accounts: AccountLimits
    statuses: StatusLimits
    media_attachments: MediaLimits
    polls: PollLimits


class StreamingUrls(TypedDict):
    """Where streams would be."""

    streaming: str


class Translation(TypedDict):
    """Whether posts are translated."""

    enabled: bool


class Vapid(TypedDict):
    """By which key pushes are signed."""

    public_key: str


class Configuration(Limits):
    """What the server takes and has."""

    urls: StreamingUrls
    translation: Translation
    vapid: Vapid


class FormatLimits(TypedDict):
    """What a format may have."""

    image_size_limit: Count
    image_matrix_limit: Count


class AnimationLimits(TypedDict):
    """How long and large what moves may be; beyond it a still is shown."""

    frames: Count
    seconds: Count
    pixels: Count


class UploadLimits(TypedDict):
    """What a presigned form takes."""

    url: Url
    image_size_limit: Count
    formats: dict[str, FormatLimits]
    animation_limits: AnimationLimits


class WorthLimits(TypedDict):
    """The largest tip, pledge that is charged at once and goal of a campaign, in US dollars, by rough rates."""

    tip: Count
    pledge_charged_at_once: Count
    goal: Count


class BoundedLimits(TypedDict):
    """Where no single charge is worth as much: by currency, the amount that binds instead."""

    tip: dict[str, Amount]
    pledge_charged_at_once: dict[str, Amount]


class AmountLimits(TypedDict):
    """What amounts may be: by currency the largest single charge, `other` for those that are not named."""

    largest_charges: dict[str, Amount]
    worth: WorthLimits
    bounded: BoundedLimits


class SignUps(TypedDict):
    """Who may sign up, and who may invite others: `staff` or `everybody`."""

    mode: Literal["open", "approval", "invite", "closed"]
    invites_by: Literal["staff", "everybody"]


class InstanceExtras(TypedDict):
    """What the server has beside what Mastodon knows."""

    uploads: UploadLimits
    amounts: AmountLimits
    registrations: SignUps


class ActiveUsers(TypedDict):
    """How many were there this month."""

    active_month: Count


class Usage(TypedDict):
    """How much the server is used."""

    users: ActiveUsers


class Thumbnail(TypedDict):
    """The server's picture."""

    url: Url
    blurhash: str | None
    versions: dict[str, Url]


class Registrations(TypedDict):
    """Whether and how one signs up."""

    enabled: bool
    approval_required: bool
    reason_required: bool
    message: str | None
    url: Url | None


class Contact(TypedDict):
    """Who answers for the server."""

    email: str
    account: Account | None


class Instance(TypedDict):
    """The server, as version 2 of the API describes it."""

    domain: str
    title: str
    version: str
    source_url: str
    description: str
    usage: Usage
    thumbnail: Thumbnail
    icon: list[dict[str, str]]
    languages: list[str]
    configuration: Configuration
    registrations: Registrations
    api_versions: dict[str, int]
    contact: Contact
    rules: list[Rule]
    rossgram: InstanceExtras
