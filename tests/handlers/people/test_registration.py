"""Getting an account, from an app and from a browser."""

from typing import Any

import pytest

from chalicelib import config
from chalicelib.models.people.accounts import Account
from tests.kit.client import Client
from tests.kit.factories import make_account, make_app, make_token
from tests.kit.oauth import (
    PASSWORD,
    REDIRECT,
    ask_of,
    code_of,
    decide,
    exchange,
    exchange_code,
    hidden_fields,
    told,
    works,
)

FORM = {
    "username": "Anna_1",
    "email": "Anna@Example.com",
    "password": PASSWORD,
    "agreement": "true",
    "locale": "en",
    "reason": "I like photos",
}


@pytest.fixture
def app() -> Client:
    made = make_app("read write")
    return Client(exchange(made, grant_type="client_credentials", scope="write").json()["access_token"])


@pytest.mark.parametrize("way", ["json", "data"])
def test_an_app_signs_a_person_up_and_in(app: Client, way: str) -> None:
    form: dict[str, Any] = {**FORM, "agreement": True}
    answer = app.post("/api/v1/accounts", json=form) if way == "json" else app.post("/api/v1/accounts", data=FORM)
    token = answer.json()
    assert answer.status_code == 200
    assert (token["token_type"], token["scope"]) == ("Bearer", "read write")
    assert isinstance(token["created_at"], int)
    me = Client(token["access_token"]).get("/api/v1/accounts/verify_credentials").json()
    assert me["acct"] == "anna_1"


@pytest.mark.parametrize(
    ("changes", "field", "name"),
    [
        ({"username": ""}, "username", "ERR_BLANK"),
        ({"username": ["x"]}, "username", "ERR_BLANK"),
        ({"username": "a b"}, "username", "ERR_INVALID"),
        ({"username": "an\nna"}, "username", "ERR_INVALID"),
        ({"username": "änna"}, "username", "ERR_INVALID"),
        ({"username": "a" * 31}, "username", "ERR_TOO_LONG"),
        ({"username": "TAKEN"}, "username", "ERR_TAKEN"),
        ({"email": ""}, "email", "ERR_BLANK"),
        ({"email": "anna"}, "email", "ERR_INVALID"),
        ({"email": "anna@host"}, "email", "ERR_INVALID"),
        ({"email": "a@b@c.de"}, "email", "ERR_INVALID"),
        ({"email": "an\nna@example.com"}, "email", "ERR_INVALID"),
        ({"email": "a" * 250 + "@example.com"}, "email", "ERR_TOO_LONG"),
        ({"email": "Taken@example.com"}, "email", "ERR_TAKEN"),
        ({"password": ""}, "password", "ERR_BLANK"),
        ({"password": "short"}, "password", "ERR_TOO_SHORT"),
        ({"password": "x" * 129}, "password", "ERR_TOO_LONG"),
        ({"password": {"a": 1}}, "password", "ERR_BLANK"),
        ({"agreement": False}, "agreement", "ERR_ACCEPTED"),
        ({"agreement": "maybe"}, "agreement", "ERR_ACCEPTED"),
        ({"agreement": None}, "agreement", "ERR_ACCEPTED"),
    ],
)
def test_a_sign_up_that_cannot_be_taken_says_why(app: Client, changes: dict[str, Any], field: str, name: str) -> None:
    make_account("taken")
    answer = app.post("/api/v1/accounts", json={**FORM, **changes})
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("Validation failed: ")
    assert [problem["error"] for problem in answer.json()["details"][field]] == [name]
    assert all(problem["description"] for problem in answer.json()["details"][field])
    assert Account.count() == 1


def test_every_problem_is_told_at_once(app: Client) -> None:
    assert set(app.post("/api/v1/accounts", json={}).json()["details"]) == {
        "username",
        "email",
        "password",
        "agreement",
    }


@pytest.mark.parametrize("password", ["x" * 128, "😀" * 128, "83102657", "e\u0301 pass word"])
def test_long_and_odd_passwords_are_taken(app: Client, password: str) -> None:
    assert app.post("/api/v1/accounts", json={**FORM, "password": password}).status_code == 200
    made = make_app("read")
    fields = {"grant_type": "password", "username": "anna_1", "password": password}
    assert exchange(made, **fields).status_code == 200
    assert exchange(made, **{**fields, "password": password + "x"}).status_code == 400


def test_only_an_app_that_may_write_signs_people_up() -> None:
    made = make_app("read write")
    reader = exchange(made, grant_type="client_credentials", scope="read").json()["access_token"]
    person = make_token(make_account())
    for client, status in ((Client(), 401), (Client("wrong"), 401), (Client(reader), 403), (Client(person), 422)):
        assert client.post("/api/v1/accounts", json=FORM).status_code == status
    assert Account.count() == 1


def test_an_address_gets_only_so_many_accounts(app: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "SIGN_UPS_PER_ADDRESS", 1)
    assert app.post("/api/v1/accounts", json={**FORM, "password": "short"}).status_code == 422
    assert app.post("/api/v1/accounts", json=FORM).status_code == 200
    other = {**FORM, "username": "bela", "email": "bela@example.com"}
    answer = app.post("/api/v1/accounts", json=other)
    assert answer.status_code == 429
    assert {"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"} <= set(answer.headers)
    assert Client().post("/oauth/sign_up", data=other).status_code == 429


def test_a_closed_door_stays_closed(app: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "REGISTRATIONS", "closed")
    assert app.post("/api/v1/accounts", json=FORM).status_code == 422
    assert Client().get("/oauth/sign_up").status_code == 422
    assert Client().post("/oauth/sign_up", data=FORM).status_code == 422
    assert "sign_up" not in Client().get("/oauth/authorize", params=ask_of(make_app())).text
    assert Account.count() == 0


def test_a_person_with_a_browser_signs_up_and_goes_on_to_the_app() -> None:
    made = make_app("read", REDIRECT)
    asked = ask_of(made)
    page = Client().get("/oauth/sign_up", params=asked)
    assert hidden_fields(page.text) == asked

    done = Client().post("/oauth/sign_up", data={**hidden_fields(page.text), **FORM})

    assert done.status_code == 303
    back = Client().get(done.headers["Location"])
    assert hidden_fields(back.text) == asked
    assert 'value="Anna_1"' in back.text
    assert told(decide(asked, "Anna_1"))["state"] == asked["state"]
    assert works(exchange_code(made, code_of(asked, "anna_1")).json()["access_token"])


def test_the_browsers_form_says_what_is_wrong_and_keeps_the_rest() -> None:
    page = Client().post("/oauth/sign_up", data={**FORM, "password": "short", "username": '"><b>'})
    assert page.status_code == 422
    assert "is too short" in page.text
    assert 'value="Anna@Example.com"' in page.text
    assert "<b>" not in page.text
    assert 'short"' not in page.text
    assert page.text.count('aria-invalid="true"') == 2


def test_a_person_without_an_app_gets_an_account_too() -> None:
    done = Client().post("/oauth/sign_up", data=FORM)
    assert (done.status_code, "Welcome" in done.text) == (200, True)
    assert Account.count() == 1
