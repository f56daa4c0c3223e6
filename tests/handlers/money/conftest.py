"""A local Stripe for each file of tests of money's handlers: some move its clock."""

from collections.abc import Iterator

import pytest

from tests.kit.money.shop import Shop, spoken_to
from tests.local_stripe.running import Local


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    running = Local(tmp_path_factory.mktemp("stripe"))
    yield running
    running.stop()


@pytest.fixture
def shop(local: Local, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """Connect the product to the local Stripe during a test."""
    with spoken_to(local, monkeypatch):
        yield Shop(local)
