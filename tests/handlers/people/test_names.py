"""Which names, addresses and passwords a sign-up may have, and how they are read."""

import pytest

from chalicelib import config
from chalicelib.models.people.accounts import Account, Credential
from tests.kit.client import Client
from tests.kit.factories import make_app
from tests.kit.oauth import PASSWORD, exchange

FORM = {"username": "anna", "email": "anna@example.com", "password": PASSWORD, "agreement": "true"}


@pytest.fixture
def app() -> Client:
    token = exchange(make_app("read write"), grant_type="client_credentials", scope="write").json()["access_token"]
    return Client(token)


def problem(app: Client, field: str, value: str) -> str:
    """Return Mastodon's name of what is wrong with a value, which both ways of signing up say."""
    form = {**FORM, field: value}
    answer = app.post("/api/v1/accounts", json=form)
    assert Client().post("/oauth/sign_up", data=form).status_code == 422
    assert answer.status_code == 422, answer.text
    assert Account.count() == 0
    return str(answer.json()["details"][field][0]["error"])


@pytest.mark.parametrize(
    "name",
    [
        *("admin", "Support", "ROOT", "api", "administrator", "moderator", "postmaster", "abuse", "security", "stripe"),
        *("_admin_", "ad_min", "ａｄｍｉｎ", " admin ", "settings", "oauth", "rossgram", "localhost", "everyone"),
        *("mail", "superuser", "messages", "rossgram_support", "rossgram_official", "support_team", "TeamSecurity"),
    ],
)
def test_names_that_speak_for_the_server_are_reserved(app: Client, name: str) -> None:
    assert problem(app, "username", name) == "ERR_RESERVED"


@pytest.mark.parametrize("name", ["fotonet", "FotoNet_", "pics", "pics_example_org", "picsexample"])
def test_the_servers_own_names_are_reserved(app: Client, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "INSTANCE_TITLE", "Foto Net")
    monkeypatch.setattr(config, "DOMAIN", "pics.example.org:8443")
    assert problem(app, "username", name) == "ERR_RESERVED"


@pytest.mark.parametrize("name", ["steamteam", "annateam", "helpinghand", "admirer", "picsteam2", "mailer_anna"])
def test_other_names_are_free(app: Client, name: str) -> None:
    assert app.post("/api/v1/accounts", json={**FORM, "username": name}).status_code == 200


@pytest.mark.parametrize("password", ["abcdefghx7", "passwordless-door", "monkeys eat figs", "lark.lark.ping"])
def test_other_passwords_are_taken(app: Client, password: str) -> None:
    assert app.post("/api/v1/accounts", json={**FORM, "password": password}).status_code == 200


@pytest.mark.parametrize("name", ["anna ", " anna", "anna\n", "ａｎｎａ", "\u3000ANNA\u3000"])
def test_what_a_keyboard_adds_to_a_name_is_taken_off(app: Client, name: str) -> None:
    answer = app.post("/api/v1/accounts", json={**FORM, "username": name, "email": " Anna@Example.com\n"})
    assert answer.status_code == 200
    account = Account.find_by_handle("anna")
    assert Credential.find(account.id).email == "Anna@Example.com"
    for given in (name, "anna", "anna@example.com "):
        fields = {"grant_type": "password", "username": given, "password": PASSWORD, "scope": "read"}
        assert exchange(make_app("read"), **fields).status_code == 200


@pytest.mark.parametrize(
    "email",
    [
        *("an\u202ena@example.com", "anna@exam\u202eple.com", "ａｎｎａ@example.com", "anna@ｅxample.com"),
        *(
            "änna@example.com",
            "анна@example.com",
            "anna@example\u3002com",
            "an\u200bna@example.com",
            "anna＠e.com",
        ),
        *(".anna@example.com", "anna.@example.com", "an..na@example.com", "anna@example..com", "anna@[127.0.0.1]"),
        *('"an na"@example.com', "anna@localhost", "anna@example.c\u0301om\u202c"),
    ],
)
def test_addresses_to_which_no_mail_arrives_are_refused(app: Client, email: str) -> None:
    assert problem(app, "email", email) == "ERR_INVALID"


@pytest.mark.parametrize(
    "email",
    ["a.b+c@example.com", "o'neil@example.co.uk", "a@bücher.example", "x_y-z=1@sub.e.com", "A@EXAMPLE.COM"],
)
def test_addresses_to_which_mail_arrives_are_taken(app: Client, email: str) -> None:
    assert app.post("/api/v1/accounts", json={**FORM, "email": email}).status_code == 200


@pytest.mark.parametrize(
    "password",
    [
        *("password", "PASSWORD", "Password1", "password!", "password2026", "12345678", "qwertyuiop", "iloveyou"),
        *("aaaaaaaa", "abababababab", "ｐａｓｓｗｏｒｄ", " password ", "p@ssw0rd", "letmein1"),
        *("abcdefgh", "hgfedcba", "87654321", "letmein!", "letmein2026!", "passwordpassword", "monkey99!", "abcabcabc"),
        *("anna_of_ghent", "Anna_Of_Ghent1", "anna@example.com", "localhost1"),
    ],
)
def test_passwords_that_are_guessed_first_are_refused(app: Client, password: str) -> None:
    form = {**FORM, "username": "anna_of_ghent", "password": password}
    answer = app.post("/api/v1/accounts", json=form)
    assert answer.status_code == 422
    assert [one["error"] for one in answer.json()["details"]["password"]] == ["ERR_INVALID"]
    assert "too easy to guess" in Client().post("/oauth/sign_up", data=form).text
    assert Account.count() == 0
