"""What an account sold and raised stays for the books, and says nothing of whoever left any more."""

import pytest

from chalicelib.models.leaving import Leaving
from chalicelib.models.money.funding.campaigns import FAILED, Campaign
from chalicelib.models.money.funding.rewards import Reward
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.services.leaving import departed, departures
from tests.kit.events import deliver_events
from tests.kit.factories import make_account
from tests.services.leaving.test_deleting import CANARY, let_time_pass, traces


def test_campaigns_and_tiers_stay_for_the_books_without_a_word_of_whoever_left(monkeypatch: pytest.MonkeyPatch):
    anna = make_account(CANARY)
    goals = [{"title": CANARY, "amount": 2000}]
    campaign = Campaign(creator_id=anna.id, title=CANARY, story=CANARY, currency="eur", goal=1000, state=FAILED)
    campaign.stretch_goals, campaign.raised = goals, 700
    campaign.save()
    Reward(campaign.id, title=CANARY, text=CANARY, amount=500, taken=2).save()
    tier = Tier(anna.id, name=CANARY, text=CANARY, level=1, currency="eur", amount=300)
    tier.save()
    departures.begin(anna.id)
    let_time_pass(monkeypatch)
    departed.queue_due(10)
    deliver_events()
    assert Leaving.of(anna.id) is None
    assert traces(CANARY)[CANARY] == {"names"}
    kept, [reward], [bronze] = Campaign.find(campaign.id), Reward.of(campaign.id), Tier.of(anna.id)
    assert (kept.title, kept.raised, kept.stretch_goals) == ("Deleted campaign", 700, [{"title": "", "amount": 2000}])
    assert (reward.title, reward.amount, reward.taken) == ("Deleted reward", 500, 2)
    assert (bronze.name, bronze.amount, bronze.creator_id) == ("Deleted tier", 300, anna.id)
