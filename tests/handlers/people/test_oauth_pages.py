"""The page on which a person authorizes an app, or refuses to."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from chalicelib import config
from chalicelib.models.people.oauth import AuthorizationCode
from chalicelib.services.people.apps import Registered
from tests.kit.client import Client
from tests.kit.factories import OUT_OF_BAND, make_account, make_app
from tests.kit.oauth import CHALLENGE, PASSWORD, REDIRECT, VERIFIER, ask_of, decide, exchange_code, hidden_fields, told


@pytest.fixture
def made() -> Registered:
    make_account("anna", password=PASSWORD)
    return make_app("read write", REDIRECT)


SCRIPTS: dict[str, list[str]] = {
    "/oauth/authorize": ['<script src="/oauth/passkeys.js" defer></script>'],
    "/oauth/sign_up": [],
}


class Labels(HTMLParser):
    """Finds each field's id, and what each label is for."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: set[str] = set()
        self.labelled: set[str] = set()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        if tag == "input" and given.get("type") not in {"hidden", "checkbox"}:
            self.fields.add(given.get("id") or "none")
        if tag == "label" and given.get("for"):
            self.labelled.add(given["for"] or "")


def test_the_page_says_who_asks_for_what(made: Registered) -> None:
    page = Client().get("/oauth/authorize", params=ask_of(made))
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Tester asks to use your account" in page.text
    assert 'href="/oauth/password/forgotten"' in page.text
    assert page.text.count("<li>") == 2
    assert hidden_fields(page.text) == ask_of(made)


@pytest.mark.parametrize("path", ["/oauth/authorize", "/oauth/sign_up"])
def test_the_page_can_be_used_by_everybody(made: Registered, path: str) -> None:
    page = Client().get(path, params=ask_of(made)).text
    found = Labels()
    found.feed(page)
    assert found.fields
    assert found.fields == found.labelled
    assert {"main", "header", "h1", "title"} <= found.tags
    # What is written in it runs nowhere: its one script is a file of its own.
    assert re.findall(r"<script[^>]*>.*?</script>", page, re.DOTALL) == SCRIPTS[path]
    assert '<html lang="en" data-theme="system">' in page


@pytest.mark.parametrize("path", ["/oauth/authorize", "/oauth/sign_up"])
def test_the_page_cannot_be_framed_kept_or_told_on(made: Registered, path: str) -> None:
    page = Client().get(path, params=ask_of(made))
    style = re.search(r"<style>(.*?)</style>", page.text, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = page.headers["Content-Security-Policy"]
    mark = "img-src http://localhost:8000/mark.svg"
    assert f"default-src 'none'; style-src 'sha256-{digest}'; {mark}; frame-ancestors 'none'" in policy
    assert "form-action" not in policy
    allowed = "; script-src http://localhost:8000/oauth/passkeys.js; connect-src "
    assert (allowed in policy) is bool(SCRIPTS[path])
    assert "unsafe" not in policy
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["anna", "@anna", "ANNA", "anna@example.com", "Anna@Example.COM "])
def test_a_yes_goes_to_the_app_with_its_state(made: Registered, name: str) -> None:
    answer = decide(ask_of(made), name)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"{REDIRECT}?")
    assert told(answer)["state"] == "a state & more"
    assert exchange_code(made, told(answer)["code"]).status_code == 200


@pytest.mark.parametrize("uri", ["oauth2redirect://org.pixeldroid.app", "icecubesapp://", "app:/back?x=1"])
def test_a_yes_goes_to_an_apps_own_scheme_as_it_was_written(made: Registered, uri: str) -> None:
    phone = make_app("read", uri)
    answer = decide(ask_of(phone), "anna")
    assert answer.headers["Location"].startswith(uri + ("&" if "?" in uri else "?"))
    assert exchange_code(phone, told(answer)["code"]).status_code == 200


