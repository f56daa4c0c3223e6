"""What an operator says of the server, and what it tells other programs."""

from typing import Any

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Count, Html, Time, Url
from chalicelib.schemas.entities.limits import Limits
from chalicelib.schemas.entities.people.accounts import Account
from chalicelib.schemas.entities.server import InstanceExtras, Rule


class Language(TypedDict):
    """A language in which the server speaks."""

    code: str
    name: str


class InstanceText(TypedDict):
    """A text of the operator's."""

    updated_at: Time | None
    content: Html


class NodeInfoLink(TypedDict):
    """Where a NodeInfo document is."""

    rel: Url
    href: Url


class NodeInfoLinks(TypedDict):
    """Where the NodeInfo documents are."""

    links: list[NodeInfoLink]


class Software(TypedDict):
    """What runs here."""

    name: str
    version: str


class Services(TypedDict):
    """Whom the server speaks with."""

    inbound: list[str]
    outbound: list[str]


class Users(TypedDict):
    """How many people there are."""

    total: Count


class NodeInfoUsage(TypedDict):
    """How large the server is."""

    users: Users
    localPosts: Count


class MobileFeatures(TypedDict):
    """What Pixelfed's app looks for."""

    mobile_apis: bool
    mobile_registration: bool


class Uploader(TypedDict):
    """What Pixelfed's app may send."""

    max_photo_size: Count
    max_caption_length: Count
    max_altext_length: Count
    album_limit: Count
    max_collection_length: Count
    mime_types: list[str]


class ProfileLimits(TypedDict):
    """How much a profile has."""

    max_bio_length: Count
    max_name_length: Count
    fields: Count


class PixelfedConfig(TypedDict):
    """What Pixelfed's app reads of the configuration."""

    features: MobileFeatures
    uploader: Uploader
    account: ProfileLimits


class Upstream(TypedDict):
    """Whose API is spoken."""

    name: str


class Metadata(TypedDict):
    """What clients read beside what NodeInfo says."""

    upstream: Upstream
    nodeName: str
    nodeDescription: str
    config: PixelfedConfig


class NodeInfo(TypedDict):
    """The NodeInfo document."""

    version: str
    software: Software
    protocols: list[str]
    services: Services
    openRegistrations: bool
    usage: NodeInfoUsage
    metadata: Metadata


class ComposeSettings(TypedDict):
    """What Pixelfed's app begins a new post with."""

    default_scope: str
    default_license: str | None
    media_descriptions: bool
    max_caption_length: Count
    max_altext_length: Count
    allowed_media_types: list[str]
    max_media_attachments: Count


class Nag(TypedDict):
    """Whether the server asks something of the app's user."""

    active: bool


class PixelfedServer(TypedDict):
    """The server as Pixelfed's configuration describes one."""

    version: str
    open_registration: bool
    show_legal_notice_link: bool
    uploader: dict[str, Any]
    activitypub: dict[str, bool]
    site: dict[str, str]
    account: dict[str, Count]
    features: dict[str, Any]


class OldStreamingUrls(TypedDict):
    """Where streams would be, for older clients."""

    streaming_api: str


class Stats(TypedDict):
    """How large the server is."""

    user_count: Count
    status_count: Count
    domain_count: Count


class OldInstance(TypedDict):
    """The server, as version 1 of the API describes it."""

    uri: str
    title: str
    short_description: str
    description: str
    email: str
    version: str
    urls: OldStreamingUrls
    stats: Stats
    thumbnail: Url
    languages: list[str]
    registrations: bool
    approval_required: bool
    invites_enabled: bool
    configuration: Limits
    contact_account: Account | None
    rules: list[Rule]
    rossgram: InstanceExtras
