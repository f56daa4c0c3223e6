"""Malformed and hostile requests, and checks that they had no effect."""

import json
import re
from collections.abc import Iterator
from typing import Any

import requests

from app import app
from infra.tables import tables
from tests.kit.rows import held

ROUTES = sorted((path, method) for path, methods in app.route_table.items() for method in methods)
WRITES = [(path, method) for path, method in ROUTES if method != "GET"]
# These respond to browsers with HTML.
PAGES = (
    *("/oauth/authorize", "/oauth/sign_up", "/oauth/password", "/oauth/email", "/oauth/sessions", "/oauth/two_factor"),
    *("/oauth/leaving", "/oauth/passkeys", "/oauth/mails", "/oauth/appeals"),
    *("/unlock/", "/checkout/", "/campaigns/", "/s/"),
    *("/@", "/tags/", "/places/", "/about", "/privacy", "/terms"),
)
# These call Stripe even without parameters, and the tests have no Stripe.
AT_STRIPE = {"/api/rossgram/v1/seller/onboarding", "/api/rossgram/v1/subscriptions/portal"}
# These need no parameters, so they do their work whatever is sent along.
NEED_NOTHING = {"/api/v1/emails/confirmations", "/api/rossgram/v1/sessions", "/api/rossgram/v1/collections"}
# Tables that count attempts, including refused ones, and that note what anybody is given to sign, for five minutes.
COUNTERS = {"limits", "passkey_challenges"}
JSON = {"Content-Type": "application/json"}
UNKNOWN = "115000000000000000"
NAMES = (
    *(
        "status",
        "media_ids",
        "media_ids[]",
        "file",
        "description",
        "focus",
        "in_reply_to_id",
        "visibility",
        "id",
        "id[]",
    ),
    *("username", "email", "password", "agreement", "locale", "client_name", "redirect_uris", "scopes", "grant_type"),
    *("display_name", "note", "avatar", "fields_attributes", "source", "content_type", "max_id", "limit", "acct"),
    *("media_attributes", "spoiler_text", "sensitive", "language", "client_id", "client_secret", "token", "code"),
)
VALUES: tuple[Any, ...] = (
    None,
    "",
    0,
    -1,
    1.5,
    True,
    [],
    {},
    [[]],
    {"a": {"b": 1}},
    "\x00",
    "\ud800",
    "💣" * 3000,
    10**30,
)


def fill(path: str, value: str = UNKNOWN) -> str:
    """Return a path with an id for each of its parameters."""
    return re.sub(r"{\w+}", lambda _: value, path)


def rows() -> dict[str, list[str]]:
    """Return all stored rows, except for the counters of attempts."""
    return {
        model.Meta.table_name: sorted(
            json.dumps(item.to_json()["Attributes"], sort_keys=True)
            for item in held(str(model.Meta.table_name)).all_items()
        )
        for model in tables()
        if not any(model.Meta.table_name.endswith(name) for name in COUNTERS)
    }


def check(answer: requests.Response, path: str) -> None:
    """Check that an error response has the API's format."""
    is_out_of_reach = path in AT_STRIPE and answer.status_code == 503
    assert 200 <= answer.status_code < 500 or is_out_of_reach, (path, answer.status_code, answer.text[:200])
    if answer.status_code >= 400 and not path.startswith(PAGES):
        assert answer.headers["Content-Type"].startswith("application/json"), path
        assert isinstance(answer.json()["error"], str), path
        assert answer.headers["Access-Control-Allow-Origin"] == "*", path


def encoded(body: dict[str, Any]) -> bytes:
    """Return JSON in ASCII, which can contain lone surrogates."""
    return json.dumps(body).encode()


def unreadable() -> Iterator[tuple[str, bytes]]:
    """Yield bodies that do not match their content type."""
    form, multipart = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
    yield "application/json", b"{"
    yield "application/json", b"[1]"
    yield "application/json", b"\xff\xfe"
    yield "application/json", b"[" * 100_000
    yield "application/json", b'"' + b"x" * 10_000_000 + b'"'
    yield form, b"%ff=%ff"
    yield form, b"&".join(b"a=b" for _ in range(5000))
    yield form, b"a[b][c][d][e][f][g]=1"
    yield multipart, b"--x"
    yield multipart, b"--x\r\nContent-Disposition: form-data\r\n\r\n"
    yield multipart, b"junk" * 1000
    yield "multipart/form-data", b"--x--"
    yield multipart, b"--x\r\n" * 5000
    yield multipart, b'--x\r\nContent-Disposition: form-data; name="status"\r\n\r\n\xff\r\n--x--\r\n'
