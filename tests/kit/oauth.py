"""Go through the OAuth flow step by step, as an app and a browser do."""

import html
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

from chalicelib.services.people.apps import Registered
from tests.kit.client import Client

PASSWORD = "correct horse battery"
REDIRECT = "https://app.example/callback"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
# The challenge of the verifier above: RFC 7636, appendix B.
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
FORM = "application/x-www-form-urlencoded"


def ask_of(made: Registered, **changes: str | None) -> dict[str, str]:
    """Return the parameters of an app's authorization request; None leaves one out."""
    ask = {
        "client_id": made.app.client_id,
        "redirect_uri": made.app.redirect_uris[0],
        "response_type": "code",
        "scope": made.app.scopes,
        "state": "a state & more",
        **changes,
    }
    return {name: value for name, value in ask.items() if value is not None}


def hidden_fields(page: str) -> dict[str, str]:
    """Return the hidden fields of a page as a browser would submit them."""
    found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def decide(
    ask: dict[str, str], username: str, password: str = PASSWORD, decision: str = "approve"
) -> requests.Response:
    """Open the authorization page, fill it in, and press a button."""
    page = Client().get("/oauth/authorize", params=ask)
    assert page.status_code == 200, page.text
    answer = {"username": username, "password": password, "decision": decision}
    return Client().post("/oauth/authorize", data={**hidden_fields(page.text), **answer})


def told(response: requests.Response) -> dict[str, str]:
    """Return the parameters that a redirect passes to the app."""
    return {name: values[0] for name, values in parse_qs(urlsplit(response.headers["Location"]).query).items()}


def code_of(ask: dict[str, str], username: str) -> str:
    """Return the code for an authorization request."""
    return told(decide(ask, username))["code"]


def exchange(made: Registered, **fields: Any) -> requests.Response:
    """Request a token with an app's credentials; None leaves a field out."""
    given = {"client_id": made.app.client_id, "client_secret": made.secret, **fields}
    return Client().post("/oauth/token", data={name: value for name, value in given.items() if value is not None})


def exchange_code(made: Registered, code: str, **fields: Any) -> requests.Response:
    """Exchange a code for a token."""
    uri = made.app.redirect_uris[0]
    return exchange(made, **{"grant_type": "authorization_code", "code": code, "redirect_uri": uri, **fields})


def works(token: str) -> bool:
    """Tell whether a token is valid."""
    return Client(token).get("/api/v1/apps/verify_credentials").status_code == 200
