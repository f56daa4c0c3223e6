"""Ben, who follows Anna and Eve; and an operator who publishes texts."""

from pathlib import Path
from typing import Any

import pytest

from tests.kit.client import Client
from tests.kit.factories import make_account, make_follow, make_token
from tests.kit.terms import Publish, Turn, publishing, turning


@pytest.fixture
def stage() -> dict[str, Any]:
    ben, anna, eve = make_account("ben"), make_account("anna"), make_account("eve")
    make_follow(ben, anna)
    make_follow(ben, eve)
    return {"ben": ben, "anna": anna, "eve": eve, "client": Client(make_token(ben))}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Turn:
    """Let it be noon of the first day, and turn the clock."""
    return turning(monkeypatch)


@pytest.fixture
def publish(clock: Turn, tmp_path: Path) -> Publish:
    """Publish a text."""
    return publishing(tmp_path)
