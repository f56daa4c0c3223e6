"""Rewards of a campaign: what may change of them, and what is none."""

from typing import Any

import pytest

from chalicelib.errors import Unprocessable
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.people.accounts import Account
from chalicelib.services.money.funding import rewards
from chalicelib.services.money.funding.plans import RewardPlan
from tests.kit.factories import make_account
from tests.kit.money.funding import make_campaign, make_reward
from tests.kit.money.stripe_objects import make_seller


@pytest.fixture
def creator() -> Account:
    account = make_account()
    make_seller(account)
    return account


def test_of_a_live_reward_the_price_stays_and_the_limit_never_falls_below_what_is_taken(creator: Account):
    campaign = make_campaign(creator)
    reward = make_reward(campaign, limit=5)
    write_all(reward.reserve(3))
    with pytest.raises(Unprocessable, match="these stay"):
        rewards.edit(creator.id, campaign.id, reward.id, {"amount": 1_000})
    with pytest.raises(Unprocessable, match="More than that"):
        rewards.edit(creator.id, campaign.id, reward.id, {"limit": 2})
    with pytest.raises(Unprocessable, match="taken this"):
        rewards.remove(creator.id, campaign.id, reward.id)
    assert rewards.edit(creator.id, campaign.id, reward.id, {"limit": 3}).left == 0
    assert rewards.edit(creator.id, campaign.id, reward.id, {"limit": None}).left is None


@pytest.mark.parametrize(
    "wrong", [{"amount": 0}, {"limit": 0}, {"limit": 10**30}, {"per_backer": 0}, {"title": ""}, {"delivers_at": 1}]
)
def test_a_reward_that_cannot_be_is_refused(creator: Account, wrong: dict[str, Any]):
    campaign = make_campaign(creator)
    known: dict[str, Any] = {"title": "A print", "amount": 2_000}
    with pytest.raises(Unprocessable):
        rewards.add(creator.id, campaign.id, RewardPlan(**known | wrong))
