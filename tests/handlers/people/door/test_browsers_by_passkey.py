"""A passkey alone signs in to our own web client: in the browser that was given its challenge, once."""

from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from tests.kit.browsers import PATH, Browser
from tests.kit.factories import make_account
from tests.kit.oauth import PASSWORD
from tests.kit.passkeys import UP, Authenticator

pytestmark = pytest.mark.usefixtures("still")


def challenge(browser: Browser) -> dict[str, Any]:
    answer = browser.post("/oauth/passkeys/challenge")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def enter(browser: Browser, passkey: Authenticator, **changes: Any) -> int:
    given = passkey.get(challenge(browser), **changes)
    return int(browser.post(PATH, json={"credential": given}).status_code)


def test_a_passkey_signs_in_without_a_name_or_a_password_beside_who_is_here(anna: Account, passkey: Authenticator):
    make_account("ben", password=PASSWORD)
    browser = Browser()
    browser.sign_in("ben", PASSWORD)
    assert enter(browser, passkey) == 200
    assert browser.here() == ["anna", "ben"]
    assert browser.get("/api/v1/accounts/verify_credentials").json()["id"] == anna.id
    assert browser.cookie.partition(".")[2]


def test_what_a_passkey_signed_is_good_once_and_in_its_own_browser_alone(passkey: Authenticator):
    browser, other = Browser(), Browser()
    signed = passkey.get(challenge(browser))
    challenge(other)
    assert other.post(PATH, json={"credential": signed}).status_code == 422
    assert browser.post(PATH, json={"credential": signed}).status_code == 200
    assert browser.post(PATH, json={"credential": signed}).status_code == 422
    assert other.here() == []


def test_a_device_that_checked_nobody_signs_nobody_in(passkey: Authenticator):
    passkey.flags = UP
    browser = Browser()
    assert enter(browser, passkey) == 422
    assert (browser.cookie, browser.here()) == ("", [])


@pytest.mark.parametrize("header", ["X-Rossgram", "Origin"])
def test_only_a_page_of_ours_signs_in_by_one(passkey: Authenticator, header: str):
    browser = Browser()
    signed = passkey.get(challenge(browser))
    assert browser.post(PATH, json={"credential": signed}, headers={header: ""}).status_code == 403
    assert browser.here() == []


@pytest.mark.parametrize("given", ["{", 7, [], {"id": "x"}, {"response": {}}])
def test_what_is_no_answer_of_an_authenticator_is_refused(anna: Account, given: Any):
    browser = Browser()
    challenge(browser)
    form: dict[str, Any] = {"credential": given, "username": anna.handle, "password": "wrong"}
    assert browser.post(PATH, json=form).status_code == 422
    assert browser.here() == []


def test_the_list_of_what_is_signed_in_tells_browsers_from_each_other(anna: Account):
    browser = Browser()
    agent = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/145.0"
    browser.post(PATH, json={"username": anna.handle, "password": PASSWORD}, headers={"User-Agent": agent})
    (found,) = [one for one in browser.get("/api/rossgram/v1/sessions").json() if one["current"]]
    assert found["browser"] == "Firefox on Linux"
    assert found["address"]
