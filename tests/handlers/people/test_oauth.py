"""Tokens for codes, refresh tokens, passwords and apps; and taking them back."""

import base64

import pytest
import time_machine

from chalicelib import config
from chalicelib.models.people.oauth import AuthorizationCode
from chalicelib.models.people.sessions import Session
from chalicelib.services.people.apps import Registered
from tests.kit.client import Client
from tests.kit.factories import make_account, make_app
from tests.kit.oauth import CHALLENGE, PASSWORD, REDIRECT, VERIFIER, ask_of, code_of, exchange, exchange_code, works


@pytest.fixture
def made() -> Registered:
    make_account("anna", password=PASSWORD)
    return make_app("read write", REDIRECT)


def test_a_code_is_exchanged_for_a_token_that_does_not_expire(made: Registered) -> None:
    answer = exchange_code(made, code_of(ask_of(made, scope="read"), "anna"), scope="read write admin:write")

    token = answer.json()
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"].endswith("no-store")
    assert token["token_type"] == "Bearer"
    assert token["scope"] == "read"  # What the person agreed to, whatever the app says now.
    assert isinstance(token["created_at"], int)
    assert "expires_in" not in token
    assert works(token["access_token"])


def test_a_code_used_twice_takes_back_the_tokens_that_it_gave(made: Registered) -> None:
    code = code_of(ask_of(made), "anna")
    first = exchange_code(made, code).json()
    newer = exchange(made, grant_type="refresh_token", refresh_token=first["refresh_token"]).json()

    again = exchange_code(made, code)

    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert not works(first["access_token"])
    assert not works(newer["access_token"])
    assert list(Session.scan()) == []


def test_of_two_exchanges_at_the_same_moment_one_wins(made: Registered, monkeypatch: pytest.MonkeyPatch) -> None:
    code = code_of(ask_of(made), "anna")
    seen = AuthorizationCode.find(code)
    assert exchange_code(made, code).status_code == 200
    monkeypatch.setattr(AuthorizationCode, "find", lambda _: seen)  # Read before the other one wrote.

    late = exchange_code(made, code)

    assert (late.status_code, late.json()["error"]) == (400, "invalid_grant")
    assert Session.count() == 1


def test_a_code_is_good_for_ten_minutes(made: Registered) -> None:
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        early, late = code_of(ask_of(made), "anna"), code_of(ask_of(made), "anna")
        clock.shift(599)
        assert exchange_code(made, early).status_code == 200
        clock.shift(1)
        assert exchange_code(made, late).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "other",
    [
        REDIRECT + "/",
        REDIRECT + "x",
        REDIRECT[:-1],
        REDIRECT.replace("callback", "Callback"),
        REDIRECT.replace("https", "http"),
        REDIRECT + "?x=1",
        None,
    ],
)
def test_a_code_needs_the_redirect_that_it_was_asked_for_with(made: Registered, other: str | None) -> None:
    code = code_of(ask_of(made), "anna")
    answer = exchange_code(made, code, redirect_uri=other)
    assert answer.status_code == 400
    assert answer.json()["error"] in {"invalid_grant", "invalid_request"}


def test_a_code_is_worth_nothing_to_another_app(made: Registered) -> None:
    other = make_app("read write", REDIRECT)
    code = code_of(ask_of(made), "anna")
    assert exchange_code(other, code).json()["error"] == "invalid_grant"
    assert exchange_code(made, code).status_code == 200


def test_pkce_wants_the_verifier_of_the_challenge(made: Registered) -> None:
    code = code_of(ask_of(made, code_challenge=CHALLENGE, code_challenge_method="S256"), "anna")

    assert exchange_code(made, code).status_code == 400
    assert exchange_code(made, code, code_verifier=CHALLENGE).json()["error"] == "invalid_grant"
    assert exchange_code(made, code, code_verifier=VERIFIER).status_code == 200


