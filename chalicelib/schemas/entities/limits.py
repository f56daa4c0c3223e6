"""How much the server takes: of posts, photos and money."""

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Amount, Count, Url


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
    """How many options a poll has, how long they are, and for how many seconds it lasts."""

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
