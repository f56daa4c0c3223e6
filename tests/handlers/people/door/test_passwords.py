"""A password is changed by the one before, and everything else is signed out."""

from typing import Any

import pytest

from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.oauth import AuthorizationCode
from chalicelib.models.people.sessions import Session
from chalicelib.services.people import sessions
from chalicelib.services.people.door import endings
from tests.kit.client import Client
from tests.kit.door import letters
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_app, make_token
from tests.kit.killing import every_kill
from tests.kit.oauth import PASSWORD, REDIRECT, ask_of, code_of, exchange, exchange_code, works

NEW = "a much newer horse battery"
HERE = "192.0.2.1"


def signs_in(password: str, name: str = "anna") -> bool:
    return sessions.sign_in(name, password, HERE) is not None


def test_a_password_is_changed_on_a_page_by_the_one_before(anna: Account):
    form = {"username": "anna", "password": PASSWORD, "new_password": NEW}
    wrong = Client().post("/oauth/password", data={**form, "password": "wrong"})
    assert (wrong.status_code, "is wrong" in wrong.text) == (422, True)
    assert Client().post("/oauth/password", data={**form, "new_password": "password1"}).status_code == 422

    assert Client().post("/oauth/password", data=form).status_code == 200

    assert (signs_in(NEW), signs_in(PASSWORD)) == (True, False)
    assert letters("anna@example.com") == ["Your password was changed"]


def test_an_app_changes_a_password_and_stays_signed_in_as_the_only_one(anna: Account):
    others = [make_token(anna) for _ in range(3)]
    stranger = make_token(make_account("ben"))
    mine = make_token(anna, "read write")
    form = {"password": "wrong", "new_password": NEW}
    assert Client(mine).put("/api/rossgram/v1/password", json=form).status_code == 422

    answer = Client(mine).put("/api/rossgram/v1/password", json={**form, "password": PASSWORD})

    assert (answer.status_code, answer.json()) == (200, {})
    assert works(mine)
    assert works(stranger)
    assert not any(works(token) for token in others)
    assert Client(make_token(make_account("eve"), "read")).put("/api/rossgram/v1/password").status_code == 403


def test_what_was_agreed_to_before_a_change_opens_no_session_after_it(anna: Account):
    made = make_app("read write", REDIRECT)
    code = code_of(ask_of(made), "anna")
    Client().post("/oauth/password", data={"username": "anna", "password": PASSWORD, "new_password": NEW})
    assert AuthorizationCode.find(code).session_id is None

    assert exchange_code(made, code).status_code == 400

    given = {"grant_type": "password", "username": "anna", "scope": "read"}
    assert exchange(made, **given, password=PASSWORD).status_code == 400
    assert exchange(made, **given, password=NEW).status_code == 200


def test_a_session_that_the_index_shows_late_is_ended_all_the_same(anna: Account, monkeypatch: pytest.MonkeyPatch):
    late = make_token(anna)
    with monkeypatch.context() as stale:
        stale.setattr(Session, "of_account", classmethod(lambda *_: []))
        Client().post("/oauth/password", data={"username": "anna", "password": PASSWORD, "new_password": NEW})
    assert works(late)

    deliver_events("profiles")

    assert not works(late)


def test_hundreds_of_sessions_are_ended(anna: Account, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(endings, "ENDED_AT_ONCE", 25)
    tokens = [make_token(anna) for _ in range(60)]
    Client().post("/oauth/password", data={"username": "anna", "password": PASSWORD, "new_password": NEW})
    deliver_events("profiles")
    assert not any(works(token) for token in tokens)


def test_two_changes_at_once_are_one(anna: Account, monkeypatch: pytest.MonkeyPatch):
    form: dict[str, Any] = {"username": "anna", "password": PASSWORD}
    read = Credential.find(anna.id)
    Client().post("/oauth/password", data={**form, "new_password": NEW})
    monkeypatch.setattr(sessions, "sign_in", lambda *_, **__: read)

    answer = Client().post("/oauth/password", data={**form, "new_password": "the slower battery"})

    assert answer.status_code == 422
    monkeypatch.undo()
    assert signs_in(NEW)


def test_a_change_that_is_cut_leaves_no_session_of_before_where_it_happened(monkeypatch: pytest.MonkeyPatch):
    def begin() -> tuple[str, str, str]:
        account = make_account(password=PASSWORD)
        return account.handle, make_token(account), make_token(account)

    def act(begun: tuple[str, str, str]) -> None:
        form = {"password": PASSWORD, "new_password": NEW}
        assert Client(begun[1]).put("/api/rossgram/v1/password", json=form).status_code == 200

    begun = every_kill(monkeypatch, begin, act)

    drop_events()
    deliver_events("profiles")
    happened = []
    for name, mine, other in begun:
        happened.append(signs_in(NEW, name))
        assert signs_in(PASSWORD, name) is not happened[-1]
        assert (works(mine), works(other)) == (True, not happened[-1])
    assert {True, False} == set(happened)
