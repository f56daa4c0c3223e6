"""A Stripe that knows nothing of what a test makes up: its events are all that there is."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from chalicelib.errors import NotFound
from chalicelib.gateways import payments
from chalicelib.models import base
from tests.kit.money.shop import Shop, spoken_to
from tests.kit.money.workers import Stops, make_stops
from tests.local_stripe.running import Local
from tests.services.money.audit.looking import differences
from tests.services.money.selling.story import Story


@pytest.fixture
def ignorant(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Make every read at Stripe fail with NotFound, and return what is cancelled there."""
    ended: list[tuple[Any, ...]] = []

    def unknown(*_: Any, **__: Any) -> Any:
        raise NotFound

    for name in ("find_subscription", "find_intent", "find_invoice", "find_charge"):
        monkeypatch.setattr(payments, name, unknown)

    def end(*given: Any, **_: Any) -> None:
        ended.append(given)

    monkeypatch.setattr(payments, "cancel_subscription", end)
    monkeypatch.setattr(payments, "payment_intents_of_invoice", lambda _: [])
    return ended


@pytest.fixture(scope="package")
def months(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """Keep the months of these tests away from the other tests."""
    running = Local(tmp_path_factory.mktemp("tiers"))
    yield running
    running.stop()


@pytest.fixture
def story(months: Local, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    with spoken_to(months, monkeypatch):
        url = f"{months.url}/_control/clock"
        monkeypatch.setattr(base, "clock", lambda: float(requests.get(url, timeout=30).json()["now"]))
        yield Story(Shop(months))
        assert differences() == []
        for one in payments.lists.subscriptions():
            # Its rows are gone after this test, and the events of its renewals would reach the next one.
            if one["status"] != "canceled":
                payments.cancel_subscription(one["id"], f"end:{one['id']}", at_period_end=False)


@pytest.fixture
def stops(story: Story, monkeypatch: pytest.MonkeyPatch) -> Stops:
    """Stop workers at the calls of this test, once the story's own clock and Stripe are there."""
    del story
    return make_stops(monkeypatch)
