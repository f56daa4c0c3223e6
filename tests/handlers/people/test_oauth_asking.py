"""What an app may ask for and be called, where the answer may go, and that only a person's own yes is one."""

import html

import pytest

from chalicelib import config
from chalicelib.models.people.apps import App
from chalicelib.models.people.oauth import AuthorizationCode
from tests.kit.client import Client
from tests.kit.factories import OUT_OF_BAND, make_account, make_app
from tests.kit.oauth import PASSWORD, REDIRECT, ask_of, decide, hidden_fields


@pytest.fixture(autouse=True)
def anna() -> None:
    make_account("anna", password=PASSWORD)


def registered(uri: str) -> int:
    return Client().post("/api/v1/apps", json={"client_name": "x", "redirect_uris": uri}).status_code


@pytest.mark.parametrize(
    "uri",
    [
        *("view-source:https://e.org", "VIEW-SOURCE://x", "ws://e.org/", "wss://e.org/", "javascript:alert(1)"),
        *(
            "javascript://%0aalert(1)",
            "data:text/html,x",
            "data://x",
            "file:///etc/passwd",
            "vbscript:x",
            "about:blank",
        ),
        *("blob:https://e.org/x", "filesystem:https://e.org/x", "ftp://e.org/", "mailto:a@e.org", "tel:+1", "sms:+1"),
        *(
            "intent://e.org/#Intent",
            "chrome://settings",
            "chrome-extension://x/y",
            "moz-extension://x",
            "ms-settings:x",
        ),
        *("resource://x/y", "jar:https://e.org!/x", "urn:uuid:1", "web+x://y", "ssh://e.org/", "about:/x", "x:y"),
        *("http://e.org/back", "http://127.0.0.1.e.org/", "http://localhost.e.org/", "http://localhost@e.org/"),
        *("https://user:word@e.org/", "https:e.org", "https:///e.org", "//e.org/back", "http://0.0.0.0/", "1x://y"),
        *("https://e.org:99999/", "steam://run/1", "itms-services://x", "search-ms://x", "https://e.org\\\\@f.org/"),
    ],
)
def test_an_answer_goes_to_nothing_that_is_no_app(uri: str) -> None:
    assert registered(uri) == 422
    assert App.count() == 0


@pytest.mark.parametrize(
    "uri",
    [
        *(OUT_OF_BAND, "https://app.example/callback?x=1", "https://app.example:8443/", "https://[2001:db8::1]/"),
        *("http://localhost:3000/", "http://127.0.0.1:8080/back", "http://[::1]:9/", "http://LOCALHOST/"),
        *("oauth2redirect://org.pixeldroid.app", "icecubesapp://", "app:/back", "com.example.app:/oauth"),
        *("mastodon-android-auth://callback", "tusky+x://y", f"http://{config.DOMAIN}/back"),
    ],
)
def test_an_answer_goes_to_the_web_to_this_machine_and_to_apps(uri: str) -> None:
    assert registered(uri) == 200


def test_a_redirect_that_was_taken_once_and_is_none_today_is_none() -> None:
    made = make_app("read", "view-source:https://e.org")
    assert Client().get("/oauth/authorize", params=ask_of(made)).status_code == 400


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Toot\u202e!gnp", "Toot !gnp"),
        ("  A\x00B\u2066C\u200b  D\n", "A B C D"),
        ("\u200dFam\u200dily\ufeff", "Fam\u200dily"),
    ],
)
def test_the_name_of_an_app_shows_what_it_is(given: str, shown: str) -> None:
    answer = Client().post("/api/v1/apps", json={"client_name": given, "redirect_uris": OUT_OF_BAND})
    assert answer.json()["name"] == shown


@pytest.mark.parametrize("decision", [None, "", "yes", "Approve", "approve "])
def test_nothing_but_the_button_is_a_yes(decision: str | None) -> None:
    form = {**ask_of(make_app("read", REDIRECT)), "username": "anna", "password": PASSWORD}
    answer = Client().post("/oauth/authorize", data=form if decision is None else {**form, "decision": decision})
    assert answer.status_code == 422
    assert "Location" not in answer.headers
    assert hidden_fields(answer.text)
    assert AuthorizationCode.count() == 0


@pytest.mark.parametrize("path", ["/oauth/authorize", "/oauth/token", "/api/v1/accounts", "/oauth/sign_up"])
@pytest.mark.parametrize("name", ["password", "password[]", "user[password]", "Password"])
def test_a_password_in_an_address_is_refused_at_every_door(path: str, name: str) -> None:
    made = make_app("read write", REDIRECT)
    form = {**ask_of(made), "username": "anna", "decision": "approve", "grant_type": "password"}
    form |= {"client_secret": made.secret, "email": "b@example.com", "agreement": "true"}
    answer = Client().post(path, data=form, params={name: PASSWORD})
    assert answer.status_code in {400, 401}
    assert AuthorizationCode.count() == 0


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        (REDIRECT, "you go to <b>app.example</b>"),
        ("http://localhost:3000/x", "you go to <b>localhost:3000</b>"),
        ("icecubesapp://", "you go to <b>icecubesapp:</b>"),
        (OUT_OF_BAND, "you get a code here. Type it into Tester and nowhere else"),
    ],
)
def test_the_page_says_where_the_answer_goes(uri: str, words: str) -> None:
    page = Client().get("/oauth/authorize", params=ask_of(make_app("read", uri)))
    assert words in html.unescape(page.text)


def test_the_page_of_a_code_says_who_may_have_it() -> None:
    page = decide(ask_of(make_app("read"), state=None), "anna").text
    assert "paste it into Tester" in page
    assert "Give it to nobody" in page


def test_the_server_tells_the_one_method_of_pkce_that_it_takes() -> None:
    told = Client().get("/.well-known/oauth-authorization-server").json()
    assert told["code_challenge_methods_supported"] == ["S256"]
