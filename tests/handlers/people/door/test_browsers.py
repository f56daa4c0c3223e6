"""People sign in to our own web client by a cookie, up to five accounts in one browser."""

import pytest

from chalicelib import config
from chalicelib.models import base
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.apps import digest
from chalicelib.models.people.door.browsers import Browser as Row
from chalicelib.models.people.door.browsers import session_id
from chalicelib.models.people.sessions import Session
from chalicelib.services.people.door import browsers
from tests.kit.browsers import PATH, Browser, other
from tests.kit.client import Client
from tests.kit.door import Phone
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.oauth import PASSWORD

NEW = "a longer one than before"


def test_a_session_is_a_cookie_that_no_script_reads_and_no_secret_of_it_is_stored(browser: Browser, anna: Account):
    assert browser.here() == ["anna"]
    told = Browser()
    answer = told.sign_in("anna", PASSWORD)
    session = next(one for one in told.told.split(", ") if one.startswith("session="))
    assert session.split("; ")[1:] == ["Path=/", "Max-Age=2592000", "HttpOnly", "SameSite=Lax"]
    assert told.cookie not in answer.text
    secret = told.cookie.partition(".")[2]
    assert len(secret) >= 43
    row = Row.find(told.cookie.partition(".")[0])
    assert secret not in str(row.serialize())
    assert row.secret_hash == digest(secret)


def test_every_route_takes_it_in_place_of_a_token_with_all_that_a_person_may_do(browser: Browser, anna: Account):
    assert browser.get("/api/v1/accounts/verify_credentials").json()["id"] == anna.id
    post = make_post(make_account("ben"))
    liked = browser.post(f"/api/v1/statuses/{post.id}/favourite")
    assert (liked.status_code, liked.json()["favourited"]) == (200, True)
    assert browser.get("/api/v1/timelines/home").headers["Cache-Control"] == "private, no-store"
    assert browser.post("/api/v1/accounts/update_credentials", json={"display_name": "Anna B."}).status_code == 200


def test_wrong_passwords_and_codes_sign_nobody_in(anna: Account, monkeypatch: pytest.MonkeyPatch):
    stranger = Browser()
    assert stranger.sign_in("anna", "wrong").status_code == 422
    assert (stranger.cookie, stranger.here()) == ("", [])

    token = make_token(anna)
    drawn = Client(token).post("/api/rossgram/v1/two_factor", json={"password": PASSWORD}).json()
    phone = Phone(drawn["secret"], base.clock(), monkeypatch).wait()
    turned = {"password": PASSWORD, "code": phone.code}
    assert Client(token).put("/api/rossgram/v1/two_factor", json=turned).status_code == 200
    asked = stranger.sign_in("anna", PASSWORD)
    assert (asked.status_code, asked.json()["code_needed"], stranger.cookie) == (422, True, "")
    assert stranger.sign_in("anna", PASSWORD, otp=phone.wait().code).status_code == 200
    assert stranger.here() == ["anna"]


def test_up_to_five_accounts_are_in_one_browser_and_each_request_names_one(browser: Browser, anna: Account):
    people = [make_account(f"other{number}", password=PASSWORD) for number in range(5)]
    for account in people[:4]:
        assert browser.sign_in(account.handle, PASSWORD).status_code == 200
    assert browser.here() == ["other3", "other2", "other1", "other0", "anna"]
    full = browser.sign_in(people[4].handle, PASSWORD)
    assert (full.status_code, "At most 5" in full.json()["error"]) == (422, True)

    seen = {}
    for account in (anna, people[0], people[3]):
        browser.account = account.id
        seen[account.id] = browser.get("/api/v1/accounts/verify_credentials").json()["id"]
    assert all(asked == answered for asked, answered in seen.items())
    browser.account = ""
    assert browser.get("/api/v1/accounts/verify_credentials").json()["id"] == people[3].id
    assert browser.patch(PATH, json={"account_id": anna.id}).json()["accounts"][0]["id"] == anna.id
    assert browser.get("/api/v1/accounts/verify_credentials").json()["id"] == anna.id
    assert browser.patch(PATH, json={"account_id": people[4].id}).status_code == 404
    # Signed in again, an account takes no second place.
    assert browser.sign_in("other0", PASSWORD).status_code == 200
    assert sorted(browser.here()) == ["anna", "other0", "other1", "other2", "other3"]


