"""Apps, tokens and sessions. Source: https://docs.joinmastodon.org/entities/Application/ and /entities/Token/"""

from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Count, Id, Time, Url, one_of
from chalicelib.schemas.entities.people.accounts import Account


class Application(TypedDict):
    """An app."""

    id: str
    name: str
    website: Url | None
    scopes: list[str]
    redirect_uri: str
    redirect_uris: list[str]
    vapid_key: str


class CredentialApplication(Application):
    """A new app with its secret, which is told once."""

    client_id: str
    client_secret: str
    client_secret_expires_at: int


class Token(TypedDict):
    """What an app sends with each request; it refreshes one that expires."""

    access_token: str
    token_type: Annotated[str, one_of("Bearer")]
    scope: str
    created_at: int
    expires_in: NotRequired[int]
    refresh_token: NotRequired[str]


class SessionApplication(TypedDict):
    """The app that is signed in."""

    name: str
    website: Url | None


class Session(TypedDict):
    """What is signed in to the caller's account."""

    id: str
    application: SessionApplication
    scopes: list[str]
    created_at: Time
    address: str | None
    browser: str | None
    current: bool


class Browser(TypedDict):
    """Who is signed in in a browser, the account that a new tab begins with first."""

    accounts: list[Account]
    # Whether who signed up just now waits for approval, and so is not among them.
    pending: bool


class Invite(TypedDict):
    """An invitation; its code and address are told once, when it is made."""

    id: Id
    code: str | None
    url: Url | None
    max_uses: Count
    uses: Count
    created_at: Time
    expires_at: Time


class SecondFactor(TypedDict):
    """Whether a code is asked for beside the password."""

    enabled: bool
    recovery_codes_left: Count


class TotpSecret(TypedDict):
    """A secret for an authenticator app."""

    secret: str
    uri: str


class RecoveryCodes(TypedDict):
    """Codes that each let in once; they are told once."""

    recovery_codes: list[str]


class UserInfo(TypedDict):
    """Who somebody is, as OpenID Connect names it."""

    iss: Url
    sub: Url
    name: str
    preferred_username: str
    profile: Url
    picture: Url


class Leaving(TypedDict):
    """Whether an account leaves, until when that can be taken back, and what is still in the way."""

    leaving: bool
    delete_at: Time | None
    can_stay: bool
    left: list[str]


class AuthorizationServer(TypedDict):
    """What OAuth clients ask about this server (RFC 8414)."""

    issuer: Url
    authorization_endpoint: Url
    token_endpoint: Url
    revocation_endpoint: Url
    app_registration_endpoint: Url
    scopes_supported: list[str]
    response_types_supported: list[str]
    response_modes_supported: list[str]
    grant_types_supported: list[str]
    token_endpoint_auth_methods_supported: list[str]
    code_challenge_methods_supported: list[str]
    service_documentation: Url
    userinfo_endpoint: Url


class WebfingerLink(TypedDict):
    """Where an account is found."""

    rel: str
    type: str
    href: Url


class Webfinger(TypedDict):
    """What an address names (RFC 7033)."""

    subject: str
    aliases: list[Url]
    links: list[WebfingerLink]


class KeptSettings(TypedDict):
    """The settings that Pixelfed's app left with the server."""

    id: Id
    username: str
    updated_at: Time | None
    common: dict[str, dict[str, bool | str]]
