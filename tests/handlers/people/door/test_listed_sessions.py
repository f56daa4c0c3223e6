"""People see what is signed in to their accounts, and sign it out."""

import re
from typing import Any

import pytest
import requests
import time_machine

from chalicelib.models.people.accounts import Account
from chalicelib.models.people.sessions import Session
from chalicelib.services.people.apps import Registered
from tests.kit.client import Client
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_app, make_token
from tests.kit.killing import every_kill
from tests.kit.oauth import PASSWORD, REDIRECT, ask_of, code_of, exchange, exchange_code, works

SESSIONS = "/api/rossgram/v1/sessions"


def sign_in(made: Registered) -> dict[str, Any]:
    found: dict[str, Any] = exchange_code(made, code_of(ask_of(made), "anna")).json()
    return found


def listed(token: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = Client(token).get(SESSIONS).json()
    return found


def on_page(**form: str) -> requests.Response:
    return Client().post("/oauth/sessions", data={"username": "anna", "password": PASSWORD, **form})


def choices(page: str) -> list[str]:
    return re.findall(r'type="radio" name="session" value="([^"]*)"', page)


def test_what_is_signed_in_is_listed_newest_first_without_any_secret(anna: Account, made: Registered):
    with time_machine.travel(1_800_000_000, tick=False):
        first = make_token(anna, "read")
    with time_machine.travel(1_800_000_100, tick=False):
        second = sign_in(made)
        make_token(make_account("ben"))

    answer = Client(first).get(SESSIONS)

    found = answer.json()
    assert [(one["scopes"], one["current"]) for one in found] == [(["read", "write"], False), (["read"], True)]
    assert found[0]["application"] == {"name": "Tester", "website": None}
    assert found[0]["created_at"] == "2027-01-15T08:01:40.000Z"
    secrets = (first, second["access_token"], second["refresh_token"])
    assert not any(secret in answer.text for secret in secrets)
    assert not any(
        one["access_hash"] in answer.text for one in ({"access_hash": s.access_hash} for s in Session.scan())
    )


def test_one_is_ended_with_both_of_its_tokens_and_others_stay(anna: Account, made: Registered):
    mine, other = make_token(anna), sign_in(made)
    [other_id] = [one["id"] for one in listed(mine) if not one["current"]]

    assert Client(mine).delete(f"{SESSIONS}/{other_id}").status_code == 200

    assert (works(mine), works(other["access_token"])) == (True, False)
    assert exchange(made, grant_type="refresh_token", refresh_token=other["refresh_token"]).status_code == 400
    assert [one["current"] for one in listed(mine)] == [True]
    assert Client(mine).delete(f"{SESSIONS}/{other_id}").status_code == 404


def test_nobody_ends_anothers_session(anna: Account):
    mine, ben = make_token(anna), make_token(make_account("ben"))
    [bens] = listed(ben)
    for session_id in (bens["id"], "0", "x" * 3000):
        assert Client(mine).delete(f"{SESSIONS}/{session_id}").status_code == 404
    assert works(ben)
    assert on_page(session=bens["id"]).status_code == 404
    assert works(ben)


def test_everything_else_is_signed_out_or_everything(anna: Account, made: Registered):
    mine, other, ben = make_token(anna), sign_in(made), make_token(make_account("ben"))
    code = code_of(ask_of(made), "anna")

    assert Client(mine).delete(SESSIONS).status_code == 200

    assert (works(mine), works(other["access_token"]), works(ben)) == (True, False, True)
    assert exchange_code(made, code).status_code == 400
    assert exchange(made, grant_type="refresh_token", refresh_token=other["refresh_token"]).status_code == 400
    again = sign_in(made)["access_token"]
    assert works(again)
    assert Client(mine).delete(SESSIONS, json={"everywhere": True}).status_code == 200
    assert not any(works(token) for token in (mine, again))


def test_scopes_are_asked_for(anna: Account):
    assert Client(make_token(anna, "write")).get(SESSIONS).status_code == 403
    reader = Client(make_token(anna, "read"))
    assert (reader.delete(SESSIONS).status_code, reader.delete(f"{SESSIONS}/1").status_code) == (403, 403)
    assert Client().get(SESSIONS).status_code == 401


def test_a_page_lists_and_ends_them_by_the_password(anna: Account, made: Registered):
    first, second = make_token(anna), sign_in(made)["access_token"]
    assert Client().get("/oauth/sessions").status_code == 200
    wrong = on_page(password="wrong", session="*")
    assert (wrong.status_code, choices(wrong.text)) == (422, [])
    page = on_page()
    assert page.text.count("Tester, since") == 2
    assert choices(page.text)[-1] == "*"

    left = choices(on_page(session=choices(page.text)[0]).text)

    assert len(left) == 2
    assert sorted((works(first), works(second))) == [False, True]
    assert "Nothing is signed in" in on_page(session="*").text
    assert not works(first)
    assert not works(second)


def test_an_apps_name_is_text_on_the_page(anna: Account):
    made = make_app("read", REDIRECT)
    made.app.name = "<b>Bold</b>"
    made.app.save()
    sign_in(made)
    assert "&lt;b&gt;Bold&lt;/b&gt;, since" in on_page().text


def test_signing_out_that_is_cut_leaves_none_where_it_happened(monkeypatch: pytest.MonkeyPatch):
    def begin() -> list[str]:
        account = make_account()
        return [make_token(account) for _ in range(3)]

    def act(tokens: list[str]) -> None:
        assert Client(tokens[0]).delete(SESSIONS).status_code == 200

    begun = every_kill(monkeypatch, begin, act)

    drop_events()
    deliver_events("profiles")
    happened = {tuple(works(token) for token in tokens) for tokens in begun}
    assert happened == {(True, True, True), (True, False, False)}
