"""An answer of a passkey is good once, where a copy of the key is not, and wherever a sign-in is cut."""

from typing import Any

import pytest

from chalicelib import config
from chalicelib.models import base
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.door.passkeys import CHALLENGE_SECONDS, Passkey, PasskeyChallenge
from chalicelib.services.people.apps import Registered
from tests.kit.client import Client
from tests.kit.door import NOON, letters
from tests.kit.killing import every_kill
from tests.kit.passkeys import Authenticator, Browser, text

pytestmark = pytest.mark.usefixtures("still")
MINE = "anna@example.com"


def sign_in(made: Registered, passkey: Authenticator) -> Any:
    browser = Browser()
    return browser.allow(made, passkey.get(browser.challenge()))


def test_a_challenge_is_good_once_for_a_few_minutes_and_for_its_browser(
    made: Registered, passkey: Authenticator, monkeypatch: pytest.MonkeyPatch
):
    browser, other = Browser(), Browser()
    other.challenge()
    answer = passkey.get(browser.challenge())
    assert other.allow(made, answer).status_code == 422
    assert Browser().allow(made, answer).status_code == 422
    assert browser.allow(made, answer).status_code == 303
    assert browser.allow(made, answer).status_code == 422
    assert PasskeyChallenge.count() == 1

    late = passkey.get(browser.challenge())
    monkeypatch.setattr(base, "clock", lambda: float(NOON + CHALLENGE_SECONDS))
    assert browser.allow(made, late).status_code == 422


def test_two_who_send_one_answer_at_once_are_not_both_let_in(
    made: Registered, passkey: Authenticator, monkeypatch: pytest.MonkeyPatch
):
    browser = Browser()
    answer = passkey.get(browser.challenge())
    real = PasskeyChallenge.valid
    seen = []

    def read_together(*args: Any, **named: Any) -> PasskeyChallenge:
        seen.append(real(*args, **named))
        if len(seen) == 1:
            assert browser.allow(made, answer).status_code == 303
        return seen[0]

    monkeypatch.setattr(PasskeyChallenge, "valid", read_together)
    assert browser.allow(made, answer).status_code == 422


def test_a_copied_key_is_refused_and_its_owner_told_once(made: Registered, passkey: Authenticator):
    assert sign_in(made, passkey).status_code == 303
    passkey.count -= 1  # A copy from before counts what was counted.
    for _ in range(3):
        assert sign_in(made, passkey).status_code == 422
        passkey.count -= 1
    assert letters(MINE) == ["A passkey was added", "A passkey was refused"]
    passkey.count = 7
    assert sign_in(made, passkey).status_code == 303


def test_a_passkey_that_counts_nothing_is_synchronized_and_no_copy(made: Registered, passkey: Authenticator):
    passkey.counts = False
    assert [sign_in(made, passkey).status_code for _ in "ab"] == [303, 303]


def test_an_address_that_asks_too_often_is_told_to_wait(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "SIGN_INS_PER_ADDRESS", 2)
    answers = [Client().post("/oauth/passkeys/challenge") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert "Retry-After" in answers[2].headers


def test_a_sign_in_that_is_cut_is_done_or_did_not_happen(
    anna: Account, made: Registered, passkey: Authenticator, monkeypatch: pytest.MonkeyPatch
):
    def begin() -> tuple[Browser, dict[str, Any]]:
        browser = Browser()
        return browser, passkey.get(browser.challenge())

    every_kill(monkeypatch, begin, lambda begun: begun[0].allow(made, begun[1]))
    # Whatever was cut, the passkey signs in the next time, and counts on.
    assert sign_in(made, passkey).status_code == 303
    assert Passkey.of(anna.id)[0].sign_count == passkey.count
    assert Credential.find(anna.id).passkeys_count == 1


@pytest.mark.parametrize("given", ["x", "[]", "{}", '{"rawId": 7}', "null", text(b"x") * 5000])
def test_what_is_no_answer_of_a_passkey_is_told_on_the_page(made: Registered, given: str):
    answer = Browser().allow(made, given)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "text/html; charset=utf-8")
