"""A second factor is asked for wherever a password is, and none of its codes is good twice."""

import re
from typing import Any

import pytest
import requests

from chalicelib import config
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.services.people.apps import Registered
from chalicelib.services.people.door import second_factors, totp
from tests.kit.client import Client
from tests.kit.door import NOON, Phone, letters, secret_in_mail
from tests.kit.factories import make_token
from tests.kit.oauth import PASSWORD, ask_of, exchange

pytestmark = pytest.mark.usefixtures("still")
FACTOR = "/api/rossgram/v1/two_factor"
MINE = "anna@example.com"


@pytest.fixture
def codes() -> list[str]:
    """The recovery codes that turning it on has told."""
    return []


@pytest.fixture
def phone(anna: Account, codes: list[str], monkeypatch: pytest.MonkeyPatch) -> Phone:
    client = Client(make_token(anna))
    drawn = client.post(FACTOR, json={"password": PASSWORD}).json()
    found = Phone(drawn["secret"], NOON, monkeypatch)
    answer = client.put(FACTOR, json={"password": PASSWORD, "code": found.code})
    assert answer.status_code == 200, answer.text
    codes += answer.json()["recovery_codes"]
    return found.wait()


def authorize(made: Registered, otp: str = "", password: str = PASSWORD, **headers: str) -> requests.Response:
    form = {**ask_of(made), "username": "anna", "password": password, "otp": otp, "decision": "approve"}
    return Client().post("/oauth/authorize", data=form, headers=headers)


def on_page(**form: Any) -> requests.Response:
    return Client().post("/oauth/two_factor", data={"username": "anna", "password": PASSWORD, **form})


def test_the_page_asks_for_a_code_beside_the_password(made: Registered, phone: Phone):
    assert 'autocomplete="one-time-code"' in Client().get("/oauth/authorize", params=ask_of(made)).text
    without, wrong = authorize(made), authorize(made, "000000")
    assert (without.status_code, "authenticator app shows" in without.text) == (422, True)
    assert (wrong.status_code, "wrong, or was used already" in wrong.text) == (422, True)
    # Who does not know the password does not learn that there is a second factor.
    assert "The username or the password is wrong." in authorize(made, phone.code, "wrong").text

    assert authorize(made, f" {phone.code[:3]} {phone.code[3:]}").status_code == 303


def test_no_code_is_good_twice_and_none_from_before_it(made: Registered, phone: Phone):
    before, code = totp.code(phone.secret, phone.at - totp.SECONDS), phone.code
    assert authorize(made, code).status_code == 303
    assert authorize(made, code).status_code == 422
    assert authorize(made, before).status_code == 422
    assert authorize(made, phone.wait().code).status_code == 303


def test_the_code_that_turned_it_on_is_used_up(anna: Account, made: Registered):
    client = Client(make_token(anna))
    secret = client.post(FACTOR, json={"password": PASSWORD}).json()["secret"]
    code = totp.code(secret, NOON)
    client.put(FACTOR, json={"password": PASSWORD, "code": code})
    assert authorize(made, code).status_code == 422


def test_one_code_at_two_places_at_once_is_good_at_one(phone: Phone):
    one, other = Credential.find(_id()), Credential.find(_id())
    second_factors.expect(one, phone.code)
    with pytest.raises(second_factors.WrongCode):
        second_factors.expect(other, phone.code)


def _id() -> str:
    return Account.find_by_handle("anna").id


def test_a_recovery_code_is_good_once_and_its_use_is_told(made: Registered, phone: Phone, codes: list[str]):
    assert len(set(codes)) == 10
    assert authorize(made, codes[3].upper()).status_code == 303
    assert authorize(made, codes[3]).status_code == 422
    assert authorize(made, codes[4].replace("-", "")).status_code == 303
    assert letters(MINE).count("A recovery code was used") == 2
    assert Credential.find(_id()).recovery_hashes
    assert not any(code.replace("-", "") in str(Credential.find(_id()).to_simple_dict()) for code in codes)


def test_one_recovery_code_at_two_places_at_once_is_good_at_one(phone: Phone, codes: list[str]):
    one, other = Credential.find(_id()), Credential.find(_id())
    second_factors.expect(one, codes[0])
    with pytest.raises(second_factors.WrongCode):
        second_factors.expect(other, codes[0])


