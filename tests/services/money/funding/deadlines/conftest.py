"""One local Stripe, whose clock the product follows."""

from collections.abc import Iterator

import pytest

from chalicelib import config
from chalicelib.gateways.payments import client
from tests.killing import Killer, make_killer
from tests.local_stripe.running import KEY, SECRET, Local
from tests.services.money.funding.deadlines.kit import Stage


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    running = Local(tmp_path_factory.mktemp("stripe"))
    yield running
    running.stop()


@pytest.fixture
def stage(local: Local, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """Speak to the local Stripe, and tell its time, for the time of a test."""
    monkeypatch.setattr(config, "STRIPE_API_KEY", KEY)
    monkeypatch.setattr(config, "STRIPE_WEBHOOK_SECRETS", [SECRET])
    monkeypatch.setattr(config, "STRIPE_URL", local.url)
    client.reset()
    yield Stage(local, monkeypatch)
    client.reset()


@pytest.fixture
def killer(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Killer:
    del stage
    return make_killer(monkeypatch)
