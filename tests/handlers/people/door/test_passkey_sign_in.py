"""A passkey alone signs in to an app: here, once, with its owner verified, and only while nobody has a copy."""

import re
from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import SUSPENDED
from chalicelib.models.people.door.passkeys import Passkey
from chalicelib.services.people.apps import Registered
from tests.kit.client import Client
from tests.kit.door import NOON, Phone
from tests.kit.factories import make_account, make_token
from tests.kit.oauth import PASSWORD, ask_of, exchange, exchange_code, told, works
from tests.kit.passkeys import PASSKEYS, UP, Authenticator, Browser, add_passkey

pytestmark = pytest.mark.usefixtures("still")
MINE = "anna@example.com"


def sign_in(made: Registered, passkey: Authenticator, **changes: Any) -> Any:
    browser = Browser()
    return browser.allow(made, passkey.get(browser.challenge(), **changes))


@pytest.mark.parametrize("is_eddsa", [False, True])
def test_a_passkey_is_all_that_is_asked_for(anna: Account, made: Registered, *, is_eddsa: bool):
    passkey, client = Authenticator(is_eddsa=is_eddsa), Client(make_token(anna))
    add_passkey(client, passkey)
    answer = sign_in(made, passkey)

    assert answer.status_code == 303, answer.text
    token = exchange_code(made, told(answer)["code"]).json()["access_token"]
    assert Client(token).get("/api/v1/accounts/verify_credentials").json()["id"] == anna.id
    assert client.get(PASSKEYS).json()[0]["last_used_at"] == "2027-01-15T08:00:00.000Z"
    assert answer.headers["Set-Cookie"].startswith("device=")


def test_the_page_offers_it_by_a_script_of_its_own_and_is_whole_without(made: Registered):
    page, script = Client().get("/oauth/authorize", params=ask_of(made)).text, Client().get("/oauth/passkeys.js")
    assert re.search(r'<button type="submit" name="decision" value="approve" data-passkey hidden>', page)
    assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "navigator.credentials.get" in script.text


def test_the_cookie_of_a_challenge_goes_nowhere_else():
    answer = Client().post("/oauth/passkeys/challenge")
    assert answer.headers["Set-Cookie"].endswith("; Path=/; Max-Age=300; HttpOnly; SameSite=Strict")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.json()["userVerification"] == "required"
    assert answer.json()["allowCredentials"] == []


def test_beside_a_passkey_no_code_is_asked_for_and_the_password_still_needs_one(
    anna: Account, made: Registered, passkey: Authenticator, monkeypatch: pytest.MonkeyPatch
):
    client, factor = Client(make_token(anna)), "/api/rossgram/v1/two_factor"
    phone = Phone(client.post(factor, json={"password": PASSWORD}).json()["secret"], NOON, monkeypatch)
    assert client.put(factor, json={"password": PASSWORD, "code": phone.code}).status_code == 200

    assert sign_in(made, passkey).status_code == 303
    assert client.post(f"{PASSKEYS}/challenges", json={"password": PASSWORD}).status_code == 422
    given = {"grant_type": "password", "username": "anna", "password": PASSWORD}
    assert exchange(made, **given).json()["error"] == "invalid_grant"


def test_the_password_grant_is_as_it_was(made: Registered, passkey: Authenticator):
    given = {"grant_type": "password", "username": "anna", "password": PASSWORD}
    assert works(exchange(made, **given).json()["access_token"])


LIES: dict[str, dict[str, Any]] = {
    "another origin": {"origin": "https://evil.example"},
    "a subdomain": {"origin": "http://a.localhost:8000"},
    "another domain": {"rp_id": "evil.example"},
    "nobody verified": {"flags": UP},
    "nobody there": {"flags": 0},
    "in a frame of another": {"is_framed": True},
    "another name": {"credential_id": b"another"},
    "nobody's": {"user_handle": b""},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_what_was_not_signed_here_by_its_owner_signs_nobody_in(
    made: Registered, passkey: Authenticator, lie: dict[str, Any]
):
    for name, value in lie.items():
        setattr(passkey, name, value)
    answer = sign_in(made, passkey)
    assert (answer.status_code, "The passkey was not accepted" in answer.text) == (422, True)


def test_a_registration_signs_nobody_in(made: Registered, passkey: Authenticator):
    assert sign_in(made, passkey, type="webauthn.create").status_code == 422


def test_the_passkey_of_one_account_does_not_sign_in_to_another(made: Registered, passkey: Authenticator):
    other = make_account("ben", password=PASSWORD)
    theirs = Authenticator(credential_id=passkey.credential_id)
    add_passkey(Client(make_token(other)), theirs)
    passkey.user_handle = other.id.encode()
    assert sign_in(made, passkey).status_code == 422
    assert sign_in(made, theirs).status_code == 303


def test_a_removed_passkey_and_that_of_a_suspended_account_sign_in_no_more(
    anna: Account, made: Registered, passkey: Authenticator
):
    anna.update([Account.closed.set(SUSPENDED)])
    assert "This account is suspended" in sign_in(made, passkey).text
    anna.update([Account.closed.remove()])
    client = Client(make_token(anna))
    client.delete(f"{PASSKEYS}/{Passkey.of(anna.id)[0].id}", json={"password": PASSWORD})
    assert sign_in(made, passkey).status_code == 422
