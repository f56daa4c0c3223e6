"""One local Stripe, whose clock the product uses."""

from collections.abc import Iterator

import pytest

from tests.kit.killing import Killer, make_killer
from tests.kit.money.shop import spoken_to
from tests.kit.money.workers import Stops, make_stops
from tests.local_stripe.running import Local
from tests.services.money.funding.deadlines.kit import Stage


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    running = Local(tmp_path_factory.mktemp("stripe"))
    yield running
    running.stop()


@pytest.fixture
def stage(local: Local, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """Connect the product to the local Stripe and its clock during a test."""
    with spoken_to(local, monkeypatch):
        yield Stage(local, monkeypatch)


@pytest.fixture
def killer(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Killer:
    del stage
    return make_killer(monkeypatch)


@pytest.fixture
def stops(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stops:
    del stage
    return make_stops(monkeypatch)
