"""Replace Stripe's Checkout in all tests of funding."""

import pytest

from tests.kit.money.funding import FakePages


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> FakePages:
    return FakePages(monkeypatch)
