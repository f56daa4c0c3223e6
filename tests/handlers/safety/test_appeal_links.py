"""The link in a letter of an act, by which whoever cannot sign in appeals."""

import re
from typing import Any

import pytest

from chalicelib import config
from chalicelib.models import base
from chalicelib.models.leaving import Leaving
from chalicelib.models.people.accounts import Account
from chalicelib.models.safety.appeals import PENDING, Appeal
from chalicelib.services.leaving import deleting, departures
from chalicelib.services.safety import silencing, suspending
from chalicelib.services.safety.decisions import Decision
from chalicelib.services.talk import mails
from tests.handlers.safety.test_strikes import STRIKES, letters, struck
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
from tests.kit.staff import as_staff


def link_in(letter: Any) -> str:
    found = re.search(r"https?://\S+/oauth/appeals\S+", letter.body)
    assert found, letter.body
    return found[0].removeprefix(config.PUBLIC_URL)


@pytest.mark.parametrize("deed", [suspending.suspend, silencing.disable])
def test_whoever_cannot_sign_in_appeals_by_the_link_in_the_letter(deed: Any):
    anna = make_account()
    client = Client(make_token(anna))
    deed(anna.id, Decision("mo", "It is <spam>"))
    assert client.get(STRIKES).status_code == 401
    link = link_in(letters(anna)[-1])
    page = Client().get(link)
    assert (page.status_code, "It is &lt;spam&gt;" in page.text, "<textarea" in page.text) == (200, True, True)
    secret = link.rpartition("=")[2]
    refused = Client().post("/oauth/appeals", data={"token": secret, "text": " "})
    assert (refused.status_code, "blank" in refused.text) == (422, True)
    assert Client().post("/oauth/appeals", data={"token": secret, "text": "It was <b>art"}).status_code == 200
    (row,) = Appeal.scan()
    assert (row.account_id, row.text, row.state) == (anna.id, "It was <b>art", PENDING)
    again = Client().get(link)
    assert ("It was &lt;b&gt;art" in again.text, "<textarea" in again.text) == (True, False)
    assert "Обжалование отправлено" in Client().get(link, headers={"Accept-Language": "ru"}).text
    assert Client().post("/oauth/appeals", data={"token": secret, "text": "Again"}).status_code == 422


@pytest.mark.parametrize("token", ["", "x", "x" * 5000])
def test_another_link_opens_no_appeal(token: str):
    struck()
    assert Client().get("/oauth/appeals", params={"token": token}).status_code in (404, 422)
    assert Client().post("/oauth/appeals", data={"token": token, "text": "Hello"}).status_code in (404, 422)
    assert list(Appeal.scan()) == []


def test_a_link_that_opens_an_appeal_opens_nothing_else():
    anna, _, _ = struck()
    secret = link_in(letters(anna)[-1]).rpartition("=")[2]
    form = {"token": secret, "new_password": "correct horse battery"}
    assert Client().post("/oauth/password/new", data=form).status_code == 422
    assert Client().post("/oauth/email/confirm", data=form).status_code == 422
    assert as_staff(anna).get("/api/rossgram/v1/moderation/appeals").status_code == 403


def test_a_text_is_as_long_as_the_browser_counts_it():
    anna, _, _ = struck()
    secret = link_in(letters(anna)[-1]).rpartition("=")[2]
    # A browser counts a line's end as one character, and sends two.
    typed = "\n".join(["x" * 99] * 20)
    form = {"token": secret, "text": typed.replace("\n", "\r\n")}
    assert Client().post("/oauth/appeals", data={**form, "text": form["text"] + "\r\nyy"}).status_code == 422
    assert Client().post("/oauth/appeals", data=form).status_code == 200
    (row,) = Appeal.scan()
    assert row.text == typed


def delete(account: Account) -> None:
    departures.begin(account.id)
    Leaving(account.id).update([Leaving.delete_at.set(base.now() - 1)])
    while Leaving.of(account.id):
        deleting.carry_on(account.id)


def test_whoever_is_deleted_appeals_no_more():
    anna, _, _ = struck()
    link = link_in(letters(anna)[-1])
    delete(anna)
    assert Client().get(link).status_code == 422
    form = {"token": link.rpartition("=")[2], "text": "I am Anna"}
    assert Client().post("/oauth/appeals", data=form).status_code == 422
    assert list(Appeal.scan()) == []


@pytest.mark.parametrize("is_begun_alone", [False, True])
def test_whoever_is_deleted_while_they_appeal_leaves_nothing(monkeypatch: pytest.MonkeyPatch, is_begun_alone: bool):
    anna, _, _ = struck()
    secret, compose = link_in(letters(anna)[-1]).rpartition("=")[2], mails.compose

    def meanwhile(*told: Any, **said: Any) -> Any:
        monkeypatch.setattr(mails, "compose", compose)
        if is_begun_alone:
            Leaving(anna.id, delete_at=0, due_at=0, begun_at=1).save()
        else:
            delete(anna)
        return compose(*told, **said)

    monkeypatch.setattr(mails, "compose", meanwhile)
    assert Client().post("/oauth/appeals", data={"token": secret, "text": "I am Anna"}).status_code == 422
    assert list(Appeal.scan()) == []
