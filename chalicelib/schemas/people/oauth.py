"""Apps and tokens in the API's dialect."""

import re
from typing import TYPE_CHECKING, Annotated, Any, Self

from oauthlib.uri_validate import is_absolute_uri
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, field_validator

from chalicelib import config
from chalicelib.errors import OAuthError, Unprocessable
from chalicelib.gateways.push import keys
from chalicelib.models.people.apps import App
from chalicelib.schemas.base import Form, Name
from chalicelib.services.people.apps import can_redirect, readable
from chalicelib.services.people.oauth import SCOPE

if TYPE_CHECKING:
    from chalicelib.schemas import entities

LONGEST_PARAMETER = 4096
LONGEST_URI = 2000
MOST_URIS = 20
WEB = re.compile(r"https?://[^/?#\s]+\S*", re.IGNORECASE)


def _words(value: Any) -> Any:
    return value.split() if isinstance(value, str) else value


def _one_space(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _redirect(uri: str) -> str:
    # oauthlib's pattern ends in `$`, which lets a line break pass at the end.
    if len(uri) > LONGEST_URI or not is_absolute_uri(uri) or not uri.isprintable():
        raise ValueError("must be an absolute URI without a fragment")
    if not can_redirect(uri):
        raise ValueError("must lead to https, to http on this machine, or to a scheme of the app's own")
    return uri


def _readable(value: Any) -> Any:
    return readable(value) if isinstance(value, str) else value


def _scope(name: str) -> str:
    if not SCOPE.fullmatch(name):
        raise ValueError("doesn't match configured on the server")
    return name


Parameter = Annotated[str, StringConstraints(max_length=LONGEST_PARAMETER)] | None
Scopes = Annotated[Parameter, BeforeValidator(_one_space)]


class AppForm(Form):
    """A new app."""

    client_name: Annotated[Name, BeforeValidator(_readable), StringConstraints(min_length=1, max_length=60)]
    redirect_uris: Annotated[list[Annotated[str, AfterValidator(_redirect)]], BeforeValidator(_words)]
    scopes: Annotated[list[Annotated[str, AfterValidator(_scope)]], BeforeValidator(_words)] = Field(default=["read"])
    website: str | None = None

    @field_validator("redirect_uris")
    @classmethod
    def check_number(cls, uris: list[str]) -> list[str]:
        """Ask for at least one redirect, and not too many."""
        if not 1 <= len(uris) <= MOST_URIS:
            raise ValueError(f"must be 1 to {MOST_URIS} URIs")
        return list(dict.fromkeys(uris))

    @field_validator("scopes")
    @classmethod
    def check_scopes(cls, scopes: list[str]) -> list[str]:
        """Read no scopes at all as the default."""
        return list(dict.fromkeys(scopes))[:100] or ["read"]

    @field_validator("website")
    @classmethod
    def check_website(cls, website: str | None) -> str | None:
        """Ask for a web address, if any: it becomes a link under the app's name."""
        if not website or not website.strip():
            return None
        if len(website) > LONGEST_URI or not WEB.fullmatch(website.strip()) or not website.strip().isprintable():
            raise ValueError("is not a valid URL")
        return website.strip()


class OAuthForm(Form):
    """Parameters of RFC 6749: all are text, none comes twice, and an empty one is none (3.1, 3.2)."""

    @classmethod
    def parse(cls, fields: dict[str, Any]) -> Self:
        """Return the form, or raise OAuthError."""
        try:
            return super().parse(fields)
        except Unprocessable as error:
            raise OAuthError("invalid_request", error.message) from error

    def given(self) -> dict[str, str]:
        """Return the parameters that are there."""
        return {name: value for name, value in self.model_dump().items() if value}


class AskForm(OAuthForm):
    """What an app asks a person for."""

    client_id: Parameter = None
    redirect_uri: Parameter = None
    response_type: Parameter = None
    scope: Scopes = None
    state: Parameter = None
    code_challenge: Parameter = None
    code_challenge_method: Parameter = None


class DecisionForm(OAuthForm):
    """What the person answers."""

    username: Parameter = None
    password: Parameter = None
    otp: Parameter = None
    decision: Parameter = None


class TokenForm(OAuthForm):
    """What an app gives for a token."""

    grant_type: Parameter = None
    client_id: Parameter = None
    client_secret: Parameter = None
    code: Parameter = None
    redirect_uri: Parameter = None
    code_verifier: Parameter = None
    refresh_token: Parameter = None
    username: Parameter = None
    password: Parameter = None
    scope: Scopes = None


class RevokeForm(OAuthForm):
    """The token that an app gives back."""

    client_id: Parameter = None
    client_secret: Parameter = None
    token: Parameter = None
    token_type_hint: Parameter = None


def render_app(app: App) -> "entities.Application":
    """Return the Application entity."""
    return {
        "id": app.id,
        "name": app.name,
        "website": app.website,
        "scopes": app.scopes.split(),
        "redirect_uri": "\n".join(app.redirect_uris),
        "redirect_uris": app.redirect_uris,
        "vapid_key": keys.public_key(),
    }


def render_new_app(app: App, secret: str) -> "entities.CredentialApplication":
    """Return the CredentialApplication entity, the only place where the secret is ever told."""
    return {
        **render_app(app),
        "client_id": app.client_id,
        "client_secret": secret,
        "client_secret_expires_at": 0,
    }


def render_server(grant_types: list[str], scopes: list[str]) -> "entities.AuthorizationServer":
    """Return what OAuth clients ask about this server (RFC 8414)."""
    return {
        "issuer": f"{config.PUBLIC_URL}/",
        "authorization_endpoint": f"{config.PUBLIC_URL}/oauth/authorize",
        "token_endpoint": f"{config.PUBLIC_URL}/oauth/token",
        "revocation_endpoint": f"{config.PUBLIC_URL}/oauth/revoke",
        "userinfo_endpoint": f"{config.PUBLIC_URL}/oauth/userinfo",
        "app_registration_endpoint": f"{config.PUBLIC_URL}/api/v1/apps",
        "scopes_supported": scopes,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": grant_types,
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "service_documentation": "https://docs.joinmastodon.org/",
    }