def test_a_verifier_without_a_challenge_is_refused(made: Registered) -> None:
    code = code_of(ask_of(made), "anna")
    assert exchange_code(made, code, code_verifier=VERIFIER).json()["error"] == "invalid_grant"


def test_an_app_gets_a_token_of_its_own(made: Registered) -> None:
    token = exchange(made, grant_type="client_credentials").json()
    assert token["scope"] == "read"
    assert "refresh_token" not in token
    assert works(token["access_token"])
    assert Client(token["access_token"]).get("/api/v1/accounts/verify_credentials").status_code == 422


def test_an_app_may_show_its_secret_in_the_header(made: Registered) -> None:
    pair = base64.b64encode(f"{made.app.client_id}:{made.secret}".encode()).decode()
    headers = {"Authorization": f"Basic {pair}"}
    form = {"grant_type": "client_credentials"}
    assert Client().post("/oauth/token", data=form, headers=headers).status_code == 200
    both = {**form, "client_id": make_app().app.client_id}
    assert Client().post("/oauth/token", data=both, headers=headers).status_code == 400


@pytest.mark.parametrize("grant_type", ["client_credentials", "password", "refresh_token", "authorization_code"])
def test_an_app_with_a_wrong_secret_gets_nothing(made: Registered, grant_type: str) -> None:
    fields = {"grant_type": grant_type, "username": "anna", "password": PASSWORD, "refresh_token": "x.y", "code": "x"}
    for wrong in ({"client_secret": "wrong"}, {"client_secret": None}, {"client_id": "wrong"}, {"client_id": None}):
        answer = exchange(made, **{**fields, **wrong})
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
        assert answer.headers["WWW-Authenticate"].startswith("Basic")


@pytest.mark.parametrize("scope", ["follow", "read follow", "admin:read", "nonsense", "read:statuses:x"])
def test_no_grant_gives_more_than_the_app_registered(made: Registered, scope: str) -> None:
    own = exchange(made, grant_type="client_credentials", scope=scope)
    signed = exchange(made, grant_type="password", username="anna", password=PASSWORD, scope=scope)
    assert (own.status_code, own.json()["error"]) == (400, "invalid_scope")
    assert (signed.status_code, signed.json()["error"]) == (400, "invalid_scope")


def test_a_refresh_replaces_both_tokens_within_what_was_agreed(made: Registered) -> None:
    first = exchange_code(made, code_of(ask_of(made, scope="read write:media"), "anna")).json()

    wider = exchange(made, grant_type="refresh_token", refresh_token=first["refresh_token"], scope="write")
    assert wider.json()["error"] == "invalid_scope"
    assert works(first["access_token"])
    second = exchange(made, grant_type="refresh_token", refresh_token=first["refresh_token"], scope="read:accounts")
    third = exchange(made, grant_type="refresh_token", refresh_token=second.json()["refresh_token"]).json()

    assert second.json()["scope"] == "read:accounts"
    assert third["scope"] == "read write:media"
    assert not works(first["access_token"])
    assert works(third["access_token"])


def test_a_refresh_token_is_worth_nothing_to_another_app(made: Registered) -> None:
    token = exchange_code(made, code_of(ask_of(made), "anna")).json()
    answer = exchange(make_app(), grant_type="refresh_token", refresh_token=token["refresh_token"])
    assert answer.json()["error"] == "invalid_grant"
    assert works(token["access_token"])


def test_passwords_are_exchanged_where_the_operator_allows_it(
    made: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {"grant_type": "password", "username": "anna", "password": PASSWORD, "scope": "read"}
    assert exchange(made, **fields).json()["scope"] == "read"
    assert exchange(made, **{**fields, "password": "wrong"}).json()["error"] == "invalid_grant"
    monkeypatch.setattr(config, "ALLOW_PASSWORD_GRANT", False)
    assert exchange(made, **fields).json()["error"] == "unsupported_grant_type"
