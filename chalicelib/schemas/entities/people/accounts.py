"""Accounts and relationships. Source: https://docs.joinmastodon.org/entities/Account/"""

from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Count, Date, Html, Id, Time, Url, one_of


class CustomEmoji(TypedDict):
    """A picture that stands for a word between colons; this server has none."""

    shortcode: str
    url: Url
    static_url: Url
    visible_in_picker: bool


class Role(TypedDict):
    """What an account may do as a member of the staff."""

    id: str
    name: str
    permissions: str
    color: str
    highlighted: bool


class Field(TypedDict):
    """A row of the table on a profile."""

    name: str
    value: Html
    verified_at: Time | None


class AccountExtra(TypedDict):
    """What we say of an account beside the dialect: a picture for where it is drawn small."""

    avatar_small: Url


class Account(TypedDict):
    """An account as everybody sees it."""

    id: Id
    username: str
    acct: str
    display_name: str
    locked: bool
    bot: bool
    discoverable: bool
    group: bool
    created_at: Time
    note: Html
    note_text: str
    url: Url
    uri: Url
    avatar: Url
    avatar_static: Url
    header: Url
    header_static: Url
    followers_count: Count
    following_count: Count
    statuses_count: Count
    last_status_at: Date | None
    noindex: bool
    emojis: list[CustomEmoji]
    roles: list[Role]
    fields: list[Field]
    website: None
    local: bool
    is_admin: bool
    pronouns: list[str]
    hide_collections: NotRequired[bool]
    limited: NotRequired[bool]
    rossgram: AccountExtra


class MutedAccount(Account):
    """An account that the caller has muted."""

    mute_expires_at: Time | None


class TagSettings(TypedDict):
    """Who may tag the caller in photos, and whether their profile shows such a post only once they approve."""

    tags_from: Annotated[str, one_of("everyone", "following", "nobody")]
    tags_by_hand: bool


class Source(TypedDict):
    """A profile as it was typed, and the defaults for new posts."""

    note: str
    fields: list[Field]
    privacy: Annotated[str, one_of("public", "unlisted", "private")]
    sensitive: bool
    language: str | None
    follow_requests_count: Count
    hide_collections: bool
    discoverable: bool
    indexable: bool
    rossgram: TagSettings


class ProfileSettings(TypedDict):
    """What is set, as Pixelfed's app shows it."""

    crawlable: bool
    is_suggestable: bool
    show_profile_follower_count: bool
    show_profile_following_count: bool
    public_dm: bool
    disable_embeds: bool
    show_atom: bool
    indexable: bool
    reduce_motion: bool
    high_contrast_mode: bool
    video_autoplay: bool
    media_descriptions: bool


class CredentialAccount(Account):
    """The caller's own account."""

    source: Source
    role: Role
    settings: ProfileSettings


class Relationship(TypedDict):
    """How the caller stands to another account."""

    id: Id
    following: bool
    showing_reblogs: bool
    notifying: bool
    languages: list[str] | None
    followed_by: bool
    blocking: bool
    blocked_by: bool
    muting: bool
    muting_notifications: bool
    requested: bool
    requested_by: bool
    domain_blocking: bool
    endorsed: bool
    note: str


class Suggestion(TypedDict):
    """An account to look at, and why."""

    source: Annotated[str, one_of("past_interactions", "global")]
    sources: list[str]
    account: Account


class FamiliarFollowers(TypedDict):
    """An account's id, and its followers whom the viewer follows."""

    id: Id
    accounts: list[Account]
