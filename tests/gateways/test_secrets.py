"""Secrets are read from the Parameter Store over HTTP, kept for a while, and learned anew when they are rotated."""

import json
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import boto3
import pytest

from chalicelib import config, deadline
from chalicelib.deadline import sockets
from chalicelib.errors import BadRequest, PaymentsUnavailable, Unavailable
from chalicelib.gateways import payments, secrets
from chalicelib.gateways.payments import client as stripe_client
from chalicelib.gateways.payments.keys import KEY, SECRET
from infra.rehearse.server import stand_in
from tests.gateways.test_events import signed
from tests.kit.money.stripe_objects import event
from tests.kit.silence import slow
from tests.local_stripe.running import KEY as STRIPE_KEY
from tests.local_stripe.running import Local

PATH = "/rossgram-test/"


def customer() -> str:
    return str(payments.create_customer("customer:7", email="me@example.com", account_id="7")["object"])


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Serve a Parameter Store over HTTP, and return a client that writes to it."""
    with stand_in() as (_, address):
        monkeypatch.setattr(config, "AWS_ENDPOINT_URL", address)
        monkeypatch.setattr(config, "SECRETS_PATH", PATH)
        monkeypatch.setattr(config, "STRIPE_API_KEY", "")
        monkeypatch.setattr(config, "STRIPE_WEBHOOK_SECRETS", [])
        secrets.forget()
        client: Any = boto3.client("ssm")
        yield client
        client.delete_parameters(Names=[PATH + KEY, PATH + SECRET])
        secrets.forget()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names that the store is asked for."""
    names: list[str] = []
    real = secrets._post

    def post(body: bytes) -> Any:
        names.append(json.loads(body)["Name"].removeprefix(PATH))
        return real(body)

    monkeypatch.setattr(secrets, "_post", post)
    return names


def put(store: Any, name: str, value: str) -> None:
    store.put_parameter(Name=f"{PATH}{name}", Value=value, Type="SecureString", Overwrite=True)


def test_a_secret_is_read_once_and_again_when_it_has_grown_old(
    store: Any, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, KEY, "sk_test_1")
    assert [secrets.read(KEY) for _ in range(3)] == ["sk_test_1"] * 3
    assert asked == [KEY]
    put(store, KEY, "sk_test_2")
    assert secrets.read(KEY) == "sk_test_1"
    monkeypatch.setattr(secrets, "KEPT_SECONDS", 0)
    assert secrets.read(KEY) == "sk_test_2"


def test_a_stage_without_a_secret_takes_no_money(store: Any) -> None:
    assert (secrets.read(KEY), payments.takes_money()) == ("", False)
    with pytest.raises(PaymentsUnavailable):
        payments.find_intent("pi_1")


@pytest.mark.usefixtures("store")
def test_without_a_path_nothing_is_asked(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "SECRETS_PATH", "")
    assert (secrets.read(KEY), asked) == ("", [])


def test_a_webhook_signed_with_a_rotated_secret_is_believed_at_once(
    store: Any, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, KEY, "sk_test_1")
    put(store, SECRET, "whsec_old")
    raw = event("payment_intent.succeeded", {"id": "pi_1", "object": "payment_intent"})
    assert payments.read_event(*signed(raw, "whsec_old")).id == raw["id"]
    put(store, SECRET, "whsec_new")
    with pytest.raises(BadRequest):
        payments.read_event(*signed(raw, "whsec_new"))
    monkeypatch.setattr(secrets, "RENEWED_SECONDS", 0)
    assert payments.read_event(*signed(raw, "whsec_new")).id == raw["id"]
    with pytest.raises(BadRequest):
        payments.read_event(*signed(raw, "whsec_old"))


def test_strangers_do_not_make_us_ask_the_store(store: Any, asked: list[str]) -> None:
    put(store, KEY, "sk_test_1")
    put(store, SECRET, "whsec_old")
    raw = event("payment_intent.succeeded", {"id": "pi_1", "object": "payment_intent"})
    for _ in range(20):
        with pytest.raises(BadRequest):
            payments.read_event(*signed(raw, "whsec_of_a_stranger"))
    assert asked.count(SECRET) == 1


def test_a_key_that_stripe_refuses_is_read_anew(
    store: Any, stripe_here: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "STRIPE_API_KEY", "")
    monkeypatch.setattr(secrets, "RENEWED_SECONDS", 0)
    stripe_client.reset()
    put(store, KEY, "sk_test_of_somebody_else")
    with pytest.raises(PaymentsUnavailable):
        customer()
    put(store, KEY, STRIPE_KEY)
    assert customer() == "customer"


def test_a_store_that_is_down_keeps_nobody_from_what_is_known(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, KEY, "sk_test_1")
    assert secrets.read(KEY) == "sk_test_1"
    monkeypatch.setattr(secrets, "KEPT_SECONDS", 0)
    monkeypatch.setattr(config, "AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    assert secrets.read(KEY) == "sk_test_1"
    with pytest.raises(Unavailable):
        secrets.read(SECRET)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("answer", [(500, {}), (400, {"__type": "AccessDeniedException"}), (200, {"Other": 1})])
def test_an_answer_that_says_no_secret_is_unavailable_and_not_an_empty_one(
    answer: tuple[int, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with slow("at_once", answer) as server:
        monkeypatch.setattr(config, "AWS_ENDPOINT_URL", server.url)
        with pytest.raises(Unavailable):
            secrets.read(KEY)


def test_a_store_that_is_asked_too_often_is_asked_again_more_slowly(
    store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, KEY, "sk_test_x")
    busy = SimpleNamespace(status=400, data=b'{"__type": "ThrottlingException"}')
    waits: list[float] = []
    answers, real = [busy] * (secrets.THROTTLED_TRIES - 1), secrets._post
    monkeypatch.setattr(secrets, "_post", lambda body: answers.pop() if answers else real(body))
    monkeypatch.setattr(secrets, "uniform", lambda _, most: most)
    monkeypatch.setattr(time, "sleep", waits.append)
    assert secrets.read(KEY) == "sk_test_x"
    assert waits == [secrets.THROTTLED_SECONDS * 2**number for number in range(3)]
    secrets.forget()
    answers[:] = [busy] * 9
    with pytest.raises(Unavailable):
        secrets.read(KEY)
    assert len(answers) == 9 - secrets.THROTTLED_TRIES


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("way", ["late", "dripping", "dripping_body", "hanging_up"])
def test_a_store_that_hangs_ends_with_the_deadline(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "DEADLINE_SECONDS", 1.5)
    monkeypatch.setattr(sockets, "LEAST_TRY", 0.3)
    with slow(way, (200, {"Parameter": {"Value": "late"}})) as server:
        monkeypatch.setattr(config, "AWS_ENDPOINT_URL", server.url)
        with deadline.of_request(), pytest.raises(Unavailable):
            secrets.read(KEY)
