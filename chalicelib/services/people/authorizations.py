"""Let people decide whether an app may act for them, as RFC 6749 (4.1) and RFC 7636 have it."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from oauthlib.common import Request
from oauthlib.oauth2 import AuthorizationCodeGrant, FatalClientError, OAuth2Error

from chalicelib.errors import BadRequest
from chalicelib.models.people.accounts import Credential
from chalicelib.models.people.apps import App, new_secret
from chalicelib.models.people.oauth import AuthorizationCode
from chalicelib.services.people.apps import OUT_OF_BAND
from chalicelib.services.people.door.devices import Client
from chalicelib.services.people.validator import Validator

WEB = {"http", "https"}
AUTHORIZE_URI = "https://rossgram.invalid/oauth/authorize"
# RFC 7636, 4.2.
CHALLENGE = re.compile(r"[A-Za-z0-9._~-]{43,128}")


@dataclass(frozen=True)
class Ask:
    """An app asking a person for access."""

    app: App
    redirect_uri: str
    scopes: tuple[str, ...]
    state: str
    challenge: str | None
    challenge_method: str | None

    @property
    def is_out_of_band(self) -> bool:
        """Tell whether the code is shown to the person, who carries it to the app."""
        return self.redirect_uri == OUT_OF_BAND

    @property
    def destination(self) -> str:
        """Return where the answer goes, as a person would say it: a host, or an app's own scheme; empty for a code."""
        scheme, _, rest = self.redirect_uri.partition(":")
        if self.is_out_of_band:
            return ""
        return rest.lstrip("/").partition("/")[0].partition("?")[0] if scheme in WEB else f"{scheme}:"

    def answer(self, **parameters: str) -> str:
        """Return the address that tells the app the answer."""
        return _answer(self.redirect_uri, self.state, parameters)


class UnknownAsker(BadRequest):
    """An ask that is told to the person and never to the app: who asks, or where the answer goes, is not known."""


class Refused(BadRequest):
    """An ask that the app got wrong. `location` tells it so; it is empty where the app cannot be reached."""

    def __init__(self, error: str, description: str, location: str) -> None:
        """Take the error's name in RFC 6749, a sentence about it, and where to go."""
        super().__init__(error, description)
        self.location = location


def read(fields: dict[str, str]) -> Ask:
    """Check an app's ask. Raises UnknownAsker, or Refused."""
    request = Request(AUTHORIZE_URI, body=list(fields.items()))
    try:
        scopes, _ = AuthorizationCodeGrant(Validator()).validate_authorization_request(request)
    except FatalClientError as error:
        raise UnknownAsker(error.description or "The app that sent you here is not known") from error
    except OAuth2Error as error:
        raise _refusal(fields, error.error, error.description) from error
    # RFC 9700, 2.1.1: a challenge that is its own verifier protects nothing. Without a method it would be such a one.
    if request.code_challenge is not None and request.code_challenge_method != "S256":
        raise _refusal(fields, "invalid_request", "code_challenge_method must be S256.")
    if request.code_challenge is not None and not CHALLENGE.fullmatch(request.code_challenge):
        raise _refusal(fields, "invalid_request", "Malformed code_challenge.")
    return Ask(
        app=request.client,
        redirect_uri=request.redirect_uri,
        scopes=tuple(dict.fromkeys(scopes)),
        state=request.state or "",
        challenge=request.code_challenge,
        challenge_method=request.code_challenge_method,
    )


def approve(ask: Ask, credential: Credential, address: str = "", user_agent: str = "") -> str:
    """Write down a person's yes, from where and with what, and return the code that the app exchanges for a token."""
    code = new_secret()
    place, program = Client(address, user_agent).told()
    AuthorizationCode.create(
        code,
        app_id=ask.app.client_id,
        account_id=credential.account_id,
        address=place,
        user_agent=program,
        session_version=int(credential.session_version),
        redirect_uri=ask.redirect_uri,
        scopes=" ".join(ask.scopes),
        challenge=ask.challenge,
        challenge_method=ask.challenge_method if ask.challenge else None,
    )
    return code


def _refusal(fields: dict[str, str], error: str, description: str) -> Refused:
    uri = fields["redirect_uri"]
    told = {"error": error, "error_description": description}
    return Refused(error, description, "" if uri == OUT_OF_BAND else _answer(uri, fields.get("state", ""), told))


def _answer(uri: str, state: str, parameters: dict[str, str]) -> str:
    # The address is added to and never taken apart: `app://` would come back from urllib without its slashes.
    told = {**parameters, "state": state} if state else parameters
    return f"{uri}{'&' if '?' in uri else '?'}{urlencode(told)}"
