"""Pledges that are changed or cancelled while their campaign is live."""

import pytest

from chalicelib import config
from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.money.funding.campaigns import KEEP
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.funding.rewards import Reward
from chalicelib.services.money.funding import pledges
from chalicelib.services.money.funding.selections import Selection
from tests.kit.money.funding import FakePages, begin, checked, hold, is_backer, make_campaign, make_reward


def state(pledge: Pledge) -> str:
    return Pledge.find(pledge.id).state


def test_a_pledge_is_changed_at_once(pages: FakePages):
    campaign = make_campaign()
    print_, book = make_reward(campaign, limit=2, per_backer=2), make_reward(campaign, title="A book", limit=1)
    pledge = hold(begin(campaign, 5_000, (print_, 2)))
    changed = pledges.change(pledge.backer_id, campaign.id, Selection(9_000, [(print_.id, 1), (book.id, 1)], True))
    assert (changed.amount, changed.fee, changed.is_anonymous) == (9_000, 450, True)
    assert checked(campaign).pledged == 9_000
    pledges.change(pledge.backer_id, campaign.id, Selection(1_000))
    assert checked(campaign).pledged == 1_000
    assert [reward.taken for reward in Reward.of(campaign.id)] == [0, 0]


def test_a_backer_who_has_the_last_one_may_keep_it_in_a_change(pages: FakePages):
    campaign = make_campaign()
    reward = make_reward(campaign, limit=1)
    pledge = hold(begin(campaign, 2_000, (reward, 1)))
    assert pledges.change(pledge.backer_id, campaign.id, Selection(3_000, [(reward.id, 1)])).amount == 3_000
    assert checked(campaign).pledged == 3_000


def test_a_change_to_what_is_sold_out_changes_nothing(pages: FakePages):
    campaign = make_campaign()
    reward = make_reward(campaign, limit=1)
    pledge = hold(begin(campaign))
    begin(campaign, 2_000, (reward, 1))
    with pytest.raises(Unprocessable, match="sold out"):
        pledges.change(pledge.backer_id, campaign.id, Selection(9_000, [(reward.id, 1)]))
    assert checked(campaign).pledged == 5_000


def test_a_pledge_is_cancelled(pages: FakePages):
    campaign = make_campaign()
    reward = make_reward(campaign, limit=1)
    pledge = hold(begin(campaign, 2_000, (reward, 1)))
    assert pledges.cancel(pledge.backer_id, campaign.id).state == "cancelled"
    found = checked(campaign)
    assert (found.pledged, found.backers_count, is_backer(pledge)) == (0, 0, False)
    with pytest.raises(NotFound):
        pledges.cancel(pledge.backer_id, campaign.id)
    again, _ = pledges.begin(pledge.backer_id, campaign.id, Selection(2_000, [(reward.id, 1)]))
    assert hold(again).state == "held"
    assert checked(campaign).pledged == 2_000


def test_a_pledge_that_is_being_made_is_cancelled_with_its_page(pages: FakePages):
    campaign = make_campaign()
    pledge = begin(campaign)
    assert pledges.cancel(pledge.backer_id, campaign.id).state == "cancelled"
    assert pages.sessions[f"cs_{pledge.id}"]["status"] == "expired"
    assert hold(pledge).state == "cancelled"
    assert checked(campaign).pledged == 0


def test_a_pledge_that_is_held_while_it_is_cancelled_ends_in_one_state(
    pages: FakePages, monkeypatch: pytest.MonkeyPatch
):
    campaign = make_campaign()
    pledge = begin(campaign)
    write_once = pledges._try_write
    raced = iter([True])

    def race(*writes: object) -> bool:
        if next(raced, False):
            hold(pledge)
        return write_once(*writes)  # type: ignore[arg-type]

    monkeypatch.setattr(pledges, "_try_write", race)
    assert pledges.cancel(pledge.backer_id, campaign.id).state == "cancelled"
    found = checked(campaign)
    assert (found.pledged, found.backers_count, is_backer(pledge)) == (0, 0, False)


def test_what_is_paid_at_once_cannot_be_changed(pages: FakePages):
    campaign = make_campaign(kind=KEEP)
    pledge = begin(campaign)
    with pytest.raises(Unprocessable, match="card is saved"):
        pledges.change(pledge.backer_id, campaign.id, Selection(9_000))


def test_a_pledge_has_the_fee_of_when_it_was_begun_or_changed(pages: FakePages, monkeypatch: pytest.MonkeyPatch):
    campaign = make_campaign()
    pledge = hold(begin(campaign))
    monkeypatch.setattr(config, "PLATFORM_FEE_BPS", 1_000)
    assert Pledge.find(pledge.id).fee == 250
    assert pledges.change(pledge.backer_id, campaign.id, Selection(9_000)).fee == 900
