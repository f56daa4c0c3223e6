"""A forgotten password is replaced by a link in a mail, and nobody learns who is here."""

import re

import pytest
import requests

from chalicelib import config
from chalicelib.models import base
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.apps import digest
from chalicelib.models.talk.mails import FAILED, Mail
from chalicelib.services.people import sessions
from tests.kit.client import Client
from tests.kit.door import NOON, letters, link_in_mail, secret_in_mail
from tests.kit.events import deliver_events
from tests.kit.factories import make_token
from tests.kit.mails import mails_to
from tests.kit.oauth import PASSWORD, hidden_fields, works
from tests.kit.recorder import record_calls
from tests.kit.rows import stored

NEW = "a much newer horse battery"
HERE = "192.0.2.1"


def forget(name: str) -> requests.Response:
    return Client().post("/oauth/password/forgotten", data={"username": name})


def set_new(secret: str, password: str = NEW) -> requests.Response:
    return Client().post("/oauth/password/new", data={"token": secret, "new_password": password})


def signs_in(password: str, name: str = "anna") -> bool:
    return sessions.sign_in(name, password, HERE) is not None


@pytest.mark.parametrize("name", ["anna", " @Anna", "Anna@Example.com"])
def test_a_forgotten_password_is_replaced_by_a_link_in_a_mail(anna: Account, name: str):
    before = make_token(anna)
    assert forget(name).status_code == 200
    page = Client().get(link_in_mail("anna@example.com"))
    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "no-referrer"

    answer = Client().post("/oauth/password/new", data={**hidden_fields(page.text), "new_password": NEW})

    assert answer.status_code == 200
    assert (signs_in(NEW), signs_in(PASSWORD)) == (True, False)
    assert not works(before)
    assert letters("anna@example.com")[-2:] == ["Choose a new password", "Your password was changed"]
    assert Credential.find(anna.id).confirmed_at


@pytest.mark.parametrize("path", ["password", "email", "sessions", "two_factor", "passkeys"])
def test_the_pages_of_an_account_lead_to_each_other(path: str):
    page = Client().get(f"/oauth/{path}").text
    found = set(re.findall(r'<a href="(/oauth/[a-z_/]+)">', page))
    names = ("password", "email", "sessions", "two_factor", "passkeys")
    others = {f"/oauth/{name}" for name in names if name != path}
    assert found == {"/oauth/password/forgotten", *others}
    assert "<script" not in page


def test_looking_at_the_page_uses_no_link_up_and_setting_a_password_does(anna: Account):
    forget("anna")
    secret = secret_in_mail("anna@example.com")
    for _ in range(2):
        assert Client().get("/oauth/password/new", params={"token": secret}).status_code == 200
    assert set_new(secret, "short").status_code == 422
    assert "too short" in set_new(secret, "short").text

    assert set_new(secret).status_code == 200

    again = set_new(secret, "another horse entirely")
    assert (again.status_code, "used already" in again.text) == (422, True)
    assert Client().get("/oauth/password/new", params={"token": secret}).status_code == 422
    assert signs_in(NEW)


def test_a_change_makes_all_links_of_before_worthless(anna: Account):
    secrets = []
    for _ in range(2):
        forget("anna")
        secrets.append(secret_in_mail("anna@example.com"))
    set_new(secrets[1])

    assert set_new(secrets[0], "a thiefs own battery").status_code == 422
    assert signs_in(NEW)


def test_a_link_ends_after_an_hour(anna: Account, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(base, "clock", lambda: float(NOON))
    forget("anna")
    secret = secret_in_mail("anna@example.com")
    monkeypatch.setattr(base, "clock", lambda: NOON + 3599.0)
    assert Client().get("/oauth/password/new", params={"token": secret}).status_code == 200
    monkeypatch.setattr(base, "clock", lambda: NOON + 3600.0)
    assert Client().get("/oauth/password/new", params={"token": secret}).status_code == 422
    assert set_new(secret).status_code == 422
    assert signs_in(PASSWORD)


@pytest.mark.parametrize("secret", ["", "x", "\x00", "x" * 5000, "💣"])
def test_a_link_that_nobody_was_sent_changes_nothing(anna: Account, secret: str):
    before = stored({})
    assert set_new(secret).status_code == 422
    assert stored({}) == before


def test_no_table_and_no_queue_holds_what_opens_an_account(anna: Account, monkeypatch: pytest.MonkeyPatch):
    calls = record_calls(monkeypatch)
    forget("anna")
    secret = secret_in_mail("anna@example.com")
    assert [name for name, request in calls if secret in str(request)] == ["SendEmail"]
    assert any(digest(secret) in str(request) for _, request in calls)


def test_known_and_unknown_names_are_answered_alike_for_the_same_calls(anna: Account, monkeypatch: pytest.MonkeyPatch):
    calls = record_calls(monkeypatch)
    answers, trips = [], []
    for name in ("anna", "nobody", "anna@example.com", "nobody@example.com"):
        calls.clear()
        answers.append(forget(name))
        trips.append([(call, request.get("TableName")) for call, request in calls])
    assert {(answer.status_code, answer.text) for answer in answers} == {(200, answers[0].text)}
    assert all(found == trips[0] for found in trips)

    deliver_events("mails")

    assert len(mails_to("anna@example.com")) == 2
    assert mails_to("nobody@example.com") == []
    unsent = [mail for mail in Mail.scan() if mail.state == FAILED]
    assert len(unsent) == 2
    assert all((mail.expires_at.timestamp() - mail.created_at) <= 24 * 3600 for mail in unsent)


@pytest.mark.parametrize("name", ["", " ", "a b", "x" * 300, "a@b", "ä@example.com", "\x00", "my secret, typed here"])
def test_what_can_be_no_name_is_answered_as_any_and_not_kept(anna: Account, name: str):
    assert forget(name).text == forget("anna").text or name == "\x00"
    assert [mail.fields for mail in Mail.scan()] == [{"name": "@anna"}]


@pytest.mark.parametrize("name", ["anna", "nobody"])
@pytest.mark.parametrize("limit", ["RESETS_PER_NAME", "RESETS_PER_ADDRESS"])
def test_resets_are_limited_for_known_and_unknown_alike(
    anna: Account, name: str, limit: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(base, "clock", lambda: float(NOON))
    monkeypatch.setattr(config, limit, 2)
    answers = [forget(name) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "3600"


def test_an_account_gets_few_links_by_whichever_of_its_names(anna: Account, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(base, "clock", lambda: float(NOON))
    monkeypatch.setattr(config, "LINKS_PER_ACCOUNT", 3)
    for name in ("anna", "anna@example.com") * 3:
        forget(name)
    assert letters("anna@example.com") == ["Choose a new password"] * 3
