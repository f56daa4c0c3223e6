"""Let nobody visit Stripe."""

import pytest

from tests.funding import FakePages


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> FakePages:
    return FakePages(monkeypatch)
