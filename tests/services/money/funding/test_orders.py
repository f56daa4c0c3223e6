"""Every order of the events of pledges, with a duplicate and a fault at every write, ends at the same totals."""

from functools import partial

import pytest

from chalicelib.models.base import Model
from tests.kit.money.funding import FakePages
from tests.kit.money.runs import Player
from tests.services.money import held_stories, pledge_stories
from tests.services.money.pledge_stories import begin

SETTINGS = pledge_stories.SETTINGS | held_stories.SETTINGS
SAMPLED, STRUCK, SHARES = 60, 40, 2
NOTHING: list[type[Model]] = []


@pytest.fixture
def player(name: str, pages: FakePages, monkeypatch: pytest.MonkeyPatch) -> Player:
    return Player(partial(begin, SETTINGS[name]), NOTHING, monkeypatch)


@pytest.mark.parametrize("name", SETTINGS)
def test_a_sample_of_all_orders_and_faults(name: str, player: Player):
    assert player.play_some(name, SAMPLED) >= STRUCK


@pytest.mark.money
@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("name", SETTINGS)
def test_all_orders_and_faults(name: str, share: int, player: Player, record_property):
    played = player.play_all(name, share, SHARES)
    record_property("runs", played)
    assert played > 20
