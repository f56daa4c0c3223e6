"""Every write has a limit, by account, by address and by what it costs, and every answer of a write announces it."""

import random
from contextlib import suppress
from typing import Any

import pytest
import requests

from app import app
from chalicelib import config
from chalicelib.errors import TooManyRequests
from chalicelib.handlers.limits import COSTS, KINDS, UNLIMITED
from chalicelib.models import base
from chalicelib.models.people.accounts import Account
from chalicelib.models.safety import limits
from chalicelib.models.safety.limits import Limit
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.hostility import fill
from tests.kit.recorder import record_calls

NOON = 1_800_000_000
ANNOUNCED = {"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"}
ROUTES = sorted((method, path) for path, found in app.route_table.items() for method in found)
READS = {"GET", "HEAD", "OPTIONS"}
WRITES = [route for route in ROUTES if route[0] not in READS and route not in UNLIMITED]
FORM = {"content_type": "image/jpeg"}
# What is asked for by somebody who has no token yet, or a cookie in its place.
BEFORE_AN_ACCOUNT = ("/api/v1/apps", "/api/rossgram/v1/session", "/api/rossgram/v1/session/sign_up")


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand the clock still at the limits of a deployment, of which nothing is used up."""
    monkeypatch.setattr(base, "clock", lambda: float(NOON))
    monkeypatch.setattr(config, "LIMITS_TIMES", 1)
    monkeypatch.setattr(limits, "_counts", {})


@pytest.fixture
def anna() -> Account:
    return make_account("anna")


def allow(monkeypatch: pytest.MonkeyPatch, **figures: int) -> None:
    """Set how many of some kinds are allowed."""
    for kind, most in figures.items():
        monkeypatch.setitem(config.LIMITS, kind, (most, config.LIMITS[kind][1]))


def refused(answer: requests.Response) -> None:
    assert (answer.status_code, answer.headers["X-RateLimit-Remaining"]) == (429, "0")
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers.keys() >= ANNOUNCED
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_kinds_are_of_routes_that_are_there_and_have_figures():
    assert set(KINDS) <= set(WRITES)
    assert set(KINDS.values()) <= set(config.LIMITS)
    assert set(ROUTES) >= UNLIMITED == {("POST", "/webhooks/stripe")}


def test_a_view_of_many_routes_counts_by_each_as_the_same():
    counted: dict[str, set[tuple[str | None, object]]] = {}
    for method, path in WRITES:
        view = app.route_table[path][method].view_function
        told = (KINDS.get((method, path)), COSTS.get(path))
        counted.setdefault(f"{view.__module__}.{view.__qualname__}", set()).add(told)

    assert len(counted) < len(WRITES)
    assert {view: told for view, told in counted.items() if len(told) > 1} == {}


@pytest.mark.parametrize("route", WRITES, ids=" ".join)
def test_every_write_announces_a_limit_and_refuses_what_is_beyond_it(
    route: tuple[str, str], anna: Account, monkeypatch: pytest.MonkeyPatch
):
    method, path = route
    is_known = path.startswith("/api/") and path not in BEFORE_AN_ACCOUNT
    allow(monkeypatch, **({kind: 2 for kind in config.LIMITS if kind != "address"} if is_known else {"address": 2}))
    client = Client(make_token(anna))

    answers = [client.request(method, fill(path), json={}) for _ in range(3)]

    assert all(answer.headers.keys() >= ANNOUNCED for answer in answers)
    assert [answer.status_code == 429 for answer in answers] == [False, False, True]
    refused(answers[2])


def test_a_hundred_posts_pass_in_five_minutes_and_no_more(anna: Account, monkeypatch: pytest.MonkeyPatch):
    one, other = Client(make_token(anna)), Client(make_token(anna))
    answers = [(one, other)[number % 2].post("/api/v1/statuses", data={"status": "x"}) for number in range(100)]

    assert {answer.status_code for answer in answers} == {200}
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers] == [str(99 - n) for n in range(100)]
    assert answers[0].headers["X-RateLimit-Reset"] == "2027-01-15T08:05:00.000Z"
    refused(one.post("/api/v1/statuses", data={"status": "x"}))
    refused(other.post("/api/v1/statuses", data={"status": "x"}))
    assert Client(make_token(make_account())).post("/api/v1/statuses", data={"status": "x"}).status_code == 200
    monkeypatch.setattr(base, "clock", lambda: NOON + 300.0)
    assert one.post("/api/v1/statuses", data={"status": "x"}).status_code == 200


def test_comments_are_counted_by_themselves(anna: Account, monkeypatch: pytest.MonkeyPatch):
    allow(monkeypatch, comments=2)
    post, client = make_post(make_account()), Client(make_token(anna))
    comment: dict[str, Any] = {"status": "x", "in_reply_to_id": post.id}

    assert [client.post("/api/v1/statuses", json=comment).status_code for _ in range(3)] == [200, 200, 429]
    assert client.post("/api/v1/statuses", json={"status": "x", "in_reply_to_id": None}).status_code == 200


def test_presigned_forms_are_limited_by_the_bytes_that_they_take(anna: Account):
    client = Client(make_token(anna))
    answers = [client.post("/api/rossgram/v1/uploads", json=FORM) for _ in range(30)]

    assert [answer.status_code for answer in answers] == [201] * 28 + [429] * 2
    refused(answers[-1])


def test_a_form_that_says_its_size_counts_as_that_and_takes_no_more(anna: Account):
    client = Client(make_token(anna))
    answers = [client.post("/api/rossgram/v1/uploads", json={**FORM, "size": 5_000_000}) for _ in range(60)]

    assert {answer.status_code for answer in answers} == {201}
    assert client.post("/api/rossgram/v1/uploads", json={**FORM, "size": 60_000_000}).status_code == 422
    assert client.post("/api/rossgram/v1/uploads", json={**FORM, "size": "-5"}).status_code == 422


def test_uploads_through_the_api_cost_what_they_send(anna: Account, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "UPLOAD_BYTES", 5_000)
    client = Client(make_token(anna))
    answers = [client.post("/api/v2/media", files={"file": ("p.jpg", b"x" * 2_000, "image/jpeg")}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [202, 202, 429]


def test_an_address_is_limited_whatever_its_tokens_are(monkeypatch: pytest.MonkeyPatch):
    allow(monkeypatch, address=3)
    answers = [Client("wrong").post("/api/v1/statuses") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [401] * 3
    assert answers[-1].headers["X-RateLimit-Remaining"] == "0"
    refused(Client(make_token(make_account())).post("/api/v1/statuses", data={"status": "x"}))
    assert Client().get("/api/v1/instance").status_code == 200


def test_reads_are_neither_counted_nor_limited(anna: Account, monkeypatch: pytest.MonkeyPatch):
    client = Client(make_token(anna))
    allow(monkeypatch, **dict.fromkeys(config.LIMITS, 1))

    answers = [client.get("/api/v1/timelines/home") for _ in range(3)]

    assert {answer.status_code for answer in answers} == {200}
    assert not any(ANNOUNCED & answer.headers.keys() for answer in answers)


def test_a_write_is_counted_by_one_write(anna: Account, monkeypatch: pytest.MonkeyPatch):
    client = Client(make_token(anna))
    monkeypatch.setattr(random, "randrange", lambda _: 0)
    calls = record_calls(monkeypatch)

    client.post("/api/v1/statuses", data={"status": "x"})

    assert [name for name, request in calls if request.get("TableName") == Limit.Meta.table_name] == ["UpdateItem"]


def test_of_likes_one_in_ten_is_written_and_as_many_are_let_through(anna: Account, monkeypatch: pytest.MonkeyPatch):
    allow(monkeypatch, likes=40)
    monkeypatch.setattr(random, "randrange", lambda _: 0)
    client, post = Client(make_token(anna)), make_post(make_account())
    like = f"/api/v1/statuses/{post.id}/favourite"
    monkeypatch.setitem(config.LIMITS, "likes", (100, 300))
    calls = record_calls(monkeypatch)

    answers = [client.post(like) for _ in range(102)]

    assert [answer.status_code for answer in answers] == [200] * 100 + [429] * 2
    assert answers[0].headers["X-RateLimit-Remaining"] == "99"
    written = [name for name, request in calls if request.get("TableName") == Limit.Meta.table_name]
    # Ten for the account, and two for the address.
    assert len(written) == 12


# A process writes one in ten, and learns then what the others did: its first, or its tenth.
@pytest.mark.parametrize(("phase", "most"), [(9, 91), (0, 100 + 30 * 9)])
def test_likes_in_many_processes_are_limited_together(phase: int, most: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(random, "randrange", lambda _: phase)
    passed = 0
    for _ in range(40):
        monkeypatch.setattr(limits, "_counts", {})
        for _ in range(10):
            with suppress(TooManyRequests):
                Limit.estimate("likes|anna", 100, 300, 10)
                passed += 1
    assert passed == most
