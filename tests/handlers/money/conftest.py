"""One local Stripe for the tests of money's handlers."""

from collections.abc import Iterator

import pytest

from chalicelib import config
from chalicelib.gateways.payments import client
from tests.local_stripe.running import KEY, Local
from tests.shop import Shop, point_at


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    running = Local(tmp_path_factory.mktemp("stripe"))
    yield running
    running.stop()


@pytest.fixture
def shop(local: Local, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """Let the product speak to the local Stripe for the time of a test."""
    monkeypatch.setattr(config, "STRIPE_API_KEY", KEY)
    point_at(local, monkeypatch)
    client.reset()
    yield Shop(local)
    client.reset()
