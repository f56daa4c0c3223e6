"""Keep what leaves, and let posts be offered without their tiers and campaigns."""

import pytest

from chalicelib.services.photos import offers
from tests.kit.money.paid import empty_bucket
from tests.kit.walk import RULES
from tests.matrix.floor import LEAST, least_in_a_scene, scenes_of
from tests.matrix.outgoing import Outgoing


@pytest.fixture
def outgoing(monkeypatch: pytest.MonkeyPatch) -> Outgoing:
    """Keep what is pushed and mailed."""
    made = Outgoing()
    made.stand_in(monkeypatch)
    return made


@pytest.fixture(scope="session", autouse=True)
def _large_enough() -> None:
    """Refuse to walk a matrix that has become too small, whether it is walked whole or in part."""
    # These tests take their fixtures from here.
    from tests.matrix import test_matrix, test_stories

    scenes = sum(scenes_of(test) for module in (test_matrix, test_stories) for test in vars(module).values())
    assert scenes * least_in_a_scene() >= LEAST


@pytest.fixture(autouse=True)
def _offers(monkeypatch: pytest.MonkeyPatch) -> None:
    empty_bucket()
    # Nobody's tier or campaign has to be there for who may see a post.
    monkeypatch.setattr(offers, "resolve", lambda _, access, *__, **___: RULES.get(access))
