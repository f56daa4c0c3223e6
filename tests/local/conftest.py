"""Run these tests against a local stack of their own instead of moto."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.local.alone import Alone, settle
from tests.local.running import Running


@pytest.fixture(autouse=True)
def _empty_tables() -> None:
    """Do nothing: these tests do not write to moto's tables."""


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A stack that is shared by the tests that only send requests to it."""
    running = Running(tmp_path_factory.mktemp("stack") / "data")
    try:
        yield running.wait_until_ready()
    finally:
        running.end()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Return a function that starts stacks, which are stopped when the test ends."""
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
    """A local AWS without the rest of the stack, whose table, queue and bucket are on disk."""
    running = Alone(tmp_path / "data")
    running.furnish()
    settle()
    yield running
    running.kill()
