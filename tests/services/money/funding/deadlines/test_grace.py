"""A card that is not charged: a mail every two days, seven days, one last try, and the end."""

import pytest

from chalicelib import config
from chalicelib.errors import NotFound
from chalicelib.gateways import payments
from chalicelib.models.money.funding.campaigns import FAILED, FUNDED, PARTLY_COLLECTED, Campaign
from chalicelib.models.money.funding.pledges import ACTION_REQUIRED, CANCELLED, COLLECTED, DROPPED, ERRORED, Pledge
from chalicelib.services.money.funding.collecting import cards
from tests.kit.events import deliver_events
from tests.kit.money.funding import is_backer
from tests.kit.money.stripe_objects import deliver, event
from tests.local_stripe.running import VISA as VISA_NUMBER
from tests.services.money.funding.deadlines.kit import (
    ASKS,
    DAY,
    DECLINES,
    HOUR,
    VISA,
    Stage,
    add_up,
    carry,
    mails_about,
    states,
)


def run_hourly(stage: Stage, hours: int) -> None:
    for _ in range(hours // 6):
        stage.advance(6 * HOUR)
        stage.run()


@pytest.mark.parametrize(
    ("card", "state", "letter"),
    [(ASKS, ACTION_REQUIRED, "authentication_needed"), (DECLINES, ERRORED, "card_declined")],
)
def test_a_card_that_is_not_charged_is_asked_for_four_times_and_tried_once_more(
    stage: Stage, card: str, state: str, letter: str
):
    campaign, pledges = stage.make_campaign([VISA, card], goal=1_000)
    stage.pass_deadline(campaign)
    stage.run()
    began_at = int(campaign.deadline or 0)
    assert states(pledges) == [COLLECTED, state]
    assert mails_about(pledges[1]) == [letter]
    counted = []
    for _ in range(7 * 4 - 1):
        stage.advance(6 * HOUR)
        stage.run()
        counted.append(len(mails_about(pledges[1])))
    # 6, 12 … 162 hours: further mails at 48, 96 and 144.
    assert counted == [1] * 7 + [2] * 8 + [3] * 8 + [4] * 4
    assert states(pledges) == [COLLECTED, state]
    assert len(stage.local.told(pledge_intent(pledges[1]))) == 2
    stage.advance(6 * HOUR + 60)
    stage.run()
    assert states(pledges) == [COLLECTED, DROPPED]
    assert mails_about(pledges[1]) == [letter] * 4 + ["pledge_dropped"]
    assert mails_about(pledges[0])[0] == "pledge_collected"
    told = stage.local.told(pledge_intent(pledges[1]))
    assert told.count("payment_intent.payment_failed") == 2
    assert told[-1] == "payment_intent.canceled"
    assert not is_backer(pledges[1])
    assert Pledge.find(pledges[1].id).ended_at >= began_at + 7 * DAY
    found = add_up(campaign)
    assert (found.state, found.raised, found.backers_count) == (FUNDED, 1_000, 1)


def pledge_intent(pledge: Pledge) -> str:
    return str(Pledge.find(pledge.id).payment_id)


def test_consent_on_the_banks_page_collects_the_pledge(stage: Stage):
    campaign, [pledge] = stage.make_campaign([ASKS])
    stage.pass_deadline(campaign)
    stage.run()
    page = cards.authentication_page(pledge.id, pledge.secret or "")
    assert page.startswith(f"{stage.local.url}/authenticate/")
    assert cards.authentication_page(pledge.id, pledge.secret or "") == page
    stage.complete(page)
    # The event was lost; the next look finds the payment.
    stage.advance(2 * DAY)
    stage.run()
    assert states([pledge]) == [COLLECTED]
    assert mails_about(pledge) == ["authentication_needed", "pledge_collected", "campaign_funded"]
    assert add_up(campaign).state == FUNDED


def test_an_event_of_the_payment_collects_at_once(stage: Stage):
    campaign, [pledge] = stage.make_campaign([ASKS])
    stage.pass_deadline(campaign)
    stage.run()
    stage.complete(cards.authentication_page(pledge.id, pledge.secret or ""))
    deliver(event("payment_intent.amount_capturable_updated", payments.find_intent(pledge_intent(pledge), expand=())))
    carry()
    assert states([pledge]) == [COLLECTED]
    assert cards.authentication_page(pledge.id, pledge.secret or "").endswith(f"/campaigns/{campaign.id}")


@pytest.mark.parametrize("page", [cards.authentication_page, cards.card_page])
def test_a_page_opens_with_the_pledges_secret_alone(stage: Stage, page: object):
    campaign, [pledge] = stage.make_campaign([ASKS])
    stage.pass_deadline(campaign)
    stage.run()
    for wrong in ("", "x", f"{pledge.secret}x"):
        with pytest.raises(NotFound):
            page(pledge.id, wrong)  # type: ignore[operator]


def test_another_card_is_charged_as_soon_as_it_is_saved(stage: Stage):
    campaign, [pledge] = stage.make_campaign([DECLINES])
    stage.pass_deadline(campaign)
    stage.run()
    assert states([pledge]) == [ERRORED]
    session = stage.save_card(cards.card_page(pledge.id, pledge.secret or ""), VISA_NUMBER)
    told = event("checkout.session.completed", session)
    deliver(told, told, event("checkout.session.completed", session))
    deliver_events("pledges")
    assert states([pledge]) == [COLLECTED]
    assert stage.charges([pledge]) == {pledge.id: 1}
    assert add_up(campaign).raised == 1_000


def test_another_card_that_is_declined_too_is_told_and_the_grace_goes_on(stage: Stage):
    campaign, [pledge] = stage.make_campaign([DECLINES])
    stage.pass_deadline(campaign)
    stage.run()
    until = Pledge.find(pledge.id).grace_ends_at
    stage.advance(DAY)
    session = stage.save_card(cards.card_page(pledge.id, pledge.secret or ""), "4000000000000341")
    deliver(event("checkout.session.completed", session))
    deliver_events("pledges")
    found = Pledge.find(pledge.id)
    assert (found.state, found.grace_ends_at) == (ERRORED, until)
    assert found.payment_method_id != pledge.payment_method_id
    assert mails_about(pledge) == ["card_declined"] * 2
    run_hourly(stage, 24)
    assert mails_about(pledge) == ["card_declined"] * 3


@pytest.mark.parametrize(("policy", "state", "raised"), [("keep", PARTLY_COLLECTED, 2_000), ("refund", FAILED, 0)])
def test_drops_that_take_a_campaign_below_its_goal(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, policy: str, state: str, raised: int
):
    monkeypatch.setattr(config, "BELOW_GOAL", policy)
    campaign, pledges = stage.make_campaign([VISA, VISA, DECLINES])
    stage.pass_deadline(campaign)
    stage.run()
    found = add_up(campaign)
    assert (found.raised, found.authorized, stage.charges(pledges)) == (0, 2_000, {})
    run_hourly(stage, 4 * 24 + 12)
    found = add_up(campaign)
    assert (found.state, found.raised, found.pledged) == (state, raised, 0)
    kept = COLLECTED if policy == "keep" else CANCELLED
    assert stage.charges(pledges) == ({pledge.id: 1 for pledge in pledges[:2]} if policy == "keep" else {})
    assert states(pledges) == [kept, kept, DROPPED]
    assert [is_backer(pledge) for pledge in pledges] == [policy == "keep"] * 2 + [False]
    stage.advance(2 * DAY)
    stage.run()
    assert not Campaign.find(campaign.id).due
    ends = {"keep": ["pledge_collected", "campaign_partly_collected"], "refund": ["campaign_failed"]}
    assert mails_about(pledges[0]) == ends[policy]
    assert mails_about(pledges[2]) == ["card_declined"] * 2 + ["pledge_dropped"]


def test_a_campaign_of_which_every_pledge_is_dropped_fails(stage: Stage):
    campaign, _ = stage.make_campaign([DECLINES, ASKS])
    stage.pass_deadline(campaign)
    stage.run()
    run_hourly(stage, 7 * 24 + 12)
    found = add_up(campaign)
    assert (found.state, found.raised, found.backers_count) == (FAILED, 0, 0)


def test_what_is_paid_at_the_last_moment_is_not_dropped(stage: Stage):
    campaign, [pledge] = stage.make_campaign([ASKS])
    stage.pass_deadline(campaign)
    stage.run()
    page = cards.authentication_page(pledge.id, pledge.secret or "")
    stage.advance(8 * DAY)
    stage.complete(page)
    stage.run()
    assert states([pledge]) == [COLLECTED]
    assert add_up(campaign).state == FUNDED
