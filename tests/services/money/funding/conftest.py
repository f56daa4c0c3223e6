"""Let nobody visit Stripe."""

import pytest

from tests.kit.money.funding import FakePages


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> FakePages:
    return FakePages(monkeypatch)
