"""A Stripe that knows nothing of what a test makes up, and one whose clock the product follows."""

import pytest

from chalicelib.models import base
from tests.kit.money.shop import Shop
from tests.services.money.audit.shopping import clock
from tests.services.money.selling.conftest import ignorant

__all__ = ["ignorant"]


@pytest.fixture
def since(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return a moment after which this test begins; the product's clock is Stripe's from then on."""
    monkeypatch.setattr(base, "clock", lambda: clock(shop))
    return clock(shop, 2)
