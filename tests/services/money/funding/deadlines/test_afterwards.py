"""What happens to a campaign and its pledges after its end."""

from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import CANCELLED as CAMPAIGN_CANCELLED
from chalicelib.models.money.funding.campaigns import FUNDED, Campaign
from chalicelib.models.money.funding.pledges import CANCELLED, COLLECTED, DISPUTED, DROPPED, REFUNDED, Pledge
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.money.payments.payments import Payment
from chalicelib.services.money.funding.collecting import deadlines
from tests.kit.events import drop_events
from tests.kit.money.funding import is_backer
from tests.kit.money.stripe_objects import charge, deliver, dispute, event, intent
from tests.services.money.funding.deadlines.kit import (
    DAY,
    DECLINES,
    VISA,
    Stage,
    add_up,
    keep_campaign,
    mails_about,
    opened,
    states,
)


def test_a_campaign_that_is_cancelled_releases_and_refunds(stage: Stage):
    campaign, pledge = keep_campaign(stage)
    deliver(event("payment_intent.succeeded", intent(pledge, "pledge")))
    assert (states([pledge]), add_up(campaign).raised) == ([COLLECTED], 1_000)
    campaign = Campaign.find(campaign.id)
    write_all(campaign.changed(state=CAMPAIGN_CANCELLED, ended_at=now(), due_at=now()))
    deadlines.advance(campaign.id)
    assert Payment.read(f"pi_{pledge.id}").wanted == {f"ended:pi_{pledge.id}": 1_000}
    drop_events()
    refunded = charge(pledge, 1_000, "pledge")
    deliver(event("charge.refunded", refunded))
    assert (states([pledge]), Campaign.find(campaign.id).raised) == ([REFUNDED], 0)
    assert sorted(mails_about(pledge)) == ["campaign_cancelled", "receipt", "refund"]


def test_what_is_paid_after_the_deadline_goes_back(stage: Stage):
    campaign, pledge = keep_campaign(stage)
    stage.pass_deadline(campaign)
    deliver(event("payment_intent.succeeded", intent(pledge, "pledge")))
    assert Payment.read(f"pi_{pledge.id}").wanted == {f"ended:pi_{pledge.id}": 1_000}
    stage.run_campaigns()
    assert (states([pledge]), Campaign.find(campaign.id).state) == ([CANCELLED], FUNDED)


def test_stretch_goals_open_more_and_late_pledges_open_the_rest(stage: Stage):
    goals = [{"title": "Colour", "amount": 2_000}, {"title": "Cloth", "amount": 3_000}]
    campaign, pledges = stage.make_campaign([VISA, VISA], goal=1_000, stretch_goals=goals, late_pledges=True)
    stage.pass_deadline(campaign)
    stage.run()
    assert (add_up(campaign).state, opened(campaign)) == (FUNDED, 1)
    late = Pledge(
        campaign_id=campaign.id,
        creator_id=campaign.creator_id,
        backer_id="late",
        amount=1_000,
        fee=50,
        currency="usd",
        is_late=True,
    )
    write_all(late.begin)
    deliver(event("payment_intent.succeeded", intent(late, "pledge")))
    assert (states([*pledges, late]), opened(campaign)) == ([COLLECTED] * 3, 2)
    deliver(event("charge.refunded", charge(late, 1_000, "pledge")))
    assert (states([late]), opened(campaign), Campaign.find(campaign.id).raised) == ([REFUNDED], 2, 2_000)


def test_money_for_a_pledge_that_was_dropped_goes_back(stage: Stage):
    campaign, pledges = stage.make_campaign([DECLINES, VISA], goal=1_000)
    stage.pass_deadline(campaign)
    stage.run()
    for _ in range(2):
        stage.advance(4 * DAY)
        stage.run()
    assert states(pledges) == [DROPPED, COLLECTED]
    payment_id = Pledge.find(pledges[0].id).payment_id or ""
    deliver(event("payment_intent.succeeded", intent(pledges[0], "pledge", id=payment_id)))
    assert Payment.read(payment_id).wanted == {f"ended:{payment_id}": 1_000}
    assert not is_backer(pledges[0])
    refunded = charge(pledges[0], 1_000, "pledge", payment_intent=payment_id)
    deliver(event("charge.refunded", refunded))
    found = Campaign.find(campaign.id)
    assert (states(pledges), found.raised, found.state) == ([REFUNDED, COLLECTED], 1_000, FUNDED)


def test_a_dispute_after_the_end_takes_its_money_until_it_is_won(stage: Stage):
    campaign, pledges = stage.make_campaign([VISA, VISA])
    stage.pass_deadline(campaign)
    stage.run()
    paid_with = {"payment_intent": Pledge.find(pledges[0].id).payment_id}
    deliver(event("charge.dispute.created", dispute(pledges[0], "needs_response") | paid_with))
    assert (states(pledges), Campaign.find(campaign.id).raised) == ([DISPUTED, COLLECTED], 1_000)
    assert [is_backer(pledge) for pledge in pledges] == [False, True]
    deliver(event("charge.dispute.closed", dispute(pledges[0], "won") | paid_with))
    found = add_up(campaign)
    assert (states(pledges), found.raised, found.state, opened(found)) == ([COLLECTED] * 2, 2_000, FUNDED, 0)
    assert is_backer(pledges[0])
