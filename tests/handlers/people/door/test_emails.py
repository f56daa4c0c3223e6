"""An address is changed: confirmed at the new one, told at the old one."""

import pytest
import requests

from chalicelib.errors import NotFound
from chalicelib.models import base
from chalicelib.models.people.accounts import Account, Credential, Name
from chalicelib.models.people.door import sign_ups
from tests.kit.client import Client
from tests.kit.door import NOON, letters, secret_in_mail
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_app, make_token
from tests.kit.mails import mails_to
from tests.kit.oauth import PASSWORD, REDIRECT, ask_of, decide

OLD, NEW = "anna@example.com", "Anna.New@example.org"


def ask(email: str = NEW, password: str = PASSWORD) -> requests.Response:
    return Client().post("/oauth/email", data={"username": "anna", "password": password, "email": email})


def confirm(secret: str) -> requests.Response:
    return Client().post("/oauth/email/confirm", data={"token": secret})


def holder(email: str) -> str | None:
    try:
        return Name.holder(email.lower())
    except NotFound:
        return None


def test_a_new_address_is_confirmed_at_the_new_one_and_told_at_the_old_one(anna: Account):
    assert ask().status_code == 200
    assert letters(OLD) == ["Your e-mail address is about to change"]
    assert Credential.find(anna.id).email == OLD

    assert confirm(secret_in_mail(NEW)).status_code == 200

    found = Credential.find(anna.id)
    assert (found.email, bool(found.confirmed_at)) == (NEW, True)
    assert (holder(OLD), holder(NEW)) == (None, anna.id)
    assert letters(OLD)[-1] == "Your e-mail address was changed"
    assert letters(NEW) == ["Confirm your new e-mail address"]
    made = make_app("read", REDIRECT)
    assert decide(ask_of(made), NEW).status_code == 303
    assert decide(ask_of(made), OLD).status_code == 422


def test_an_app_changes_the_address_with_the_password(anna: Account):
    client = Client(make_token(anna))
    assert client.put("/api/rossgram/v1/email", json={"email": NEW, "password": "wrong"}).status_code == 422
    assert client.put("/api/rossgram/v1/email", json={"email": NEW, "password": PASSWORD}).status_code == 202
    confirm(secret_in_mail(NEW))
    assert Credential.find(anna.id).email == NEW
    assert client.get("/api/v1/accounts/verify_credentials").status_code == 200


@pytest.mark.parametrize("email", ["", "no address", "a@b", "ä@example.com", "x" * 250 + "@example.com"])
def test_what_is_no_address_is_refused(anna: Account, email: str):
    assert ask(email).status_code == 422
    assert letters(OLD) == []


def test_whether_somebody_has_an_address_is_told_to_its_owner_alone(anna: Account):
    ben = make_account("ben")
    taken, free = ask("Ben@example.com"), ask("nobody@example.com")
    assert (taken.status_code, taken.text) == (free.status_code, free.text)

    assert letters("Ben@example.com") == ["This address is in use"]
    assert "token" not in mails_to("Ben@example.com")[0].body
    assert holder("ben@example.com") == ben.id


def test_who_takes_an_address_first_has_it(anna: Account):
    ask()
    secret = secret_in_mail(NEW)
    other = sign_ups.create("carl", NEW, "x", {})
    assert confirm(secret).status_code == 422
    assert (Credential.find(anna.id).email, holder(OLD), holder(NEW)) == (OLD, anna.id, other.id)


def test_a_new_password_stops_a_change_that_somebody_else_asked_for(anna: Account):
    ask("thief@example.com")
    secret = secret_in_mail("thief@example.com")
    form = {"username": "anna", "password": PASSWORD, "new_password": "a much newer horse battery"}
    assert Client().post("/oauth/password", data=form).status_code == 200

    assert confirm(secret).status_code == 422

    assert Credential.find(anna.id).email == OLD


def test_a_change_that_was_not_mailed_yet_is_not_mailed_after_another(anna: Account):
    ask("thief@example.com")
    form = {"username": "anna", "password": PASSWORD, "new_password": "a much newer horse battery"}
    Client().post("/oauth/password", data=form)
    deliver_events("mails")
    assert mails_to("thief@example.com") == []


def test_an_address_in_other_letters_is_the_same_one(anna: Account):
    ask("ANNA@example.com")
    assert confirm(secret_in_mail("ANNA@example.com")).status_code == 200
    assert (Credential.find(anna.id).email, holder(OLD)) == ("ANNA@example.com", anna.id)


def test_a_link_for_one_thing_does_no_other(anna: Account):
    ask()
    change = secret_in_mail(NEW)
    Client().post("/oauth/password/forgotten", data={"username": "anna"})
    reset = secret_in_mail(OLD)
    page = Client().post("/oauth/password/new", data={"token": change, "new_password": "a much newer horse battery"})
    assert (page.status_code, confirm(reset).status_code) == (422, 422)
    assert Client().get("/oauth/email/confirm", params={"token": reset}).status_code == 422


@pytest.mark.parametrize(("days", "status"), [(0.99, 200), (1, 422)])
def test_a_link_to_a_new_address_ends_after_a_day(
    anna: Account, days: float, status: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(base, "clock", lambda: float(NOON))
    ask()
    secret = secret_in_mail(NEW)
    monkeypatch.setattr(base, "clock", lambda: NOON + days * 86400)
    assert confirm(secret).status_code == status


def test_only_so_many_links_are_mailed_for_an_account(anna: Account, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(base, "clock", lambda: float(NOON))
    answers = [ask(f"victim{number}@example.com") for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
