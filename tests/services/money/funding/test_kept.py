"""Pledges that are paid at once: what a campaign keeps, and what is refunded."""

import pytest

from chalicelib.errors import Unprocessable
from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import CANCELLED, FUNDED, KEEP
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.funding.rewards import Reward
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.people import closed as states
from chalicelib.models.people.closed import SUSPENDED
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.funding import pledges, sessions
from chalicelib.services.money.funding.collecting import charging
from chalicelib.services.people.relationships import closed
from tests.kit.money import stripe_objects
from tests.kit.money.funding import (
    FakePages,
    begin,
    checked,
    end,
    is_backer,
    make_campaign,
    make_reward,
    paid_session,
    pay,
)
from tests.kit.money.stripe_objects import deliver, event, intent_id


def wanted(pledge: Pledge) -> list[int]:
    return list(Payment.read(intent_id(pledge)).wanted.values())


def test_a_payment_counts_once_and_makes_a_backer(pages: FakePages):
    campaign = make_campaign(kind=KEEP)
    pledge = begin(campaign)
    page = pages.opened[0]
    assert (page["mode"], page["amount"], page["fee"]) == ("payment", 5_000, 250)
    assert page["destination"] == f"acct_{campaign.creator_id}"
    told = event("checkout.session.completed", paid_session(pledge))
    deliver(told, told, event("payment_intent.succeeded", stripe_objects.intent(pledge, kind="pledge")))
    found = checked(campaign)
    assert (found.raised, found.pledged, found.backers_count, is_backer(pledge)) == (5_000, 0, 1, True)
    assert Pledge.find(pledge.id).state == "collected"
    assert [mail.template for mail in Mail.scan()] == ["receipt"]


def test_a_payment_that_takes_days_counts_when_it_is_there(pages: FakePages):
    campaign = make_campaign(kind=KEEP)
    pledge = begin(campaign)
    deliver(event("checkout.session.completed", paid_session(pledge, "unpaid")))
    assert (checked(campaign).raised, Pledge.find(pledge.id).state) == (0, "pending")
    pages.complete(pledge, payment_status="unpaid")
    sessions.reconcile(Pledge.find(pledge.id))
    assert int(Pledge.find(pledge.id).next_at) > now() + 3600
    deliver(event("checkout.session.async_payment_succeeded", paid_session(pledge)))
    assert (checked(campaign).raised, Pledge.find(pledge.id).state) == (5_000, "collected")


def test_a_payment_that_fails_after_days_frees_its_rewards(pages: FakePages):
    campaign = make_campaign(kind=KEEP)
    reward = make_reward(campaign, limit=1)
    pledge = begin(campaign, 5_000, (reward, 1))
    deliver(event("checkout.session.async_payment_failed", paid_session(pledge, "unpaid")))
    assert (checked(campaign).raised, Pledge.find(pledge.id).state) == (0, "expired")
    assert Reward.of(campaign.id)[0].left == 1


def test_a_backer_who_cancels_a_pledge_is_refunded_in_full(pages: FakePages):
    campaign = make_campaign(kind=KEEP)
    reward = make_reward(campaign, limit=1)
    pledge = pay(begin(campaign, 5_000, (reward, 1)))
    cancelled = pledges.cancel(pledge.backer_id, campaign.id)
    assert (cancelled.state, bool(cancelled.due), wanted(pledge)) == ("cancelled", False, [5_000])
    found = checked(campaign)
    assert (found.raised, found.backers_count, is_backer(pledge)) == (5_000, 0, False)
    assert Reward.of(campaign.id)[0].left == 1
    deliver(event("charge.refunded", stripe_objects.charge(pledge, 5_000, kind="pledge")))
    assert (checked(campaign).raised, Pledge.find(pledge.id).state) == (0, "refunded")


def test_a_crash_before_the_refund_is_asked_for_is_found_by_the_sweeper(
    pages: FakePages, monkeypatch: pytest.MonkeyPatch
):
    campaign = make_campaign(kind=KEEP)
    pledge = pay(begin(campaign))
    monkeypatch.setattr(sessions, "ensure_refunded", lambda pledge: None)
    pledges.cancel(pledge.backer_id, campaign.id)
    monkeypatch.undo()
    assert (Pledge.due_ids(now(), 10), wanted(pledge)) == ([pledge.id], [])
    charging.charge(pledge.id)
    charging.charge(pledge.id)
    assert (Pledge.due_ids(now(), 10), wanted(pledge)) == ([], [5_000])


