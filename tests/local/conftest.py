"""Run these tests against a local stack of their own instead of moto."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.local.alone import Alone, settle
from tests.local.running import Running


@pytest.fixture(autouse=True)
def _empty_tables() -> None:
    """Leave moto's tables alone: these tests write none of them."""


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One stack for the tests that only talk to it."""
    running = Running(tmp_path_factory.mktemp("stack") / "data")
    try:
        yield running.wait_until_ready()
    finally:
        running.end()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Start stacks that are gone when the test ends."""
    started: list[Running] = []

    def begin(data: Path = tmp_path / "data", **settings: str) -> Running:
        port = int(settings.pop("PORT", "0"))
        started.append(Running(data, port, **settings))
        return started[-1]

    yield begin
    for running in started:
        running.end()


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Alone]:
    """A local AWS without the rest of the stack, with its table, queue and bucket on disk."""
    running = Alone(tmp_path / "data")
    running.furnish()
    settle()
    yield running
    running.kill()
