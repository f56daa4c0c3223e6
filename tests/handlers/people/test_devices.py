"""A browser is known by a cookie where somebody signed in with it before."""

import re

import pytest

from chalicelib import config
from chalicelib.services.people.apps import Registered
from tests.kit.client import Client
from tests.kit.factories import make_account, make_app
from tests.kit.oauth import PASSWORD, REDIRECT, ask_of, decide


@pytest.fixture
def made() -> Registered:
    make_account("anna", password=PASSWORD)
    return make_app("read write", REDIRECT)


def test_a_browser_that_signed_in_before_is_not_shut_out_by_a_strangers_guesses(
    made: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "SIGN_INS_PER_NAME_AND_ADDRESS", 2)
    asked = ask_of(made)
    form = {**asked, "username": "anna", "password": PASSWORD, "decision": "approve"}
    first = Client().post("/oauth/authorize", data=form)
    for _ in range(3):
        decide(asked, "anna", "wrong")

    assert decide(asked, "anna").status_code == 429
    cookie = first.headers["Set-Cookie"]
    own = {"Cookie": f"a=b; {cookie.partition(';')[0]}"}
    assert Client().post("/oauth/authorize", data=form, headers=own).status_code == 303
    assert re.fullmatch(r"device=[\w-]{43}; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax", cookie)
    assert "Set-Cookie" not in decide(asked, "anna", "wrong").headers


@pytest.mark.parametrize("cookie", ["device", "device=", "a=b; device=x", "\x01; =;;", "device=" + "x" * 4000])
def test_a_cookie_that_nobody_gave_out_knows_nobody(made: Registered, cookie: str) -> None:
    form = {**ask_of(made), "username": "anna", "password": PASSWORD, "decision": "approve"}
    answer = Client().post("/oauth/authorize", data=form, headers={"Cookie": cookie})
    assert answer.status_code == 303
