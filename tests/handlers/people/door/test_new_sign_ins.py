"""A sign-in with a browser or an app that was never seen is told by mail, and the list of sessions shows it."""

import pytest

from chalicelib.models import base
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.talk.mails import Mail
from chalicelib.services.people.apps import Registered
from chalicelib.services.people.door import recovery
from chalicelib.services.people.door.devices import NEW_SECONDS
from tests.kit.client import Client
from tests.kit.door import NOON, letters
from tests.kit.factories import make_account, make_token
from tests.kit.killing import every_kill
from tests.kit.mails import mails_to
from tests.kit.oauth import PASSWORD, ask_of, exchange, exchange_code, told
from tests.kit.passkeys import Authenticator, Browser, add_passkey

MINE = "anna@example.com"
NEW = "A new sign-in to your account"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Version/19.1 Safari/604.1"


@pytest.fixture
def anna(monkeypatch: pytest.MonkeyPatch) -> Account:
    monkeypatch.setattr(base, "clock", lambda: float(NOON))
    made = make_account("anna", password=PASSWORD)
    monkeypatch.setattr(base, "clock", lambda: float(NOON + NEW_SECONDS))
    return made


def sign_in(made: Registered, browser: Browser, password: str = PASSWORD) -> str:
    form = {**ask_of(made), "username": "anna", "password": password, "decision": "approve"}
    return told(browser.post("/oauth/authorize", form, {"User-Agent": PHONE}))["code"]


def test_a_browser_that_was_never_seen_is_told_of_once_and_shown_in_the_list(anna: Account, made: Registered):
    browser = Browser()
    exchange_code(made, sign_in(made, browser))
    sign_in(made, browser)
    assert letters(MINE) == [NEW]
    body = mails_to(MINE)[0].body
    assert "from 127.0.0.1," in body
    assert "http://localhost:8000/oauth/sessions" in body

    sign_in(made, Browser())
    assert letters(MINE) == [NEW, NEW]
    [shown] = [one for one in Client(make_token(anna)).get("/api/rossgram/v1/sessions").json() if one["browser"]]
    assert (shown["address"], shown["browser"]) == ("127.0.0.1", "Safari on iPhone")
    page = Client().post("/oauth/sessions", data={"username": "anna", "password": PASSWORD}).text
    assert "by Safari on iPhone, from 127.0.0.1" in page


def test_whoever_has_just_signed_up_is_not_told_that_they_sign_in(
    anna: Account, made: Registered, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(base, "clock", lambda: float(NOON + NEW_SECONDS - 1))
    sign_in(made, Browser())
    assert letters(MINE) == []
    sign_in(made, Browser())
    assert letters(MINE) == [NEW]


def test_a_wrong_password_and_a_right_one_that_is_not_enough_tell_of_no_sign_in(anna: Account, made: Registered):
    wrong = {**ask_of(made), "username": "anna", "password": "wrong", "decision": "approve"}
    assert Browser().post("/oauth/authorize", wrong).status_code == 422
    assert letters(MINE) == []


def test_an_app_that_is_given_the_password_is_a_device_too(anna: Account, made: Registered):
    given = {"grant_type": "password", "username": "anna", "password": PASSWORD}
    token = exchange(made, **given).json()["access_token"]
    exchange(made, **given)
    assert letters(MINE) == [NEW]
    assert Client(token).get("/api/rossgram/v1/sessions").json()[0]["address"] == "127.0.0.1"


def test_a_passkey_in_a_browser_that_was_never_seen_is_told_of(anna: Account, made: Registered):
    passkey, browser = Authenticator(), Browser()
    add_passkey(Client(make_token(anna)), passkey)
    for _ in "ab":
        assert browser.allow(made, passkey.get(browser.challenge())).status_code == 303
    assert letters(MINE).count(NEW) == 1


def test_after_a_new_password_every_browser_is_new(anna: Account, made: Registered):
    browser, new = Browser(), "a much newer horse battery"
    sign_in(made, browser)
    recovery.replace(Credential.find(anna.id), new)
    sign_in(made, browser, new)
    assert letters(MINE).count(NEW) == 2


def test_a_browser_is_never_known_without_its_mail(anna: Account, made: Registered, monkeypatch: pytest.MonkeyPatch):
    every_kill(monkeypatch, Browser, lambda browser: sign_in(made, browser))
    written = [mail for mail in Mail.scan() if mail.template == "new_sign_in"]
    assert len(written) == len(Credential.find(anna.id).devices)
