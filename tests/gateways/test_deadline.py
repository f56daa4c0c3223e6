"""What a request has of its deadline when Stripe hangs, when it waits, and when its time is over."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib import config, deadline
from chalicelib.errors import PaymentsUnavailable, Unavailable
from chalicelib.gateways import payments
from chalicelib.gateways.payments import client as stripe_client
from chalicelib.gateways.payments import transport
from tests.kit.client import Client
from tests.kit.shortcut import over_http
from tests.kit.silence import slow


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the deadlines those of a test."""
    monkeypatch.setattr(config, "DEADLINE_SECONDS", 1.5)
    monkeypatch.setattr(config, "STRIPE_DEADLINE_SECONDS", 2.0)


@pytest.fixture
def stripe_at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what points Stripe's client elsewhere."""

    def point(url: str) -> None:
        monkeypatch.setattr(config, "STRIPE_URL", url)
        monkeypatch.setattr(config, "STRIPE_API_KEY", "sk_test_x")
        stripe_client.reset()

    yield point
    stripe_client.reset()


@pytest.mark.parametrize("way", ["late", "dripping", "dripping_body"])
def test_a_stripe_that_hangs_is_unavailable_and_leaves_time_to_write_that_down(stripe_at: Any, way: str):
    with slow(way, (200, {"id": "pi_1", "object": "payment_intent"})) as server, deadline.of_request():
        stripe_at(server.url)
        with pytest.raises(PaymentsUnavailable):
            payments.find_intent("pi_1")
        assert deadline.left() > 0


def test_a_request_that_asks_stripe_has_longer_than_one_that_does_not(stripe_at: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(transport, "KEPT_SECONDS", 0.1)
    monkeypatch.setattr(config, "STRIPE_DEADLINE_SECONDS", 60.0)
    with slow("late", (200, {"id": "pi_1", "object": "payment_intent"})) as server, deadline.of_request():
        stripe_at(server.url)
        assert payments.find_intent("pi_1")["id"] == "pi_1"


def test_a_request_whose_time_is_over_is_answered_with_503(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "DEADLINE_SECONDS", 0.0)

    with over_http():
        answer = Client("a-token").get("/api/v1/accounts/verify_credentials")

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "Retry-After" in answer.headers["Access-Control-Expose-Headers"]
    assert set(answer.json()) == {"error_code", "msg", "error"}


def test_a_pause_of_our_own_is_not_counted_and_a_pause_before_another_try_is(monkeypatch: pytest.MonkeyPatch):
    slept: list[float] = []
    now = [100.0]

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    monkeypatch.setattr(deadline, "clock", lambda: now[0])
    monkeypatch.setattr(time, "sleep", sleep)
    with deadline.of_request():
        deadline.pause(5)
        assert deadline.left() == 1.5
        deadline.back_off(1.25)
        assert deadline.left() == 0.25
        with pytest.raises(Unavailable):
            deadline.back_off(0.5)
    assert slept == [5, 1.25]


def test_a_thread_obeys_the_deadline_of_whoever_started_it(monkeypatch: pytest.MonkeyPatch):
    with ThreadPoolExecutor(1) as pool, deadline.of_request():
        assert pool.submit(deadline.carried(deadline.left)).result() <= config.DEADLINE_SECONDS
        assert pool.submit(deadline.left).result() == deadline.NEVER


def test_without_settings_a_request_ends_within_five_seconds_and_one_to_stripe_within_ten():
    code = "from chalicelib import config; print(config.DEADLINE_SECONDS, config.STRIPE_DEADLINE_SECONDS)"
    bare = {name: value for name, value in os.environ.items() if not name.endswith("DEADLINE_SECONDS")}
    said = subprocess.run([sys.executable, "-c", code], env=bare, check=True, capture_output=True, text=True).stdout
    ours, stripe = map(float, said.split())
    assert 0 < ours <= 5
    assert ours < stripe <= 10
