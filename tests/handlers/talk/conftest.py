"""A clock that stands still, and who is told of what."""

import pytest

from chalicelib.models import base
from tests.kit.telling import Clock, Scene


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stopped = Clock()
    monkeypatch.setattr(base, "clock", stopped)
    return stopped


@pytest.fixture
def scene() -> Scene:
    return Scene()
