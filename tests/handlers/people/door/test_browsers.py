"""People sign in to our own web client by a cookie, up to five accounts in one browser."""

import pytest

from chalicelib import config
from chalicelib.models import base
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.apps import digest
from chalicelib.models.people.door.browsers import LASTS_SECONDS, TOLERATED_SECONDS, session_id
from chalicelib.models.people.door.browsers import Browser as Row
from chalicelib.models.people.sessions import Session
from chalicelib.services.people.door import browsers, endings
from chalicelib.services.people.relationships import suspended
from tests.kit.browsers import PATH, Browser
from tests.kit.client import Client
from tests.kit.door import Phone
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.oauth import PASSWORD

NEW = "a longer one than before"
DAY = 86400


class Clock:
    """A clock that stands still until the test moves it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = base.clock()
        monkeypatch.setattr(base, "clock", lambda: self.at)

    def wait(self, seconds: float) -> None:
        self.at += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def anna() -> Account:
    return make_account("anna", password=PASSWORD)


@pytest.fixture
def browser(anna: Account) -> Browser:
    found = Browser()
    assert found.sign_in(anna.handle, PASSWORD).status_code == 200
    return found


def other(browser: Browser) -> Browser:
    """Return another tab, or a thief, with the cookie of this moment."""
    return Browser(browser.cookie)


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
    assert browser.delete(PATH).json() == {"accounts": []}
    assert browser.cookie == ""
    assert not Browser(kept).works()
    assert Browser(kept).here() == []
    assert browser.delete(PATH).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Rossgram": ""},
        {"Origin": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": f"{config.PUBLIC_URL}.evil.example"},
        {"X-Rossgram": "", "Origin": "https://evil.example"},
    ],
    ids=str,
)
def test_a_write_that_another_site_may_have_caused_is_refused(browser: Browser, anna: Account, headers: dict[str, str]):
    post = make_post(make_account("ben"))
    for send, path in (
        (browser.post, f"/api/v1/statuses/{post.id}/favourite"),
        (browser.post, "/api/v1/accounts/update_credentials"),
        (browser.delete, "/api/rossgram/v1/sessions"),
        (browser.delete, PATH),
        (browser.patch, PATH),
        (browser.post, PATH),
        (browser.post, f"{PATH}/sign_up"),
    ):
        answer = send(path, headers=headers, json={"username": "anna", "password": PASSWORD})
        assert answer.status_code == 403, path
    assert browser.works()
    assert not Client(make_token(anna)).get(f"/api/v1/statuses/{post.id}").json()["favourited"]


def test_a_read_of_another_site_is_answered_as_for_anybody(browser: Browser, anna: Account):
    private = make_account("ben")
    make_post(private, access="followers")
    for headers in ({"X-Rossgram": ""}, {"X-Rossgram": "", "Origin": "https://evil.example"}):
        assert browser.get("/api/v1/accounts/verify_credentials", headers=headers).status_code == 401
        assert browser.get("/api/v1/timelines/public", headers=headers).status_code == 200
    assert browser.get("/api/v1/timelines/home", headers={"Origin": "https://evil.example"}).status_code == 403
    assert browser.get(PATH, headers={"X-Rossgram": ""}).status_code == 403


def test_no_other_site_may_send_our_header():
    asked = Client().request("OPTIONS", "/api/v1/timelines/home")
    allowed = asked.headers["Access-Control-Allow-Headers"].lower()
    assert "x-rossgram" not in allowed
    assert "Access-Control-Allow-Credentials" not in asked.headers


def test_a_token_counts_before_a_cookie(browser: Browser):
    ben = make_account("ben")
    headers = {"Authorization": f"Bearer {make_token(ben)}", "X-Rossgram": "", "Origin": "https://app.example"}
    assert browser.get("/api/v1/accounts/verify_credentials", headers=headers).json()["id"] == ben.id
    assert browser.get("/api/v1/accounts/verify_credentials", headers={"Authorization": "Bearer x"}).status_code == 401


def test_whoever_plants_a_cookie_has_nothing_of_who_signs_in_under_it(anna: Account):
    make_account("eve", password=PASSWORD)
    eve = Browser()
    eve.sign_in("eve", PASSWORD)
    planted = other(eve)

    assert planted.sign_in("anna", PASSWORD).status_code == 200

    eve.account = anna.id
    assert not eve.works()
    eve.account = ""
    assert not eve.works()
    assert eve.cookie != planted.cookie
    # An id of one's own choice is none either.
    chosen = Browser("chosen.secret")
    chosen.sign_in("anna", PASSWORD)
    assert not chosen.cookie.startswith("chosen.")


def test_of_two_cookies_of_one_name_none_counts(browser: Browser, anna: Account):
    make_account("eve", password=PASSWORD)
    eve = Browser()
    eve.sign_in("eve", PASSWORD)
    for pair in ((browser.cookie, eve.cookie), (eve.cookie, browser.cookie)):
        both = "; ".join(f"session={value}" for value in pair)
        assert browser.get("/api/v1/accounts/verify_credentials", headers={"Cookie": both}).status_code == 401


@pytest.mark.parametrize("cookie", ["", ".", "x", "x.y", ".y", "é.y", "x" * 5000, 'a."b"', "0.0"])
def test_a_cookie_that_is_none_signs_nobody_in(cookie: str):
    assert not Browser(cookie).works()
    assert Browser(cookie).get(PATH).json() == {"accounts": []}


def test_a_new_secret_comes_once_a_day_and_two_tabs_are_told_the_same(browser: Browser, clock: Clock):
    first = browser.cookie
    assert browser.here() == ["anna"]
    assert browser.cookie == first
    clock.wait(DAY + 1)
    tab, late = other(browser), other(browser)

    assert (browser.here(), tab.here()) == (["anna"], ["anna"])

    assert browser.cookie == tab.cookie != first
    # An answer that was lost signs nobody out: until the new one is shown, that of before is good.
    clock.wait(10 * TOLERATED_SECONDS)
    assert late.works()
    assert browser.works()
    assert late.works()
    assert late.here() == ["anna"]
    assert late.cookie == first


def test_a_secret_that_was_replaced_long_ago_ends_everything(browser: Browser, clock: Clock):
    thief = other(browser)
    clock.wait(DAY + 1)
    browser.here()
    assert browser.works()
    clock.wait(TOLERATED_SECONDS + 1)

    assert not thief.works()

    assert not browser.works()
    assert browser.here() == []
    assert list(Session.scan()) == []


def test_a_guessed_secret_ends_nothing(browser: Browser):
    assert not Browser(browser.cookie.partition(".")[0] + ".guessed").works()
    assert browser.works()


def test_thirty_days_without_a_visit_sign_out_and_a_visit_starts_them_again(browser: Browser, clock: Clock):
    clock.wait(20 * DAY)
    browser.here()
    clock.wait(20 * DAY)
    assert browser.here() == ["anna"]
    assert browser.works()
    clock.wait(LASTS_SECONDS + 1)
    assert not browser.works()
    assert browser.here() == []


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


def test_signing_out_everywhere_and_a_new_password_end_it(browser: Browser, anna: Account):
    second = Browser()
    second.sign_in("anna", PASSWORD)
    assert second.delete("/api/rossgram/v1/sessions").status_code == 200
    assert (second.works(), browser.works(), browser.here()) == (True, False, [])

    browser.sign_in("anna", PASSWORD)
    changed = second.put("/api/rossgram/v1/password", json={"password": PASSWORD, "new_password": NEW})
    if changed.status_code == 405:
        changed = second.post("/api/rossgram/v1/password", json={"password": PASSWORD, "new_password": NEW})
    assert changed.status_code == 200
    deliver_events("profiles")
    assert (second.works(), browser.works()) == (True, False)


def test_it_is_listed_as_an_apps_session_is_and_ended_from_there(browser: Browser, anna: Account):
    token = make_token(anna)
    [found] = [one for one in Client(token).get("/api/rossgram/v1/sessions").json() if not one["current"]]
    assert found["application"]["name"] == config.INSTANCE_TITLE
    assert [one["current"] for one in browser.get("/api/rossgram/v1/sessions").json()].count(True) == 1
    assert Client(token).delete(f"/api/rossgram/v1/sessions/{found['id']}").status_code == 200
    assert (browser.works(), browser.here(), browser.cookie) == (False, [], "")


def test_a_suspension_ends_it_and_lets_nobody_in(browser: Browser, anna: Account):
    anna.update([Account.closed.set("suspended")])
    suspended.end_sessions(anna.id)
    assert not browser.works()
    assert browser.sign_in("anna", PASSWORD).status_code == 422


def test_a_password_that_was_right_before_everything_was_signed_out_opens_nothing(anna: Account):
    before = Credential.find(anna.id)
    endings.sign_out_everywhere(anna.id)
    with pytest.raises(Exception, match="access token is invalid"):
        browsers.sign_in(before)
    assert list(Session.scan()) == []


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


def test_nobody_authorizes_the_web_client_as_an_app(browser: Browser):
    for secret in ("", "web"):
        form = {"grant_type": "client_credentials", "client_id": "web", "client_secret": secret}
        assert Client().post("/oauth/token", data=form).status_code == 401
    asked = {"response_type": "code", "client_id": "web", "redirect_uri": config.PUBLIC_URL, "scope": "read"}
    assert Client().get("/oauth/authorize", params=asked).status_code == 400


def test_on_https_the_cookie_has_the_prefix_that_no_other_host_may_set(monkeypatch: pytest.MonkeyPatch):
    from chalicelib.handlers import cookies

    assert cookies.SESSION == "session"
    monkeypatch.setattr(cookies, "IS_SECURE", True)
    assert cookies.session_cookie("x").endswith("; Secure")
    assert cookies.name_of("session", is_secure=True) == "__Host-session"
