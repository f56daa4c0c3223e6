"""Junk at every door of sign-in: the API's own error shape, never a 500, nothing changed."""

from typing import Any

import pytest
import requests

from infra.tables import tables
from tests.kit.client import Client
from tests.kit.factories import make_app
from tests.kit.oauth import FORM
from tests.kit.recorder import record_calls

POSTS = ["/api/v1/apps", "/oauth/authorize", "/oauth/token", "/oauth/revoke", "/api/v1/accounts", "/oauth/sign_up"]
GETS = ["/oauth/authorize", "/oauth/sign_up", "/api/v1/apps/verify_credentials"]
NAMES = [
    *("client_id", "client_secret", "client_name", "redirect_uris", "redirect_uri", "response_type", "scope", "scopes"),
    *("state", "code_challenge", "code_challenge_method", "username", "password", "email", "agreement", "decision"),
    *("grant_type", "code", "refresh_token", "code_verifier", "token", "token_type_hint", "website", "login_hint"),
]
VALUES: list[Any] = [
    None,
    True,
    5,
    -1.5,
    [],
    {},
    ["x", ["y"]],
    {"a": {"b": 1}},
    "",
    "\x00",
    "\ud800",
    "x" * 5000,
    "é😀",
]
BODIES = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'"x"',
    b"\xff\xfe\x00",
    b"[" * 100_000,
    b'{"a":' * 50_000,
    b"a=%zz&b=%ff",
    b"&&==&",
    b"client_id=" + b"x" * 10_000_000,
    b"x" * 10_000_000,
    b"a[" * 1000 + b"=1",
]


def check(answer: requests.Response) -> None:
    assert answer.status_code < 500, answer.text[:500]
    if answer.headers["Content-Type"].startswith("text/html"):
        assert answer.text.startswith("<!DOCTYPE html>")
    elif answer.status_code >= 400:
        assert isinstance(answer.json()["error"], str)
        assert "Code" not in answer.json()


def nothing_stored() -> bool:
    return not any(list(model.scan()) for model in tables() if "limits" not in model.Meta.table_name)


@pytest.mark.parametrize("path", POSTS)
def test_bodies_that_are_junk(path: str) -> None:
    kinds = ["application/json", FORM, "multipart/form-data; boundary=x", "multipart/form-data", "text/plain", ""]
    for body in BODIES:
        for kind in kinds:
            check(Client().post(path, data=body, headers={"Content-Type": kind}))
    assert nothing_stored()


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:20])
def test_values_of_the_wrong_kind(path: str, value: Any) -> None:
    check(Client().post(path, json=dict.fromkeys(NAMES, value)))
    for name in NAMES:
        check(Client().post(path, json={name: value}))
    assert nothing_stored()


@pytest.mark.parametrize("grant_type", ["authorization_code", "refresh_token", "password", "client_credentials", "x"])
def test_values_of_the_wrong_kind_from_an_app_that_is_known(grant_type: str) -> None:
    made = make_app()
    known = {"grant_type": grant_type, "client_id": made.app.client_id, "client_secret": made.secret}
    for value in VALUES:
        fields = {**dict.fromkeys(NAMES, value), **known}
        check(Client().post("/oauth/token", json=fields))
        check(Client().post("/oauth/revoke", json={**fields, "token": value}))
        for name in set(NAMES) - set(known):
            check(Client().post("/oauth/token", json={**known, name: value}))


@pytest.mark.parametrize("path", GETS)
def test_queries_that_are_junk(path: str) -> None:
    for name in NAMES:
        for value in ("", "x", "\x00", "é😀", "x" * 3000):
            check(Client().get(path, params={name: value}))
        check(Client().get(path, params={name: ["x", "y"]}))
        check(Client().get(path, params={f"{name}[]": "x", f"{name}[a][b]": "y"}))


@pytest.mark.parametrize(
    "value", ["Basic", "Basic !", "Basic eA==", "Basic //8=", "Bearer", "Bearer  x", "x y z", "Basic é"]
)
def test_authorization_headers_that_are_junk(value: str) -> None:
    headers = {"Authorization": value}
    for path in POSTS:
        check(Client().post(path, json={"grant_type": "client_credentials"}, headers=headers))
    check(Client().get("/api/v1/apps/verify_credentials", headers=headers))


def test_a_key_that_dynamodb_would_refuse_is_never_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = record_calls(monkeypatch)
    long = "é" * 2000
    check(Client().get("/oauth/authorize", params={"client_id": long}))
    made = make_app()
    known = {"client_id": made.app.client_id, "client_secret": made.secret}
    for fields in (
        {"client_id": long, "client_secret": long, "grant_type": "client_credentials"},
        {**known, "grant_type": "refresh_token", "refresh_token": f"{long}.x"},
        {**known, "grant_type": "authorization_code", "code": long, "redirect_uri": long},
        {**known, "grant_type": "password", "username": long, "password": long},
    ):
        check(Client().post("/oauth/token", data=fields))
        check(Client().post("/oauth/revoke", data={**fields, "token": f"{long}.x"}))
    keys = [key["S"] for _, request in calls for key in request.get("Key", {}).values()]
    assert keys
    assert all(0 < len(key.encode()) <= 2048 for key in keys)
