"""Rows of campaigns, rewards and pledges: what may be written together, and what not."""

import pytest

from chalicelib.models.base import GuardFailed, now
from chalicelib.models.money.funding.backings import Backing
from chalicelib.models.money.funding.campaigns import CANCELLED, LIVE, Campaign
from chalicelib.models.money.funding.pledges import EXPIRED, HELD, Pledge
from chalicelib.models.money.funding.rewards import Reward
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.paging import Page


def make_campaign(**fields: object) -> Campaign:
    known = {"creator_id": "1", "title": "A book", "currency": "eur", "goal": 100_000, "deadline": now() + 86400}
    campaign = Campaign(**{**known, "state": LIVE, "due": "due", "due_at": now() + 86400, **fields})  # type: ignore[arg-type]
    campaign.create()
    return campaign


def make_reward(campaign: Campaign, limit: int | None = None) -> Reward:
    reward = Reward(campaign.id, title="A print", amount=2_000, limit=limit)
    write_all(reward.add)
    return reward


def make_pledge(campaign: Campaign, backer_id: str = "2", reward: Reward | None = None) -> Pledge:
    rewards = [{"id": reward.id, "quantity": 2, "amount": 2_000}] if reward else []
    parties = {"campaign_id": campaign.id, "backer_id": backer_id, "creator_id": campaign.creator_id}
    return Pledge(**parties, amount=5_000, currency="eur", rewards=rewards)  # type: ignore[arg-type]


def test_a_reward_is_never_taken_beyond_its_limit():
    campaign = make_campaign()
    reward = make_reward(campaign, limit=5)
    write_all(reward.reserve(3))
    with pytest.raises(GuardFailed):
        write_all(reward.reserve(3))
    write_all(reward.reserve(2))
    assert (Reward.of(campaign.id)[0].taken, Reward.of(campaign.id)[0].left) == (5, 0)


def test_no_more_is_released_than_was_taken():
    campaign = make_campaign()
    reward = make_reward(campaign)
    write_all(reward.reserve(10**6))
    with pytest.raises(GuardFailed):
        write_all(Reward.release(campaign.id, reward.id, 10**6 + 1))
    assert Reward.of(campaign.id)[0].left is None


def test_a_reward_that_was_taken_cannot_be_removed():
    campaign = make_campaign()
    reward = make_reward(campaign)
    write_all(reward.reserve(1))
    with pytest.raises(GuardFailed):
        write_all(reward.remove)


def test_an_account_has_one_pledge_to_a_campaign_until_it_has_ended():
    campaign = make_campaign()
    reward = make_reward(campaign, limit=2)
    first = make_pledge(campaign, reward=reward)
    write_all(first.begin, reward.reserve(2))
    with pytest.raises(GuardFailed):
        write_all(make_pledge(campaign).begin)
    write_all(*first.end(EXPIRED))
    assert (Backing.of(campaign.id, "2"), Reward.of(campaign.id)[0].taken) == (None, 0)
    second = make_pledge(campaign)
    write_all(second.begin)
    assert Backing.of(campaign.id, "2") == second.id


def test_of_two_changes_of_a_pledge_one_wins():
    pledge = make_pledge(make_campaign())
    write_all(pledge.begin)
    one, other = Pledge.find(pledge.id), Pledge.find(pledge.id)
    write_all(one.to(HELD, next_at=now()))
    with pytest.raises(GuardFailed):
        write_all(*other.end(EXPIRED))
    assert (Pledge.find(pledge.id).state, Pledge.due_ids(now(), 10)) == (HELD, [pledge.id])


def test_totals_move_while_a_campaign_is_open_and_do_not_disturb_its_edits():
    campaign = make_campaign()
    write_all(campaign.move(pledged=500, backers=1, only_if=campaign.while_open()))
    write_all(campaign.changed(state=CANCELLED, due_at=None))
    with pytest.raises(GuardFailed):
        write_all(campaign.move(pledged=500, only_if=campaign.while_open()))
    with pytest.raises(GuardFailed):
        write_all(campaign.move(only_if=campaign.while_in(LIVE)))
    found = Campaign.find(campaign.id)
    assert (found.pledged, found.backers_count, found.version, found.reached) == (500, 1, 1, 500)
    assert Campaign.due_ids(now() + 10**6, 10) == []


def test_pledges_are_listed_by_campaign_and_by_backer():
    campaign = make_campaign()
    pledges = [make_pledge(campaign, backer_id=str(number)) for number in range(3)]
    for pledge in pledges:
        write_all(pledge.begin)
    ids = sorted(pledge.id for pledge in pledges)
    assert Pledge.ids_to(campaign.id, Page()).rows == ids[::-1]
    assert Pledge.ids_by("1", Page()).rows == [pledges[1].id]
    assert Pledge.ids_after(campaign.id, "", 2) == ids[:2]
    assert Pledge.ids_after(campaign.id, ids[1], 2) == ids[2:]
