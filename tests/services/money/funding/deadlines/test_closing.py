"""A campaign at its deadline: reached or not, kept or not."""

import pytest

from chalicelib.gateways import payments
from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import FAILED, FUNDED, LIVE
from chalicelib.models.money.funding.pledges import CANCELLED, COLLECTED, EXPIRED, HELD, PENDING
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.funding.collecting import charging, deadlines
from chalicelib.services.money.funding.outcomes import backers_grant
from tests.kit.events import drop_events
from tests.kit.money.funding import is_backer, make_reward
from tests.kit.money.stripe_objects import deliver, event, intent
from tests.services.money.funding.deadlines.kit import (
    DAY,
    HOUR,
    VISA,
    Stage,
    add_up,
    keep_campaign,
    mails_about,
    opened,
    states,
)


def letters_to(account_id: str) -> list[str]:
    return sorted(mail.template for mail in Mail.scan() if mail.account_id == account_id)


def test_nothing_happens_before_the_deadline(stage: Stage):
    campaign, pledges = stage.make_campaign([VISA])
    stage.advance(HOUR - 60)
    stage.run()
    deadlines.advance(campaign.id)
    charging.charge(pledges[0].id)
    assert (add_up(campaign).state, states(pledges)) == (LIVE, [HELD])


@pytest.mark.parametrize(("goal", "state"), [(2_000, FUNDED), (2_001, FAILED)])
def test_the_goal_is_met_by_its_last_cent(stage: Stage, goal: int, state: str):
    campaign, pledges = stage.make_campaign([VISA, VISA], goal=goal)
    stage.pass_deadline(campaign)
    stage.run()
    assert add_up(campaign).state == state
    assert states(pledges) == [COLLECTED if state == FUNDED else CANCELLED] * 2
    # A campaign that failed by a cent asks no card, not even to hold what it is about to let go.
    assert [len(stage.intents(pledge)) for pledge in pledges] == [1 if state == FUNDED else 0] * 2
    assert letters_to(campaign.creator_id) == [f"campaign_{state}"]


def test_a_failed_campaign_releases_everybody_once(stage: Stage):
    campaign, pledges = stage.make_campaign([VISA, VISA], goal=5_000)
    reward = make_reward(campaign, limit=5, taken=1)
    held = [{"id": reward.id, "title": "A print", "quantity": 1, "amount": 1_000}]
    write_all(pledges[0].to(HELD, rewards=held))
    stage.pass_deadline(campaign)
    for _ in range(3):
        stage.run()
        stage.advance(DAY)
    found = add_up(campaign)
    assert (found.state, found.pledged, found.backers_count) == (FAILED, 0, 0)
    assert not found.due
    assert [mails_about(pledge) for pledge in pledges] == [["campaign_failed"]] * 2
    assert not any(is_backer(pledge) for pledge in pledges)
    assert opened(campaign) is None
    amounts = {mail.fields["amount"] for mail in Mail.scan() if mail.template == "campaign_failed"}
    assert (amounts, found.ended_with) == ({2_000}, 2_000)
    assert stage.charges(pledges) == {}


def test_a_message_for_a_pledge_of_a_failed_campaign_releases_it(stage: Stage):
    campaign, pledges = stage.make_campaign([VISA], goal=5_000)
    stage.pass_deadline(campaign)
    deadlines.queue_due(10)
    drop_events()
    write_all(campaign.changed(state=FAILED, ended_at=now(), due_at=None))
    charging.charge(pledges[0].id)
    assert (states(pledges), add_up(campaign).pledged) == ([CANCELLED], 0)


@pytest.mark.parametrize(("is_paid", "state"), [(True, FUNDED), (False, FAILED)])
def test_a_campaign_that_keeps_what_it_raised(stage: Stage, is_paid: bool, state: str):
    campaign, pledge = keep_campaign(stage, goal=1_000)
    if is_paid:
        deliver(event("payment_intent.succeeded", intent(pledge, "pledge")))
    stage.pass_deadline(campaign)
    stage.run()
    found = add_up(campaign)
    assert (found.state, opened(campaign)) == (state, 0 if is_paid else None)
    assert letters_to(campaign.creator_id) == [f"campaign_{state}"]
    assert mails_about(pledge) == (["receipt", "campaign_funded"] if is_paid else [])
    assert is_backer(pledge) is is_paid


def test_a_page_that_is_open_at_the_deadline_holds_nothing(stage: Stage):
    campaign, [pledge] = stage.make_campaign([VISA], goal=1_000)
    session = payments.open_setup(
        f"late:{pledge.id}",
        kind="pledge",
        order_id=pledge.id,
        customer=pledge.customer_id,
        currency="usd",
        success_url="https://a.example/ok",
        cancel_url="https://a.example/no",
    )
    waiting = [campaign.move(pledged=-1_000, backers=-1), backers_grant(pledge).revoke]
    write_all(pledge.to(PENDING, next_at=now() + 2 * HOUR, session_id=session["id"]), *waiting)
    stage.pass_deadline(campaign)
    done = stage.save_card(session["url"], "4242424242424242")
    deliver(event("checkout.session.completed", done))
    assert states([pledge]) == [EXPIRED]
    stage.run()
    assert (add_up(campaign).state, stage.charges([pledge])) == (FAILED, {})
