"""What this server is. Source: https://docs.joinmastodon.org/entities/Instance/ and NodeInfo 2.0."""

from typing import Literal

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Count, Date, Url
from chalicelib.schemas.entities.limits import AmountLimits, Limits, UploadLimits
from chalicelib.schemas.entities.people.accounts import Account


class Rule(TypedDict):
    """A rule of the server."""

    id: str
    text: str
    hint: str


class InstanceUrls(TypedDict):
    """Where streams would be, and where the server says what it is; null where it has no terms."""

    streaming: str
    about: Url
    privacy_policy: Url
    terms_of_service: Url | None


class Translation(TypedDict):
    """Whether posts are translated."""

    enabled: bool


class Vapid(TypedDict):
    """By which key pushes are signed."""

    public_key: str


class Configuration(Limits):
    """What the server takes and has."""

    urls: InstanceUrls
    translation: Translation
    vapid: Vapid


class SignUps(TypedDict):
    """Who may sign up, and who may invite others: `staff` or `everybody`."""

    mode: Literal["open", "approval", "invite", "closed"]
    invites_by: Literal["staff", "everybody"]


class InstanceExtras(TypedDict):
    """What the server has beside what Mastodon knows."""

    uploads: UploadLimits
    amounts: AmountLimits
    registrations: SignUps
    insights: bool


class InstanceExtrasAndTerms(InstanceExtras):
    """The same, and the day of the terms of service that count; null where there are none."""

    terms_day: Date | None


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
    rossgram: InstanceExtrasAndTerms
