"""Keep what leaves, and let posts be offered without their tiers and campaigns."""

import pytest

from chalicelib.services.photos import offers
from tests.kit.money.paid import empty_bucket
from tests.kit.walk import RULES
from tests.matrix.outgoing import Outgoing


@pytest.fixture
def outgoing(monkeypatch: pytest.MonkeyPatch) -> Outgoing:
    """Keep what is pushed and mailed."""
    made = Outgoing()
    made.stand_in(monkeypatch)
    return made


@pytest.fixture(autouse=True)
def _offers(monkeypatch: pytest.MonkeyPatch) -> None:
    empty_bucket()
    # Nobody's tier or campaign has to be there for who may see a post.
    monkeypatch.setattr(offers, "resolve", lambda _, access, *__, **___: RULES.get(access))
