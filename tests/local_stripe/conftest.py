"""One local Stripe for all of these tests, and a new one for those that stop it or need an inbox of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.local_stripe.running import Inbox, Local


@pytest.fixture(autouse=True)
def _empty_tables() -> None:
    """Leave moto's tables alone: these tests write none of them."""


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    running = Local(tmp_path_factory.mktemp("stripe"))
    running.checks_books = False
    yield running
    running.stop()


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    opened = Inbox()
    yield opened
    opened.close()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Local]]:
    """Start local Stripes that are gone when the test ends."""
    started: list[Local] = []

    def begin(webhook_url: str = "") -> Local:
        started.append(Local(tmp_path / f"stripe-{len(started)}", webhook_url))
        return started[-1]

    yield begin
    for running in started:
        running.kill()
