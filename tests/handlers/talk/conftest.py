"""A clock that stands still, who is told of what, and a push service."""

from collections.abc import Iterator

import pytest

from chalicelib import config
from chalicelib.models import base
from tests.kit.pushes import PushService, push_service
from tests.kit.telling import Clock, Scene


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stopped = Clock()
    monkeypatch.setattr(base, "clock", stopped)
    return stopped


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[PushService]:
    monkeypatch.setattr(config, "PUSH_ANYWHERE", True)
    with push_service() as running:
        yield running
