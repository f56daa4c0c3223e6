"""What cannot be pledged, and when nothing can."""

import pytest

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import CANCELLED, FUNDED, Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.services.money.funding import pledges
from chalicelib.services.money.funding.selections import Selection
from tests.kit.money.funding import FakePages, begin, checked, end, hold, make_campaign, make_reward


def state(pledge: Pledge) -> str:
    return Pledge.find(pledge.id).state


@pytest.mark.parametrize("ended", ["deadline", CANCELLED, FUNDED, "failed", "collecting"])
def test_after_the_end_nothing_is_pledged_changed_or_cancelled(pages: FakePages, ended: str):
    campaign = make_campaign()
    pledge = hold(begin(campaign))
    if ended == "deadline":
        Campaign(campaign.id).update([Campaign.deadline.set(now())])
    else:
        end(campaign, ended)
    with pytest.raises(Unprocessable, match="no pledges"):
        begin(campaign)
    with pytest.raises(Unprocessable, match="after the campaign's end"):
        pledges.change(pledge.backer_id, campaign.id, Selection(9_000))
    with pytest.raises(Unprocessable, match="after the campaign's end"):
        pledges.cancel(pledge.backer_id, campaign.id)
    assert (checked(campaign).pledged, state(pledge)) == (5_000, "held")


def test_a_campaign_that_ends_between_the_look_and_the_write_takes_nothing(
    pages: FakePages, monkeypatch: pytest.MonkeyPatch
):
    campaign = make_campaign()
    pledge = hold(begin(campaign))
    monkeypatch.setattr(Campaign, "is_open", True)
    end(campaign, "collecting")
    with pytest.raises(Unprocessable, match="no pledges"):
        begin(campaign)
    with pytest.raises(Unavailable):
        pledges.cancel(pledge.backer_id, campaign.id)
    with pytest.raises(Unavailable):
        pledges.change(pledge.backer_id, campaign.id, Selection(9_000))
    assert (checked(campaign).pledged, state(pledge)) == (5_000, "held")


def test_the_last_half_hour_is_too_short_for_a_page(pages: FakePages):
    campaign = make_campaign(deadline=now() + 1800)
    with pytest.raises(Unprocessable, match="too soon"):
        begin(campaign)
    assert (pages.opened, list(Pledge.scan())) == ([], [])


@pytest.mark.parametrize("amount", [0, -1, 49, 100_000_000, 10**30, True])
def test_an_amount_that_no_card_can_be_charged_is_refused(pages: FakePages, amount: int):
    with pytest.raises(Unprocessable, match="Amount must be from"):
        begin(make_campaign(), amount)
    assert list(Pledge.scan()) == []


@pytest.mark.parametrize("quantity", [0, -1, 3, 10**30])
def test_a_quantity_beyond_what_one_may_have_is_refused(pages: FakePages, quantity: int):
    campaign = make_campaign()
    reward = make_reward(campaign, per_backer=2)
    with pytest.raises(Unprocessable, match="Quantity must be from 1 to 2"):
        begin(campaign, 99_999_999, (reward, quantity))


def test_rewards_must_be_the_campaign_s_paid_for_and_named_once(pages: FakePages):
    campaign, other = make_campaign(), make_campaign()
    reward, foreign = make_reward(campaign, per_backer=5), make_reward(other)
    with pytest.raises(Unprocessable, match="no such reward"):
        begin(campaign, 5_000, (foreign, 1))
    with pytest.raises(Unprocessable, match="must cover"):
        begin(campaign, 5_999, (reward, 3))
    with pytest.raises(Unprocessable, match="each once"):
        begin(campaign, 9_000, (reward, 1), (reward, 1))
    assert begin(campaign, 6_000, (reward, 3)).state == "pending"


def test_nobody_backs_their_own_campaign_or_a_draft(pages: FakePages):
    campaign = make_campaign()
    with pytest.raises(Unprocessable, match="yours"):
        pledges.begin(campaign.creator_id, campaign.id, Selection(5_000))
    draft = make_campaign(state="draft", launched_at=None)
    with pytest.raises(NotFound):
        begin(draft)
