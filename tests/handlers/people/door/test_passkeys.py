"""Passkeys are added with the password, listed, named and removed, and their owner is told."""

import html
import json
import re
from typing import Any

import pytest

from chalicelib.models import base
from chalicelib.models.base import new_id
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.closed import LEAVING
from chalicelib.models.people.door.passkeys import CHALLENGE_SECONDS, MOST, Passkey
from chalicelib.services.people.door import recovery
from tests.kit.client import Client
from tests.kit.door import NOON, letters
from tests.kit.factories import make_account, make_token
from tests.kit.oauth import PASSWORD
from tests.kit.passkeys import PASSKEYS, UP, Authenticator, Browser, add_passkey

pytestmark = pytest.mark.usefixtures("still")
MINE = "anna@example.com"
REFUSED = "The passkey was not accepted, or it took too long. Try again."


@pytest.fixture
def client(anna: Account) -> Client:
    return Client(make_token(anna))


@pytest.mark.parametrize("is_eddsa", [False, True])
def test_a_passkey_is_added_listed_named_and_removed(client: Client, *, is_eddsa: bool):
    passkey = Authenticator(is_eddsa=is_eddsa)
    added = add_passkey(client, passkey, " My \n phone ")

    assert added.status_code == 200, added.text
    told = added.json()
    assert (told["name"], told["last_used_at"], told["created_at"]) == ("My phone", None, "2027-01-15T08:00:00.000Z")
    assert client.get(PASSKEYS).json() == [told]
    renamed = client.put(f"{PASSKEYS}/{told['id']}", json={"name": "Old phone"})
    assert renamed.json() == {**told, "name": "Old phone"}
    assert client.put(f"{PASSKEYS}/{told['id']}", json={"name": " "}).status_code == 422
    assert client.delete(f"{PASSKEYS}/{told['id']}", json={"password": "wrong"}).status_code == 422
    assert client.delete(f"{PASSKEYS}/{told['id']}", json={"password": PASSWORD}).status_code == 200
    assert client.get(PASSKEYS).json() == []
    assert client.delete(f"{PASSKEYS}/{told['id']}", json={"password": PASSWORD}).status_code == 404
    assert letters(MINE) == ["A passkey was added", "A passkey was removed"]


def test_what_is_asked_of_the_device_is_one_that_verifies_and_needs_no_name(anna: Account, client: Client):
    add_passkey(client, Authenticator(credential_id=b"first"))
    asked = client.post(f"{PASSKEYS}/challenges", json={"password": PASSWORD}).json()
    wanted = {"residentKey": "required", "requireResidentKey": True, "userVerification": "required"}
    assert asked["authenticatorSelection"] == wanted
    assert asked["rp"]["id"] == "localhost"
    assert asked["excludeCredentials"] == [{"type": "public-key", "id": "Zmlyc3Q"}]
    assert (asked["user"]["name"], asked["attestation"]) == ("anna", "none")


def test_a_challenge_is_drawn_for_the_password_alone(client: Client):
    assert client.post(f"{PASSKEYS}/challenges", json={}).status_code == 422
    assert client.post(f"{PASSKEYS}/challenges", json={"password": "wrong"}).status_code == 422
    assert Client().post(f"{PASSKEYS}/challenges", json={"password": PASSWORD}).status_code == 401


