"""The local Stripe is a child process of the local stack, and the product follows its clock."""

import json
import os
import signal
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import requests
import stripe

from chalicelib.models.base import id_time
from tests.local.running import Running, is_alive, wait_for
from tests.local_stripe.running import Local
from tests.local_stripe.test_returns import shared

pytestmark = pytest.mark.local_aws

Start = Callable[..., Running]
CHILD = "local.stripe"
DAY = 86400


class Inside(Local):
    """The local Stripe of a running stack."""

    def __init__(self, running: Running) -> None:
        self.url, self.client = running.stripe_url, client(running)


def notes(running: Running) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((running.data / "notes.json").read_text())
    return found


def client(running: Running) -> Any:
    address = f"http://127.0.0.1:{notes(running)['stripe_port']}"
    return stripe.StripeClient(notes(running)["stripe_key"], base_addresses={"api": address}).v1


def control(running: Running, name: str, **wanted: Any) -> Any:
    answer = requests.post(f"http://localhost:{notes(running)['stripe_port']}/_control/{name}", json=wanted, timeout=60)
    assert answer.ok, answer.text
    return answer.json()


def answers(running: Running) -> bool:
    try:
        return requests.get(f"http://localhost:{notes(running)['stripe_port']}/_control/clock", timeout=60).ok
    except requests.ConnectionError:
        return False


def test_it_is_told_where_it_is_and_keeps_what_it_holds(start: Start):
    first = start().wait_until_ready()
    assert f"http://localhost:{notes(first)['stripe_port']}/_control/clock" in first.said()
    kept = notes(first)
    customer = client(first).customers.create({"email": "fan@example.com"})
    price: Any = {"currency": "usd", "unit_amount": 500, "product_data": {"name": "A photo"}}
    line: Any = {"price_data": price, "quantity": 1}
    page = client(first).checkout.sessions.create(
        {"mode": "payment", "line_items": [line], "success_url": "https://a.example"}
    )
    assert page.url.startswith(f"http://localhost:{kept['stripe_port']}/")
    assert requests.get(page.url, timeout=60).ok
    control(first, "clock", advance=DAY)

    assert first.stop() == 0
    second = start().wait_until_ready()

    assert {name: kept[name] for name in kept if name.startswith("stripe")} == {
        name: value for name, value in notes(second).items() if name.startswith("stripe")
    }
    assert client(second).customers.retrieve(customer.id).email == "fan@example.com"
    assert control(second, "clock", advance=0)["offset"] > DAY - 1


def test_it_is_started_again_when_it_dies_and_loses_nothing(start: Start):
    running = start().wait_until_ready()
    customer = client(running).customers.create({"email": "fan@example.com"})
    before = running.children()[CHILD]

    os.kill(before, signal.SIGKILL)

    wait_for(lambda: running.children().get(CHILD) not in {None, before})
    wait_for(lambda: answers(running))
    assert client(running).customers.retrieve(customer.id).email == "fan@example.com"
    running.process.kill()
    children = running.children()
    running.process.wait()
    wait_for(lambda: not any(map(is_alive, [*children.values(), before])))
    assert not answers(running)


def test_a_transfer_reversed_beyond_what_its_payment_gave_back_is_found_when_it_is_stopped(start: Start):
    running = start().wait_until_ready()
    local = Inside(running)
    _, charge = shared(local)
    local.client.transfers.reversals.create(charge.transfer, {"amount": 1})

    with pytest.raises(AssertionError, match="beyond what their payments gave back"):
        running.stop()
    assert running.process.poll() == 0


def test_with_real_test_keys_it_is_not_started(start: Start):
    running = start(STRIPE_API_KEY="sk_test_real", STRIPE_WEBHOOK_SECRET="whsec_real").wait_until_ready()

    assert set(running.children()) == {"local.aws", "local.api", "local.worker"}
    assert "The local Stripe" not in running.said()
    assert not (running.data / "stripe").exists()


def test_a_live_key_is_refused_before_anything_is_started(start: Start):
    running = start(STRIPE_API_KEY="sk_live_real", STRIPE_WEBHOOK_SECRET="whsec_real")

    assert running.process.wait(60) == 1
    [line] = running.said().splitlines()
    assert "live key" in line
    assert not running.data.exists()


def test_a_state_that_cannot_be_read_is_told_and_left_alone(start: Start):
    first = start().wait_until_ready()
    first.stop()
    broken = first.data / "stripe" / "stripe.sqlite3"
    broken.write_bytes(b"no database at all" * 1000)
    before = broken.read_bytes()

    second = start()

    assert second.process.wait(120) == 1
    assert "The local Stripe cannot read its state" in second.said()
    assert broken.read_bytes() == before


def test_moving_its_clock_moves_the_products_and_runs_the_schedules(start: Start):
    running = start().wait_until_ready()
    headers = {"Authorization": f"Bearer {running.sign_up('later')}"}
    log = running.data / "logs" / "worker.log"
    # No schedule has run yet: the first run is some time after the start.
    assert "swept" not in log.read_text()

    control(running, "clock", advance=30 * DAY)

    status = running.post("/api/v1/statuses", json={"status": "From the future"}, headers=headers)
    expected = time.time() + 30 * DAY
    assert abs(id_time(status["id"]) - expected) < 60
    assert abs(datetime.fromisoformat(status["created_at"]).timestamp() - expected) < 60
    wait_for(lambda: "swept" in log.read_text(), patience=60)