def test_a_request_that_names_somebody_who_is_not_signed_in_here_is_refused(browser: Browser, anna: Account):
    ben = make_account("ben", password=PASSWORD)
    make_token(ben)
    elsewhere = Browser()
    elsewhere.sign_in("ben", PASSWORD)
    for named in (ben.id, "0", "x" * 3000):
        browser.account = named
        assert not browser.works(), named


def test_one_account_is_signed_out_or_all(browser: Browser, anna: Account):
    ben = make_account("ben", password=PASSWORD)
    browser.sign_in("ben", PASSWORD)
    kept = browser.cookie
    assert [one["acct"] for one in browser.delete(PATH, json={"account_id": anna.id}).json()["accounts"]] == ["ben"]
    browser.account = anna.id
    assert not browser.works()
    browser.account = ben.id
    assert browser.works()
    assert browser.delete(PATH).json() == {"accounts": [], "pending": False}
    assert browser.cookie == ""
    assert not Browser(kept).works()
    assert Browser(kept).here() == []
    assert browser.delete(PATH).status_code == 200


def test_tabs_that_sign_in_at_once_lose_no_account(browser: Browser, anna: Account, monkeypatch: pytest.MonkeyPatch):
    ben, cora = (make_account(handle, password=PASSWORD) for handle in ("ben", "cora"))
    real, cookie = Row.sign_in, browser.cookie

    def late(row: Row, session: Session, secret: str) -> None:
        monkeypatch.setattr(Row, "sign_in", real)
        row_of_first = Row.find(row.id)
        row_of_first.account_ids = [ben.id, anna.id]
        found = Session(session_id(row.id, ben.id), account_id=ben.id, app_id="web", scopes="read")
        real(row_of_first, found, "another")
        real(row, session, secret)

    monkeypatch.setattr(Row, "sign_in", late)
    found = browsers.sign_in(Credential.find(cora.id), cookie)
    # Its cookie was replaced meanwhile, so it begins a browser of its own and touches nothing of the other.
    assert [account.handle for account in found.accounts] == ["cora"]
    assert Row.find(cookie.partition(".")[0]).account_ids == [ben.id, anna.id]


def test_whoever_signs_up_is_signed_in(monkeypatch: pytest.MonkeyPatch):
    newcomer = Browser()
    form = {"username": "newcomer", "email": "new@example.com", "password": NEW, "agreement": "true"}
    assert newcomer.post(f"{PATH}/sign_up", json={**form, "agreement": ""}).status_code == 422
    assert newcomer.post(f"{PATH}/sign_up", json=form).status_code == 200
    assert newcomer.works()

    monkeypatch.setattr(config, "REQUIRE_CONFIRMED_EMAIL", True)
    waiting = Browser()
    form |= {"username": "waiting", "email": "waiting@example.com"}
    assert waiting.post(f"{PATH}/sign_up", json=form).status_code == 200
    assert waiting.get("/api/v1/timelines/home").status_code == 403
    assert waiting.get("/api/v1/emails/check_confirmation").status_code == 200


def test_what_was_asked_with_the_cookie_of_before_does_not_take_the_new_one_away(browser: Browser):
    asked_before = other(browser)
    browser.sign_in("anna", PASSWORD)
    assert (asked_before.here(), asked_before.told) == ([], "")
    assert browser.here() == ["anna"]

    browser.delete(PATH)
    late = Browser(asked_before.cookie)
    assert (late.here(), "session=; Path=/; Max-Age=0" in late.told) == ([], True)