LIES: dict[str, dict[str, Any]] = {
    "another origin": {"origin": "https://evil.example"},
    "another port": {"origin": "http://localhost:8001"},
    "another domain": {"rp_id": "evil.example"},
    "nobody verified": {"flags": UP},
    "nobody there": {"flags": 0},
    "in a frame of another": {"is_framed": True},
    "too long a name": {"credential_id": b"x" * 1024},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_a_passkey_of_another_place_or_without_its_owner_is_refused(client: Client, lie: dict[str, Any]):
    answer = add_passkey(client, Authenticator(**lie))
    assert (answer.status_code, answer.json()["error"]) == (422, REFUSED)
    assert client.get(PASSKEYS).json() == []
    assert letters(MINE) == []


def test_what_was_made_for_signing_in_adds_nothing(client: Client):
    options = client.post(f"{PASSKEYS}/challenges", json={"password": PASSWORD}).json()
    lie = Authenticator().create(options, type="webauthn.get")
    assert client.post(PASSKEYS, json={"credential": lie}).json()["error"] == REFUSED
    # A challenge of the sign-in page was drawn without a password.
    drawn = {**options, "challenge": Browser().challenge()["challenge"]}
    assert client.post(PASSKEYS, json={"credential": Authenticator().create(drawn)}).json()["error"] == REFUSED


def test_a_challenge_is_good_once_for_a_few_minutes_and_for_its_session(
    anna: Account, client: Client, monkeypatch: pytest.MonkeyPatch
):
    options = client.post(f"{PASSKEYS}/challenges", json={"password": PASSWORD}).json()
    answer = {"credential": Authenticator().create(options)}
    assert Client(make_token(anna)).post(PASSKEYS, json=answer).json()["error"] == REFUSED
    assert Client(make_token(make_account())).post(PASSKEYS, json=answer).json()["error"] == REFUSED
    assert client.post(PASSKEYS, json=answer).status_code == 200
    again = {"credential": Authenticator(credential_id=b"another").create(options)}
    assert client.post(PASSKEYS, json=again).json()["error"] == REFUSED

    late = client.post(f"{PASSKEYS}/challenges", json={"password": PASSWORD}).json()
    monkeypatch.setattr(base, "clock", lambda: float(NOON + CHALLENGE_SECONDS))
    assert client.post(PASSKEYS, json={"credential": Authenticator().create(late)}).json()["error"] == REFUSED
    assert len(client.get(PASSKEYS).json()) == 1


def test_a_new_password_ends_what_was_begun_before(anna: Account, client: Client):
    options = client.post(f"{PASSKEYS}/challenges", json={"password": PASSWORD}).json()
    [session] = client.get("/api/rossgram/v1/sessions").json()
    recovery.replace(Credential.find(anna.id), "a much newer horse battery", kept_session=session["id"])
    assert client.post(PASSKEYS, json={"credential": Authenticator().create(options)}).json()["error"] == REFUSED
    assert Passkey.of(anna.id) == []


def test_an_account_has_so_many_passkeys_and_no_more(anna: Account, client: Client):
    for _ in range(MOST - 1):
        Passkey(anna.id, new_id(), credential_id="x", public_key="x", name="One").save()
    Credential(anna.id).update([Credential.passkeys_count.set(MOST - 1)])
    two = [client.post(f"{PASSKEYS}/challenges", json={"password": PASSWORD}).json() for _ in "ab"]
    answers = [Authenticator(credential_id=name).create(one) for name, one in zip((b"a", b"b"), two, strict=True)]
    assert [client.post(PASSKEYS, json={"credential": one}).status_code for one in answers] == [200, 422]
    assert client.post(f"{PASSKEYS}/challenges", json={"password": PASSWORD}).status_code == 422
    assert len(Passkey.of(anna.id)) == MOST


def test_an_account_that_leaves_gets_no_new_one(anna: Account, client: Client):
    options = client.post(f"{PASSKEYS}/challenges", json={"password": PASSWORD}).json()
    anna.update([Account.closed.set(LEAVING)])
    assert client.post(PASSKEYS, json={"credential": Authenticator().create(options)}).json()["error"] == REFUSED


@pytest.mark.parametrize("given", [None, "", "x", "[]", "{", 7, {}, {"id": "x"}, "[" * 30_000, "x" * 40_000])
def test_what_is_no_passkey_is_refused(client: Client, given: Any):
    answer = client.post(PASSKEYS, json={"credential": given})
    assert answer.status_code == 422


def test_the_page_adds_a_passkey_shows_it_and_removes_it(anna: Account):
    browser = Browser()
    mine = {"username": "anna", "password": PASSWORD}
    assert 'name="otp"' in Client().get("/oauth/passkeys").text
    assert browser.post("/oauth/passkeys", {**mine, "act": ""}).status_code == 422
    page = browser.post("/oauth/passkeys", {**mine, "act": "add"})
    found = re.search(r'data-options="([^"]+)"', page.text)
    assert found
    policy = page.headers["Content-Security-Policy"]
    assert "script-src http://localhost:8000/oauth/passkeys.js;" in policy
    made = json.dumps(Authenticator().create(json.loads(html.unescape(found[1]))))
    form = {"act": "finish", "credential": made, "name": "<Phone>"}
    assert Browser().post("/oauth/passkeys", form).status_code == 422  # Of another browser.
    assert "The passkey is added" in browser.post("/oauth/passkeys", form).text

    shown = browser.post("/oauth/passkeys", {**mine, "act": "see"}).text
    assert "&lt;Phone&gt;, not used yet" in shown
    [passkey] = Passkey.of(anna.id)
    assert "No passkeys" in browser.post("/oauth/passkeys", {**mine, "act": "see", "passkey": passkey.id}).text
    assert letters(MINE) == ["A passkey was added", "A passkey was removed"]
