"""A pledge to a campaign that charges at its deadline: begun, and held once a card is saved."""

import pytest

from chalicelib.errors import PaymentsUnavailable, Unprocessable
from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import CANCELLED, Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.funding.rewards import Reward
from chalicelib.models.people.closed import SUSPENDED
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.funding import pledges, sessions
from chalicelib.services.money.funding.selections import Selection
from chalicelib.services.people.relationships import closed
from tests.kit.factories import make_account
from tests.kit.money.funding import (
    DAYS,
    FakePages,
    begin,
    checked,
    end,
    hold,
    is_backer,
    make_campaign,
    make_reward,
    setup_session,
)
from tests.kit.money.stripe_objects import deliver, event


def state(pledge: Pledge) -> str:
    return Pledge.find(pledge.id).state


def test_a_card_is_saved_and_nothing_is_charged(pages: FakePages):
    campaign = make_campaign()
    backer = make_account()
    pledge, url = pledges.begin(backer.id, campaign.id, Selection(5_000))
    page = pages.opened[0]
    assert (page["mode"], page["key"], page["kind"], page["order_id"]) == (
        "setup",
        f"pledge:{pledge.id}",
        "pledge",
        pledge.id,
    )
    assert page["customer"] == f"cus_{backer.id}"
    assert now() + 1800 < page["expires_at"] <= campaign.deadline
    assert url == f"https://checkout.example/cs_{pledge.id}"
    assert (checked(campaign).pledged, pledge.state, is_backer(pledge)) == (0, "pending", False)


def test_a_saved_card_counts_once_however_often_it_is_told(pages: FakePages):
    campaign = make_campaign()
    pledge = begin(campaign)
    told = event("checkout.session.completed", setup_session(pledge))
    deliver(told, told, event("checkout.session.completed", setup_session(pledge)))
    held = Pledge.find(pledge.id)
    assert (held.state, held.payment_method_id, bool(held.due)) == ("held", f"pm_of_seti_{pledge.id}", False)
    assert (checked(campaign).pledged, checked(campaign).backers_count, is_backer(pledge)) == (5_000, 1, True)
    assert [(mail.template, mail.account_id) for mail in Mail.scan()] == [("pledge_held", pledge.backer_id)]


def test_a_card_that_is_saved_after_the_deadline_is_not_held_and_its_owner_is_told(pages: FakePages):
    campaign = make_campaign(deadline=now() + 3600)
    reward = make_reward(campaign, limit=1)
    pledge = begin(campaign, 5_000, (reward, 1))
    Campaign(campaign.id).update([Campaign.deadline.set(now() - 1)])
    assert (hold(pledge).state, is_backer(pledge), checked(campaign).pledged) == ("expired", False, 0)
    assert Reward.of(campaign.id)[0].left == 1
    assert [mail.template for mail in Mail.scan()] == ["pledge_too_late"]


def test_a_card_that_is_saved_after_the_cancellation_is_not_held(pages: FakePages):
    campaign = make_campaign()
    pledge = begin(campaign)
    end(campaign, CANCELLED)
    assert (hold(pledge).state, checked(campaign).backers_count, is_backer(pledge)) == ("expired", 0, False)


def test_a_page_that_was_left_frees_its_rewards(pages: FakePages):
    campaign = make_campaign()
    reward = make_reward(campaign, limit=2, per_backer=2)
    pledge = begin(campaign, 5_000, (reward, 2))
    with pytest.raises(Unprocessable, match="sold out"):
        begin(campaign, 5_000, (reward, 1))
    told = event("checkout.session.expired", setup_session(pledge, status="expired"))
    deliver(told, told)
    assert (state(pledge), checked(campaign).pledged, Reward.of(campaign.id)[0].left) == ("expired", 0, 2)
    assert hold(pledge).state == "expired"


def test_a_backer_who_left_the_page_may_begin_again(pages: FakePages):
    campaign = make_campaign()
    reward = make_reward(campaign, limit=1)
    backer = make_account()
    first, _ = pledges.begin(backer.id, campaign.id, Selection(2_000, [(reward.id, 1)]))
    second, _ = pledges.begin(backer.id, campaign.id, Selection(3_000, [(reward.id, 1)]))
    assert (state(first), pages.sessions[f"cs_{first.id}"]["status"]) == ("expired", "expired")
    assert hold(second).state == "held"
    assert checked(campaign).pledged == 3_000


def test_an_account_has_one_pledge_to_a_campaign(pages: FakePages):
    campaign = make_campaign()
    pledge = begin(campaign)
    pages.complete(pledge)
    with pytest.raises(Unprocessable, match="already"):
        pledges.begin(pledge.backer_id, campaign.id, Selection(5_000))
    hold(pledge)
    with pytest.raises(Unprocessable, match="already"):
        pledges.begin(pledge.backer_id, campaign.id, Selection(5_000))


def test_two_pledges_of_one_account_at_once_are_one(pages: FakePages, monkeypatch: pytest.MonkeyPatch):
    campaign = make_campaign()
    first = begin(campaign)
    monkeypatch.setattr(pledges, "_expire_abandoned", lambda campaign_id, backer_id: None)
    with pytest.raises(Unprocessable, match="already"):
        pledges.begin(first.backer_id, campaign.id, Selection(5_000))
    assert checked(campaign).pledged == 0
    assert len(list(Pledge.scan())) == 1


def test_where_stripe_is_out_of_reach_nothing_stays_reserved(pages: FakePages):
    campaign = make_campaign()
    reward = make_reward(campaign, limit=1)
    pages.fails_with = PaymentsUnavailable()
    with pytest.raises(PaymentsUnavailable):
        begin(campaign, 5_000, (reward, 1))
    assert (checked(campaign).pledged, Reward.of(campaign.id)[0].left) == (0, 1)


def test_a_crash_before_the_page_is_open_is_found_by_the_sweeper(pages: FakePages):
    campaign = make_campaign()
    reward = make_reward(campaign, limit=1)
    pages.fails_with = KeyboardInterrupt()  # type: ignore[assignment]
    with pytest.raises(KeyboardInterrupt):
        begin(campaign, 5_000, (reward, 1))
    pledge = next(iter(Pledge.scan()))
    assert pledge.state == "pending"
    assert Pledge.due_ids(now() + DAYS, 10) == [pledge.id]
    sessions.reconcile(pledge)
    assert (state(pledge), Reward.of(campaign.id)[0].left) == ("expired", 1)


def test_a_lost_event_is_asked_for(pages: FakePages):
    campaign = make_campaign()
    left, saved = begin(campaign), begin(campaign)
    pages.complete(saved)
    for pledge in (left, saved):
        sessions.reconcile(Pledge.find(pledge.id))
    assert (state(left), state(saved)) == ("expired", "held")
    assert pages.sessions[f"cs_{left.id}"]["status"] == "expired"
    assert checked(campaign).pledged == 5_000


def test_no_card_is_kept_for_a_creator_whose_account_is_closed(pages: FakePages):
    campaign = make_campaign()
    pledge = begin(campaign)
    closed.close(campaign.creator_id, SUSPENDED)
    assert hold(pledge).state == "expired"
    assert (checked(campaign).pledged, is_backer(pledge)) == (0, False)
    assert [mail.template for mail in Mail.scan()] == ["pledge_too_late"]