def test_every_form_and_call_with_a_password_asks_for_a_code(anna: Account, made: Registered, phone: Phone):
    token = make_token(anna)
    new = {"new_password": "a much newer horse battery", "email": "new@example.com", "act": "off", "session": "*"}
    typed = {"username": "anna", "password": PASSWORD, **new}
    for path in ("password", "email", "sessions", "two_factor"):
        answer = Client().post(f"/oauth/{path}", data=typed)
        assert (answer.status_code, "authenticator app shows" in answer.text) == (422, True), path
        assert 'name="otp"' in answer.text
    for method, path in (("PUT", "password"), ("PUT", "email"), ("DELETE", "two_factor"), ("POST", "two_factor")):
        answer = Client(token).request(method, f"/api/rossgram/v1/{path}", json=typed)
        assert (answer.status_code, "authenticator app shows" in answer.json()["error"]) == (422, True), path
    # The password grant has no place for a code.
    given = {"grant_type": "password", "username": "anna", "password": PASSWORD}
    assert (exchange(made, **given).status_code, exchange(made, **given).json()["error"]) == (400, "invalid_grant")
    assert Client(token).get(FACTOR).json() == {"enabled": True, "recovery_codes_left": 10}


def test_pages_of_money_have_a_place_for_the_code(phone: Phone):
    page = Client().get("/checkout/selling")
    assert page.status_code == 200
    assert 'name="otp"' in page.text


def test_wrong_codes_are_limited_and_a_right_one_uses_up_no_try(
    made: Registered, phone: Phone, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(config, "CODES_PER_ACCOUNT", 3)
    cookie = authorize(made, phone.code).headers["Set-Cookie"].partition(";")[0]
    assert [authorize(made, "000000").status_code for _ in range(3)] == [422] * 3

    refused = authorize(made, phone.wait().code)

    assert (refused.status_code, "Wait an hour" in refused.text) == (429, True)
    # The browser that signed in before is not shut out by whoever guesses.
    assert authorize(made, phone.code, Cookie=cookie).status_code == 303


def test_it_is_turned_on_by_a_code_that_the_app_shows_and_off_again(anna: Account, monkeypatch: pytest.MonkeyPatch):
    assert Client().get("/oauth/two_factor").status_code == 200
    page = on_page(act="begin").text
    found = re.search(r"otpauth://totp/[^\"]*secret=([A-Z2-7]{32})", page)
    assert found
    phone = Phone(found[1], NOON, monkeypatch)
    assert Credential.find(anna.id).totp_secret is None
    assert on_page(act="confirm", code="000000").status_code == 422
    assert Credential.find(anna.id).totp_secret is None

    on = on_page(act="confirm", code=phone.code)

    assert (on.status_code, on.text.count("<code>")) == (200, 10)
    assert second_factors.opened(anna.id, str(Credential.find(anna.id).totp_secret))[0] == phone.secret
    again = on_page(act="begin", otp=phone.wait().code)
    assert (again.status_code, "on already" in again.text) == (422, True)
    assert on_page(act="", otp=phone.wait().code).status_code == 422
    assert on_page(act="off", otp=phone.wait().code).status_code == 200
    held = Credential.find(anna.id)
    assert not any((held.totp_secret, held.totp_pending, held.recovery_hashes))
    assert letters(MINE) == ["Two-factor sign-in is on", "Two-factor sign-in is off"]


def test_new_recovery_codes_take_the_place_of_those_before(made: Registered, phone: Phone, codes: list[str]):
    page = on_page(act="codes", otp=phone.code)
    fresh = re.findall(r"<code>([a-z2-7-]+)</code>", page.text)
    assert authorize(made, codes[0]).status_code == 422
    assert authorize(made, fresh[0]).status_code == 303
    assert "You have new recovery codes" in letters(MINE)


def test_what_is_off_has_nothing_to_turn_off_or_to_draw_codes_for(anna: Account):
    assert on_page(act="off").status_code == 422
    assert on_page(act="codes").status_code == 422
    assert on_page(act="confirm", code="000000").status_code == 422
    assert letters(MINE) == []


def test_a_reset_of_the_password_leaves_the_second_factor(made: Registered, phone: Phone):
    Client().post("/oauth/password/forgotten", data={"username": "anna"})
    new = "a much newer horse battery"
    Client().post("/oauth/password/new", data={"token": secret_in_mail(MINE), "new_password": new})
    assert authorize(made, "", new).status_code == 422
    assert authorize(made, phone.code, new).status_code == 303