@pytest.mark.parametrize("ended", [CANCELLED, "failed", FUNDED])
def test_what_is_paid_after_the_end_goes_back(pages: FakePages, ended: str):
    campaign = make_campaign(kind=KEEP)
    reward = make_reward(campaign, limit=1)
    pledge = begin(campaign, 5_000, (reward, 1))
    end(campaign, ended)
    assert (pay(pledge).state, is_backer(pledge), wanted(pledge)) == ("cancelled", False, [5_000])
    assert (checked(campaign).backers_count, Reward.of(campaign.id)[0].left) == (0, 1)
    assert [mail.template for mail in Mail.scan()] == ["pledge_too_late"]


def test_what_is_paid_for_a_page_that_was_given_up_goes_back(pages: FakePages):
    campaign = make_campaign(kind=KEEP)
    pledge = begin(campaign)
    sessions.expire(pledge.id)
    assert (pay(pledge).state, is_backer(pledge), wanted(pledge)) == ("expired", False, [5_000])
    assert checked(campaign).backers_count == 0


def test_a_dispute_takes_the_backer_away_and_a_won_one_brings_it_back(pages: FakePages):
    campaign = make_campaign(kind=KEEP)
    pledge = pay(begin(campaign))
    deliver(event("charge.dispute.created", stripe_objects.dispute(pledge, "needs_response")))
    found = checked(campaign)
    assert (found.raised, found.backers_count, is_backer(pledge)) == (0, 0, False)
    deliver(event("charge.dispute.closed", stripe_objects.dispute(pledge, "won")))
    found = checked(campaign)
    assert (found.raised, found.backers_count, is_backer(pledge)) == (5_000, 1, True)


def test_a_late_pledge_is_paid_at_once_and_cannot_be_cancelled(pages: FakePages):
    campaign = make_campaign(state=FUNDED, late_pledges=True, deadline=now() - 86_400, raised=100_000)
    pledge = begin(campaign)
    assert (pages.opened[0]["mode"], pledge.is_late) == ("payment", True)
    assert pay(pledge).state == "collected"
    assert (checked(campaign).raised, is_backer(pledge)) == (105_000, True)
    with pytest.raises(Unprocessable, match="after the campaign's end"):
        pledges.cancel(pledge.backer_id, campaign.id)


def test_a_price_that_the_client_chose_opens_nothing(pages: FakePages):
    campaign = make_campaign(kind=KEEP)
    pledge = begin(campaign)
    deliver(event("checkout.session.completed", paid_session(pledge, amount_total=50)))
    assert (Pledge.find(pledge.id).state, wanted(pledge), is_backer(pledge)) == ("pending", [50], False)


@pytest.mark.parametrize("is_late", [False, True])
def test_what_is_paid_to_a_creator_whose_account_is_closed_goes_back(pages: FakePages, is_late: bool):
    fields = {"state": FUNDED, "late_pledges": True, "goal": 0} if is_late else {"kind": KEEP}
    campaign = make_campaign(**fields)
    reward = make_reward(campaign, limit=1)
    pledge = begin(campaign, 5_000, (reward, 1))
    closed.close(campaign.creator_id, SUSPENDED)

    found = pay(pledge)

    assert (found.state, bool(found.ended_at), wanted(pledge), is_backer(pledge)) == ("cancelled", True, [5_000], False)
    assert (Reward.of(campaign.id)[0].left, checked(campaign).backers_count) == (1, 0)
    assert [mail.template for mail in Mail.scan()] == ["pledge_too_late"]


def test_an_account_that_closes_while_a_pledge_is_settled_gives_the_payment_back(
    pages: FakePages, monkeypatch: pytest.MonkeyPatch
):
    campaign, real = make_campaign(kind=KEEP), states.is_open
    pledge = begin(campaign)

    def look(account_id: str) -> bool:
        answer = real(account_id)
        closed.close(campaign.creator_id, SUSPENDED)
        return answer

    monkeypatch.setattr(states, "is_open", look)
    assert (pay(pledge).state, wanted(pledge)) == ("cancelled", [5_000])
