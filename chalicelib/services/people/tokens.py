"""Give apps tokens and take them back, by oauthlib's implementation of RFC 6749, 7009 and 7636."""

import json
from typing import Any, NoReturn

from oauthlib.common import Request
from oauthlib.oauth2 import (
    AuthorizationCodeGrant,
    BearerToken,
    ClientCredentialsGrant,
    OAuth2Error,
    RefreshTokenGrant,
    ResourceOwnerPasswordCredentialsGrant,
    RevocationEndpoint,
    TokenEndpoint,
)

from chalicelib import config
from chalicelib.errors import OAuthError
from chalicelib.models.people.apps import new_secret
from chalicelib.services.people import sessions
from chalicelib.services.people.validator import Validator

# oauthlib refuses plain http by the address that it is told. TLS ends at the proxy in front of us, so what it is
# told says nothing about the caller's connection; infra/ sees to it that there is TLS.
TOKEN_URI = "https://rossgram.invalid/oauth/token"  # noqa: S105 - an address
REVOKE_URI = "https://rossgram.invalid/oauth/revoke"


def grant_types() -> list[str]:
    """Return the names of the grants that the operator offers."""
    always = ["authorization_code", "client_credentials", "refresh_token"]
    return [*always, "password"] if config.ALLOW_PASSWORD_GRANT else always


def exchange(fields: dict[str, str], address: str) -> dict[str, Any]:
    """Return a token's entity for a code, a refresh token, a password, or an app's own credentials.

    Raises OAuthError, and TooManyRequests where too many passwords were tried.
    """
    validator = Validator(address)
    kinds = {
        "authorization_code": AuthorizationCodeGrant,
        "client_credentials": ClientCredentialsGrant,
        "refresh_token": RefreshTokenGrant,
        "password": ResourceOwnerPasswordCredentialsGrant,
    }
    grants = {name: kinds[name](validator) for name in grant_types()}
    endpoint = TokenEndpoint("authorization_code", Tokens(validator), grants)
    try:
        _, body, status = endpoint.create_token_response(TOKEN_URI, body=list(fields.items()))
    except OAuth2Error as error:
        raise OAuthError(error.error, error.description) from error
    if status != 200:
        _refuse(body, status)
    return dict(json.loads(body))


def revoke(fields: dict[str, str]) -> None:
    """Take back the token that an app names. Raises OAuthError where the app does not prove who it is."""
    _, body, status = RevocationEndpoint(Validator()).create_revocation_response(REVOKE_URI, body=list(fields.items()))
    if status != 200:
        _refuse(body, status)


def _refuse(body: str, status: int) -> NoReturn:
    told = json.loads(body)
    # Doorkeeper, which clients know, answers 401 to a bad client and 400 to all else.
    refusal = OAuthError(told["error"], told.get("error_description", ""), status if status == 401 else 400)
    if status == 401:
        refusal.headers["WWW-Authenticate"] = 'Basic realm="oauth"'
    raise refusal


class Tokens(BearerToken):  # type: ignore[misc]
    """Tokens as Mastodon gives them: with the time when they were made. Which end is said where they are made."""

    __slots__ = ()

    def create_token(self, request: Request, refresh_token: bool = False, **kwargs: Any) -> dict[str, Any]:
        """Make a token; the validator writes it down."""
        if not refresh_token:
            return sessions.new_token(request.scopes, None)
        # oauthlib's request answers AttributeError for what nobody put there.
        kept = getattr(request, "session", None)
        if kept is None:
            return sessions.new_token(request.scopes, sessions.first_keys(sessions.new_session_id()))
        request.nonce = new_secret()
        keys = sessions.next_keys(kept.id, request.refresh_token, request.nonce)
        return sessions.refreshed_token(request.scopes, keys)
