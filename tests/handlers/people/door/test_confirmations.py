"""Whoever signs up confirms the address by a link in a mail."""

from typing import Any

import pytest
import requests

from chalicelib import config
from chalicelib.models import base
from tests.handlers.people.test_registration import FORM
from tests.kit.client import Client
from tests.kit.door import NOON, letters, link_in_mail, secret_in_mail
from tests.kit.factories import make_app
from tests.kit.oauth import PASSWORD, REDIRECT, ask_of, decide, exchange, hidden_fields


def confirm(secret: str) -> requests.Response:
    return Client().post("/oauth/email/confirm", data={"token": secret})


def sign_up(**changes: Any) -> requests.Response:
    token = exchange(make_app("read write"), grant_type="client_credentials", scope="write").json()["access_token"]
    return Client(token).post("/api/v1/accounts", json={**FORM, "agreement": True, **changes})


def test_whoever_signs_up_confirms_the_address_by_a_link():
    client = Client(sign_up().json()["access_token"])
    assert client.get("/api/v1/emails/check_confirmation").json() is False
    page = Client().get(link_in_mail("Anna@Example.com"))
    assert page.status_code == 200
    assert client.get("/api/v1/emails/check_confirmation").json() is False  # Programs that read mail open links too.

    answer = Client().post("/oauth/email/confirm", data=hidden_fields(page.text))

    assert answer.status_code == 200
    assert client.get("/api/v1/emails/check_confirmation").json() is True
    assert Client().post("/oauth/email/confirm", data=hidden_fields(page.text)).status_code == 422
    again = client.post("/api/v1/emails/confirmations")
    assert again.status_code == 422
    assert letters("Anna@Example.com") == ["Confirm your e-mail address"]


def test_a_browsers_sign_up_mails_the_link_too():
    assert Client().post("/oauth/sign_up", data=FORM).status_code == 200
    assert letters("Anna@Example.com") == ["Confirm your e-mail address"]


def test_the_link_is_mailed_again_a_few_times(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(base, "clock", lambda: float(NOON))
    client = Client(sign_up().json()["access_token"])
    answers = [client.post("/api/v1/emails/confirmations") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[0].json() == {}
    assert letters("Anna@Example.com") == ["Confirm your e-mail address"] * 6
    assert client.post("/api/v1/emails/confirmations", json={"email": "other@example.com"}).status_code == 422


def test_nobody_signs_in_before_the_address_is_confirmed_where_the_operator_wants_that(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(config, "REQUIRE_CONFIRMED_EMAIL", True)
    client = Client(sign_up().json()["access_token"])
    waiting = client.get("/api/v1/accounts/verify_credentials")
    assert (waiting.status_code, "confirmed e-mail" in waiting.json()["error"]) == (403, True)
    assert client.post("/api/v1/statuses", data={"status": "x"}).status_code == 403
    made = make_app("read write", REDIRECT)
    given = {"grant_type": "password", "username": "anna_1", "password": PASSWORD}
    asked = decide(ask_of(made), "anna_1")
    assert (asked.status_code, "Confirm your e-mail address first" in asked.text) == (422, True)
    assert exchange(made, **given).json()["error"] == "invalid_grant"
    # Whoever does not know the password learns nothing of that.
    assert "Confirm" not in decide(ask_of(made), "anna_1", "wrong").text

    assert confirm(secret_in_mail("Anna@Example.com")).status_code == 200

    assert client.get("/api/v1/accounts/verify_credentials").status_code == 200
    assert decide(ask_of(made), "anna_1").status_code == 303


def test_whoever_mistyped_the_address_corrects_it_where_it_has_to_be_confirmed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "REQUIRE_CONFIRMED_EMAIL", True)
    client = Client(sign_up(email="mistyped@example.com").json()["access_token"])
    form = {"email": "right@example.com", "password": PASSWORD}
    assert client.put("/api/rossgram/v1/email", json={**form, "password": "wrong"}).status_code == 422
    assert client.put("/api/rossgram/v1/email", json=form).status_code == 202
    assert client.get("/api/v1/accounts/verify_credentials").status_code == 403

    assert confirm(secret_in_mail("right@example.com")).status_code == 200

    assert client.get("/api/v1/accounts/verify_credentials").status_code == 200
