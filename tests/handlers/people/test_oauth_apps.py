"""Registering apps, and what is never stored."""

import base64
import hashlib
from typing import Any, Literal

import pytest

from chalicelib import config
from chalicelib.models.people.apps import App
from infra.tables import tables
from tests.kit.client import Client
from tests.kit.factories import OUT_OF_BAND, make_account, make_app, make_token
from tests.kit.oauth import PASSWORD, REDIRECT, ask_of, code_of, decide, exchange, exchange_code

PHONE = "oauth2redirect://org.pixeldroid.app"


@pytest.mark.parametrize("uris", [[OUT_OF_BAND, PHONE], f"{OUT_OF_BAND}\n{PHONE}", f"{OUT_OF_BAND} {PHONE}\r\n"])
@pytest.mark.parametrize("way", ["json", "data"])
def test_an_app_is_registered_in_every_encoding(uris: list[str] | str, way: Literal["json", "data"]) -> None:
    name = "redirect_uris[]" if way == "data" and isinstance(uris, list) else "redirect_uris"
    fields = {"client_name": "Tester", name: uris, "scopes": "read write:media", "website": "https://app.example"}
    answer = Client().post("/api/v1/apps", json=fields) if way == "json" else Client().post("/api/v1/apps", data=fields)
    app = answer.json()
    assert app["redirect_uris"] == [OUT_OF_BAND, PHONE]
    assert app["redirect_uri"] == f"{OUT_OF_BAND}\n{PHONE}"
    assert (app["name"], app["website"]) == ("Tester", "https://app.example")
    assert app["scopes"] == ["read", "write:media"]
    assert app["client_secret"] != app["client_id"]


def test_a_multipart_form_registers_an_app_too() -> None:
    parts = {"client_name": (None, "Tester"), "redirect_uris": (None, OUT_OF_BAND)}
    app = Client().post("/api/v1/apps", files=parts)
    assert (app.status_code, app.json()["scopes"], app.json()["website"]) == (200, ["read"], None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_name": ""},
        {"client_name": "x" * 61},
        {"client_name": ["a"]},
        {"redirect_uris": ""},
        {"redirect_uris": []},
        {"redirect_uris": {"a": "b"}},
        {"redirect_uris": [1]},
        {"redirect_uris": ["app://back\n"]},
        {"redirect_uris": ["https://app.example/\n"]},
        {"redirect_uris": "/relative"},
        {"redirect_uris": "https://"},
        {"redirect_uris": "https://app.example/#fragment"},
        {"redirect_uris": "javascript:alert(1)"},
        {"redirect_uris": "DATA:text/html,x"},
        {"redirect_uris": "https://app.example/" + "x" * 2000},
        {"redirect_uris": [f"https://app.example/{number}" for number in range(21)]},
        {"scopes": "read everything"},
        {"scopes": {"read": True}},
        {"website": "javascript:alert(1)"},
        {"website": 5},
        {"website": "https://e.org/\u202egnp.exe"},
        {"client_name": "\u202e\u200b \x00"},
    ],
)
def test_an_app_with_bad_values_is_refused(wrong: dict[str, Any]) -> None:
    answer = Client().post("/api/v1/apps", json={"client_name": "x", "redirect_uris": OUT_OF_BAND, **wrong})
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("Validation failed")
    assert App.count() == 0


def test_an_address_registers_only_so_many_apps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "APPS_PER_ADDRESS", 1)
    form = {"client_name": "x", "redirect_uris": OUT_OF_BAND}
    assert Client().post("/api/v1/apps", data=form).status_code == 200
    answer = Client().post("/api/v1/apps", data=form)
    assert (answer.status_code, answer.headers["X-RateLimit-Limit"]) == (429, "1")
    # The caller's own word for an address is not believed; tests/handlers/test_edge.py says whose is.
    forged = Client().post("/api/v1/apps", data=form, headers={"X-Forwarded-For": "198.51.100.7"})
    assert forged.status_code == 429


def test_an_app_is_told_about_itself() -> None:
    made = make_app("read", REDIRECT)
    own = exchange(made, grant_type="client_credentials").json()["access_token"]
    told = Client(own).get("/api/v1/apps/verify_credentials").json()
    assert (told["name"], told["scopes"], told["redirect_uris"]) == ("Tester", ["read"], [REDIRECT])
    assert "client_secret" not in told
    of_a_person = Client(make_token(make_account())).get("/api/v1/apps/verify_credentials")
    assert of_a_person.status_code == 200
    for bad in (Client(), Client("wrong"), Client("x" * 4000)):
        answer = bad.get("/api/v1/apps/verify_credentials")
        assert (answer.status_code, set(answer.json())) == (401, {"error_code", "msg", "error"})


def test_no_secret_is_stored_in_the_clear() -> None:
    made = make_app("read write", REDIRECT)
    token = exchange(made, grant_type="client_credentials", scope="write").json()["access_token"]
    form = {"username": "bela", "email": "bela@example.com", "password": PASSWORD, "agreement": "true"}
    signed_up = Client(token).post("/api/v1/accounts", data=form).json()
    used, unused = (code_of(ask_of(made), "bela") for _ in range(2))
    given = exchange_code(made, used).json()
    assert decide(ask_of(made), "a password where a name should be").status_code == 422

    secrets = {made.secret, token, used, unused, PASSWORD, "a password where a name should be"}
    secrets |= {one[kind] for one in (signed_up, given) for kind in ("access_token", "refresh_token")}
    secrets |= {one["refresh_token"].partition(".")[2] for one in (signed_up, given)}
    stored = repr([item.serialize() for model in tables() for item in model.scan()])

    assert hashlib.sha256(token.encode()).hexdigest() in stored
    for secret in secrets:
        assert secret not in stored
        assert base64.b64encode(secret.encode()).decode() not in stored
