"""Every order of the events of subscriptions, with a duplicate and a fault at every write, ends the same."""

from functools import partial
from typing import Any

import pytest

from chalicelib.gateways import payments
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.people.accounts import Account
from tests.kit.factories import make_account
from tests.kit.money.runs import Player
from tests.kit.money.subscriptions import make_tier
from tests.services.money.subscription_stories import STORIES, begin, begin_gifts, begin_two

SAMPLED, STRUCK, SHARES = 60, 40, 2
# Stripe does not show its payments, so that the fee is known only from their events.
BY_EVENTS_ALONE = "begun"
TWO, GIFTS = "two of one account", "gifts"
NAMES = [*STORIES, TWO, GIFTS]


@pytest.fixture
def player(name: str, ignorant: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch) -> Player:
    if name != BY_EVENTS_ALONE:
        monkeypatch.setattr(payments, "find_intent", taken)
    tier, subscriber = make_tier(), make_account()
    others = {
        TWO: partial(begin_two, tier, subscriber, ignorant),
        GIFTS: partial(begin_gifts, tier, subscriber),
    }
    story = others.get(name) or partial(begin, STORIES[name], tier, subscriber)
    return Player(story, [Account, Tier, Seller], monkeypatch)


def taken(payment_id: str) -> dict[str, Any]:
    return {"id": payment_id, "amount_received": 500, "application_fee_amount": 25, "latest_charge": None}


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_of_all_orders_and_faults(name: str, player: Player):
    assert player.play_some(name, SAMPLED) >= STRUCK


@pytest.mark.parametrize("name", [TWO])
def test_a_second_subscription_is_undone_after_a_kill_at_any_write(name: str, player: Player):
    # That the second one is active comes last, so that only the same event repairs it.
    assert player.play_row((0, 1, 3, 2), 0, "kill") > 15


@pytest.mark.money
@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("name", NAMES)
def test_all_orders_and_faults(name: str, share: int, player: Player, record_property):
    played = player.play_all(name, share, SHARES)
    record_property("runs", played)
    assert played > 20