def test_a_yes_without_a_redirect_shows_the_code(made: Registered) -> None:
    desktop = make_app("read")
    answer = decide(ask_of(desktop, state=None), "anna")
    code = re.search(r'readonly value="([\w-]+)"', answer.text)
    assert answer.status_code == 200
    assert code
    assert exchange_code(desktop, code[1], redirect_uri=OUT_OF_BAND).status_code == 200


def test_a_no_goes_to_the_app_and_needs_no_password(made: Registered) -> None:
    answer = decide(ask_of(made), "", "", "deny")
    assert told(answer)["error"] == "access_denied"
    assert told(answer)["state"] == "a state & more"
    shown = decide(ask_of(make_app("read"), state=None), "", "", "deny")
    assert (shown.status_code, "was not let in" in shown.text) == (200, True)


@pytest.mark.parametrize(("name", "password"), [("anna", "wrong"), ("nobody", PASSWORD), ("", ""), ("@", PASSWORD)])
def test_a_wrong_password_and_a_wrong_name_get_the_same_page(made: Registered, name: str, password: str) -> None:
    answer = decide(ask_of(made), name, password)
    assert answer.status_code == 422
    assert "The username or the password is wrong." in answer.text
    assert f'"{password}"' not in answer.text or not password
    assert AuthorizationCode.count() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "unknown"},
        {"client_id": None},
        {"redirect_uri": REDIRECT + "/"},
        {"redirect_uri": REDIRECT + ".evil.example"},
        {"redirect_uri": REDIRECT[:-1]},
        {"redirect_uri": REDIRECT.upper()},
        {"redirect_uri": REDIRECT + "#x"},
        {"redirect_uri": OUT_OF_BAND},
        {"redirect_uri": "javascript:alert(1)"},
        {"redirect_uri": None},
    ],
)
def test_a_bad_app_or_redirect_is_told_to_the_person_only(made: Registered, changes: dict[str, str | None]) -> None:
    ask = ask_of(made, **changes)
    answer = {"username": "anna", "password": PASSWORD, "decision": "approve"}
    for page in (Client().get("/oauth/authorize", params=ask), Client().post("/oauth/authorize", data=ask | answer)):
        assert page.status_code == 400
        assert "Location" not in page.headers
        assert page.headers["Content-Type"].startswith("text/html")
    assert AuthorizationCode.count() == 0


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"scope": "read write follow"}, "invalid_scope"),
        ({"scope": "admin:write"}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": "code token"}, "unauthorized_client"),
        ({"response_type": None}, "invalid_request"),
        ({"code_challenge": CHALLENGE, "code_challenge_method": "MD5"}, "invalid_request"),
        ({"code_challenge": "short", "code_challenge_method": "S256"}, "invalid_request"),
        ({"code_challenge": VERIFIER, "code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": VERIFIER}, "invalid_request"),
    ],
)
def test_other_mistakes_are_told_to_the_app(made: Registered, changes: dict[str, str | None], error: str) -> None:
    ask = ask_of(made, **changes)
    sent = Client().post("/oauth/authorize", data={**ask, "username": "anna", "password": PASSWORD})
    for page in (Client().get("/oauth/authorize", params=ask, allow_redirects=False), sent):
        assert told(page)["error"] == error
        assert told(page)["state"] == "a state & more"
    assert AuthorizationCode.count() == 0


def test_what_an_app_calls_itself_is_text() -> None:
    evil = make_app("read", REDIRECT)
    evil.app.name = '"><script>alert(1)</script>'
    evil.app.save()
    page = Client().get("/oauth/authorize", params=ask_of(evil, state='"><img src=x>')).text
    assert "<script>" not in page
    assert "<img src=x" not in page


def test_too_many_tries_are_told_on_the_page_and_a_right_password_is_not(
    made: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "SIGN_INS_PER_NAME_AND_ADDRESS", 2)
    for _ in range(2):
        assert decide(ask_of(made), "anna", "wrong").status_code == 422
    wrong, right = decide(ask_of(made), "anna", "wrong"), decide(ask_of(made), "anna")
    assert wrong.status_code == right.status_code == 429
    assert wrong.text == right.text
    assert int(right.headers["Retry-After"]) > 0
