"""Answer oauthlib's questions about apps, codes, sessions and people."""

import logging
from typing import Any

from oauthlib.common import Request
from oauthlib.oauth2 import InvalidGrantError, RequestValidator

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.base import GuardFailed
from chalicelib.models.people.apps import App
from chalicelib.models.people.oauth import AccessToken, AuthorizationCode
from chalicelib.models.people.sessions import Session
from chalicelib.services.people import sessions
from chalicelib.services.people.apps import can_redirect
from chalicelib.services.people.door import openings, revoking
from chalicelib.services.people.oauth import DEFAULT_SCOPE, are_within

# At DEBUG oauthlib writes tokens to the log.
logging.getLogger("oauthlib").setLevel(logging.WARNING)


class Validator(RequestValidator):  # type: ignore[misc]
    """The rules of one request: oauthlib asks in the order that RFC 6749 gives.

    What is found is kept on oauthlib's request: `client` (App), `code_row`, `session`, `account_id`.
    """

    def __init__(self, address: str = "") -> None:
        """Take the address that the request comes from."""
        super().__init__()
        self.address = address

    # Apps. Each has a secret, so each must show it.

    def client_authentication_required(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        """Say that every app must prove who it is."""
        return True

    def validate_client_id(self, client_id: str, request: Request, *args: Any, **kwargs: Any) -> bool:
        """Find the app with an id."""
        try:
            request.client = App.find(client_id)
        except NotFound:
            return False
        return True

    def authenticate_client(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        """Find the app whose id and secret were sent."""
        if not request.client_id or not request.client_secret:
            return False
        return self.validate_client_id(request.client_id, request) and request.client.knows(request.client_secret)

    def validate_grant_type(self, client_id: str, grant_type: str, client: App, request: Request, *args: Any) -> bool:
        """Say that an app may use every grant that the operator offers."""
        return True

    def validate_response_type(self, client_id: str, response_type: str, client: App, request: Request) -> bool:
        """Say that only codes are given out."""
        return response_type == "code"

    def validate_redirect_uri(self, client_id: str, redirect_uri: str, request: Request, *args: Any) -> bool:
        """Say that a redirect must be, letter for letter, one that the app registered, and that is still allowed."""
        return redirect_uri in request.client.redirect_uris and can_redirect(redirect_uri)

    def get_default_redirect_uri(self, client_id: str, request: Request, *args: Any) -> str | None:
        """Say that the app must name the redirect."""
        return None

    # Scopes.

    def get_default_scopes(self, client_id: str, request: Request, *args: Any) -> list[str]:
        """Return what an app gets that asks for nothing in particular."""
        held = request.client.scopes.split()
        return [DEFAULT_SCOPE] if are_within([DEFAULT_SCOPE], held) else held

    def validate_scopes(self, client_id: str, scopes: list[str], client: App, request: Request, *args: Any) -> bool:
        """Say that scopes must be among those that the app registered."""
        return are_within(scopes, client.scopes.split())

    # Codes. PKCE itself is oauthlib's.

    def validate_code(self, client_id: str, code: str, client: App, request: Request, *args: Any) -> bool:
        """Find a code that is this app's, for this redirect, and not used; using one twice ends its session."""
        try:
            found = AuthorizationCode.find(code)
        except NotFound:
            return False
        if found.app_id != client_id or found.redirect_uri != request.redirect_uri:
            return False
        if found.session_id:
            # RFC 6749, 4.1.2: somebody else has the code too, and nobody knows who came first.
            Session.end(found.session_id)
            return False
        # RFC 9700, 2.1.1: a verifier where no challenge was given means that the challenge was taken out on the way.
        if request.code_verifier and not found.challenge:
            return False
        request.code_row, request.account_id, request.session_version = found, found.account_id, found.session_version
        request.scopes = found.scopes.split()
        return True

    def get_code_challenge(self, code: str, request: Request) -> str | None:
        """Return the challenge (RFC 7636) that the verifier has to meet."""
        return request.code_row.challenge  # type: ignore[no-any-return]

    def get_code_challenge_method(self, code: str, request: Request) -> str | None:
        """Return how the challenge was made."""
        return request.code_row.challenge_method  # type: ignore[no-any-return]

    def is_pkce_required(self, client_id: str, request: Request) -> bool:
        """Say that PKCE is up to the app: older ones do not know it."""
        return False

    def confirm_redirect_uri(self, client_id: str, code: str, uri: str, client: App, *args: Any, **kwargs: Any) -> bool:
        """Say yes: validate_code has compared the redirects, where a mismatch gets the right error."""
        return True

    def invalidate_authorization_code(self, client_id: str, code: str, request: Request, *args: Any) -> None:
        """Leave the code: it was used up in the write that opened the session."""

    # Refresh tokens.

    def validate_refresh_token(self, refresh_token: str, client: App, request: Request, *args: Any) -> bool:
        """Find the session of a refresh token; using one twice ends the session."""
        try:
            found = Session.find(refresh_token.partition(".")[0] or sessions.NOBODY)
        except NotFound:
            return False
        if found.app_id != client.client_id:
            return False
        is_reused = not found.knows(refresh_token) and not found.has_just_replaced(refresh_token)
        if is_reused or found.is_idle():
            # RFC 9700, 4.14.2: it was replaced before, so two have it; or nobody has used it for very long.
            Session.end(found.id)
            return False
        request.session, request.account_id = found, found.account_id
        return True

    def get_original_scopes(self, refresh_token: str, request: Request, *args: Any) -> str:
        """Return what the person let the app do."""
        return request.session.scopes  # type: ignore[no-any-return]

    def is_within_original_scope(self, scopes: list[str], refresh_token: str, request: Request, *args: Any) -> bool:
        """Say that new scopes must be among those."""
        return are_within(scopes, request.session.scopes.split())

    # People.

    def validate_user(self, username: str, password: str, client: App, request: Request, *args: Any) -> bool:
        """Find the account of a name and a password."""
        # The app showed its secret, so it is a device like another: apps of phones register each for itself.
        try:
            found = sessions.sign_in(username, password, self.address, f"app:{client.client_id}")
        except Unprocessable as error:  # The password is right, and not enough.
            raise InvalidGrantError(error.message, request=request) from error
        if found is not None:
            request.account_id, request.session_version = found.account_id, found.session_version
        return found is not None

    # Writing down.

    def save_token(self, token: dict[str, Any], request: Request, *args: Any) -> None:
        """Write down the token that oauthlib is about to give out."""
        if request.grant_type == "client_credentials":
            AccessToken.create(request.client_id, request.scopes, token["access_token"])
            return
        try:
            if request.grant_type == "refresh_token":
                self._rotate(token, request)
            else:
                self._open(token, request)
        except (GuardFailed, NotFound) as error:
            # Another call used the same code at the same moment, or ended the session.
            raise InvalidGrantError(request=request) from error

    def _rotate(self, token: dict[str, Any], request: Request) -> None:
        """Replace a session's tokens, or tell again those by which they were replaced a moment ago."""
        session = request.session
        if session.knows(request.refresh_token):
            try:
                session.rotate(sessions.keys_of(token), request.scopes, request.nonce)
                return
            except GuardFailed:
                session = Session.find(session.id)
        if not session.has_just_replaced(request.refresh_token):
            raise NotFound
        token.update(sessions.repeat(session, request.refresh_token))

    def _open(self, token: dict[str, Any], request: Request) -> None:
        who = request.account_id, request.session_version
        openings.open_session(token, request.client_id, who, getattr(request, "code_row", None), self.address)

    def revoke_token(self, token: str, token_type_hint: str, request: Request, *args: Any) -> None:
        """End the session of an access or refresh token of this app; what is unknown is left (RFC 7009, 2.2)."""
        revoking.revoke(token, request.client_id)
