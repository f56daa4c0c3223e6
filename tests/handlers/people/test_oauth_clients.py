"""An unmodified client, Mastodon.py, signs up, in and out."""

import re

import pytest
from mastodon import Mastodon, MastodonIllegalArgumentError, MastodonUnauthorizedError

from chalicelib import config
from tests.kit.client import Client
from tests.kit.factories import OUT_OF_BAND
from tests.kit.oauth import PASSWORD, hidden_fields

SCOPES = ["read", "write", "follow", "push"]


def connect() -> Mastodon:
    base, session = config.PUBLIC_URL, Client()
    pair = Mastodon.create_app("Tester", scopes=SCOPES, redirect_uris=OUT_OF_BAND, api_base_url=base, session=session)
    return Mastodon(*pair, api_base_url=base, session=session, ratelimit_method="throw")


def test_mastodon_py_signs_up_in_and_out() -> None:
    newcomer = connect()
    newcomer.create_account("anna", PASSWORD, "anna@example.com", agreement=True, scopes=SCOPES)
    assert newcomer.account_verify_credentials().acct == "anna"

    client = connect()
    url = client.auth_request_url(redirect_uris=OUT_OF_BAND, scopes=SCOPES, allow_http=True)
    fields = hidden_fields(client.session.get(url).text)
    form = {**fields, "username": "anna", "password": PASSWORD, "decision": "approve"}
    shown = re.search(r'readonly value="([^"]+)"', client.session.post(url.partition("?")[0], data=form).text)
    assert shown
    client.log_in(code=shown[1], redirect_uri=OUT_OF_BAND, scopes=SCOPES, allow_http=True)
    assert client.account_verify_credentials().acct == "anna"
    assert client.app_verify_credentials().name == "Tester"

    token = client.access_token
    client.revoke_access_token(allow_http=True)
    client.access_token = token
    with pytest.raises(MastodonUnauthorizedError):
        client.account_verify_credentials()
    client.log_in("anna@example.com", PASSWORD, scopes=SCOPES, allow_http=True)
    assert client.account_verify_credentials().acct == "anna"


def test_mastodon_py_understands_what_is_wrong() -> None:
    client = connect()
    _, told = client.create_account("a b", "short", "anna", scopes=SCOPES, return_detailed_error=True)
    assert {field for field, problems in told.details.items() if problems} == {
        "username",
        "email",
        "password",
        "agreement",
    }
    with pytest.raises(MastodonIllegalArgumentError, match="invalid_grant"):
        client.log_in("nobody@example.com", "wrong", scopes=SCOPES, allow_http=True)
