"""What another site, a neighbouring host or a thief tries with the cookie of our web client."""

import pytest

from chalicelib import config
from chalicelib.models.people.accounts import Account
from tests.kit.browsers import PATH, Browser, other
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.oauth import PASSWORD


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
    assert Browser(cookie).get(PATH).json() == {"accounts": [], "pending": False}


def test_nobody_authorizes_the_web_client_as_an_app(browser: Browser):
    form = {"grant_type": "client_credentials", "client_id": "web", "client_secret": "web"}
    assert Client().post("/oauth/token", data=form).status_code in {400, 401}
    asked = {"response_type": "code", "client_id": "web", "redirect_uri": config.PUBLIC_URL, "scope": "read"}
    assert Client().get("/oauth/authorize", params=asked).status_code == 400


def test_on_https_the_cookie_has_the_prefix_that_no_other_host_may_set(monkeypatch: pytest.MonkeyPatch):
    from chalicelib.schemas.people.door import cookies

    assert cookies.SESSION == "session"
    monkeypatch.setattr(cookies, "IS_SECURE", True)
    assert cookies.session_cookie("x").endswith("; Secure")
    assert cookies.name_of("session", is_secure=True) == "__Host-session"


def test_a_guessed_secret_ends_nothing(browser: Browser):
    assert not Browser(browser.cookie.partition(".")[0] + ".guessed").works()
    assert browser.works()
