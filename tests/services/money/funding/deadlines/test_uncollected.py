"""A campaign that reached its goal by pledges and could not collect it is not funded, whatever becomes of it."""

import re

import pytest

from chalicelib import config
from chalicelib.errors import Unprocessable
from chalicelib.gateways import payments
from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import COLLECTING, FAILED, FUNDED, KEEP, PARTLY_COLLECTED, Campaign
from chalicelib.models.money.funding.pledges import (
    ACTION_REQUIRED,
    AUTHORIZED,
    CANCELLED,
    COLLECTED,
    DISPUTED,
    DROPPED,
    ERRORED,
    REFUNDED,
    Pledge,
)
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.talk.mails import Mail
from chalicelib.schemas.money.funding.campaigns import render_campaign
from chalicelib.services.money.funding import campaigns, pledges
from chalicelib.services.money.funding.selections import Selection
from chalicelib.services.talk import writing
from tests.kit.factories import make_account
from tests.kit.money.funding import is_backer
from tests.kit.money.stripe_objects import charge, deliver, dispute, event, intent
from tests.services.money.funding.deadlines.kit import (
    ASKS,
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

GOALS = [{"title": "Cloth", "amount": 200_000}]
# What a fan or a creator would read as "it is funded".
SAYS_FUNDED = re.compile(r"\bfunded\b")


def pushed(stage: Stage) -> tuple[Campaign, list[Pledge]]:
    """Return a campaign of 1,000.00 with pledges of 2,500.00 that nobody can charge, and one of 1.00."""
    campaign, [] = stage.make_campaign([], goal=100_000, stretch_goals=GOALS, late_pledges=True)
    held = [stage.pledge(campaign, DECLINES, 250_000), stage.pledge(campaign, ASKS, 1_000)]
    held.append(stage.pledge(campaign, VISA, 100))
    return Campaign.find(campaign.id), held


def pass_grace(stage: Stage, campaign: Campaign) -> Campaign:
    stage.advance(max(0, int(campaign.deadline or 0) - now() + 1))
    for _ in range(12):
        stage.run()
        stage.advance(DAY)
    stage.run()
    return add_up(campaign)


def words() -> list[str]:
    return [" ".join(writing.write(mail.template, mail.fields)[:2]) for mail in Mail.scan()]


def moved_at_stripe() -> set[str]:
    """Return the ids of everything that moved money at the local Stripe, its fees among them."""
    return {moved["id"] for moved in payments.lists.balance_transactions(0)}


def test_below_its_goal_nobody_is_charged_and_nothing_costs_a_fee(stage: Stage):
    campaign, held = pushed(stage)
    before = moved_at_stripe()
    found = pass_grace(stage, campaign)
    assert (found.state, found.raised, found.backers_count, opened(found)) == (FAILED, 0, 0, None)
    assert states(held) == [DROPPED, DROPPED, CANCELLED]
    assert (stage.charges(held), moved_at_stripe() - before) == ({}, set())
    assert [intent["status"] for pledge in held for intent in stage.intents(pledge)] == ["canceled"] * 3
    assert mails_about(held[2]) == ["campaign_failed"]
    assert [text for text in words() if SAYS_FUNDED.search(text)] == []
    assert not found.due


def test_it_is_decided_before_what_the_first_bank_holds_expires(stage: Stage):
    campaign, held = pushed(stage)
    stage.pass_deadline(campaign)
    stage.run()
    assert states(held) == [ERRORED, ACTION_REQUIRED, AUTHORIZED]
    found = Campaign.find(campaign.id)
    assert (found.state, found.authorized, found.raised) == (COLLECTING, 100, 0)
    stage.advance(4 * DAY)
    stage.run()
    assert add_up(campaign).state == FAILED
    assert stage.intents(held[2])[0]["cancellation_reason"] == "abandoned"


def test_below_its_goal_a_creator_may_keep_what_was_collected_and_nothing_opens(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(config, "BELOW_GOAL", "keep")
    campaign, held = pushed(stage)
    found = pass_grace(stage, campaign)
    assert (found.state, found.raised, opened(found)) == (PARTLY_COLLECTED, 100, None)
    assert [is_backer(pledge) for pledge in held] == [False, False, True]
    assert mails_about(held[2]) == ["pledge_collected", "campaign_partly_collected"]
    assert [text for text in words() if SAYS_FUNDED.search(text)] == []
    drawn = render_campaign(campaigns.gather([found])[0])
    assert drawn["state"] == "partly_collected"
    assert drawn["text"].endswith("ended below its goal")
    assert (drawn["is_open"], drawn["stretch_goals"][0]["is_reached"]) == (False, False)
    with pytest.raises(Unprocessable, match="takes no pledges"):
        pledges.begin(make_account().id, campaign.id, Selection(1_000))
    assert not found.due


def test_nobody_is_told_that_it_is_funded_while_cards_are_charged(stage: Stage):
    campaign, _ = pushed(stage)
    assert not render_campaign(campaigns.gather([campaign])[0])["stretch_goals"][0]["is_reached"]
    stage.pass_deadline(campaign)
    stage.run()
    drawn = render_campaign(campaigns.gather([Campaign.find(campaign.id)])[0])
    assert (drawn["state"], drawn["is_open"], opened(campaign)) == ("collecting", False, None)
    assert [text for text in [*words(), drawn["text"]] if SAYS_FUNDED.search(text)] == []


@pytest.mark.parametrize(("policy", "state"), [("refund", FAILED), ("keep", PARTLY_COLLECTED)])
@pytest.mark.parametrize("back", ["dispute", "refund"])
def test_what_went_back_before_the_end_was_not_collected(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, policy: str, state: str, back: str
):
    monkeypatch.setattr(config, "BELOW_GOAL", policy)
    campaign, held = stage.make_campaign([VISA, VISA, ASKS], goal=2_000)
    stage.pass_deadline(campaign)
    stage.run()
    assert states(held[:2]) == [COLLECTED] * 2
    paid_with = {"payment_intent": Pledge.find(held[0].id).payment_id}
    if back == "dispute":
        deliver(event("charge.dispute.created", dispute(held[0], "needs_response") | paid_with))
    else:
        deliver(event("charge.refunded", charge(held[0], 1_000, "pledge") | paid_with))
    for _ in range(8):
        stage.advance(DAY)
        stage.run_campaigns()
    assert (Campaign.find(campaign.id).state, opened(campaign)) == (state, None)
    assert states(held)[0] == (DISPUTED if back == "dispute" else REFUNDED)


def test_what_goes_back_after_it_was_funded_leaves_it_open_and_ends_late_pledges(stage: Stage):
    campaign, held = stage.make_campaign([VISA, VISA], late_pledges=True)
    stage.pass_deadline(campaign)
    stage.run()
    assert (add_up(campaign).takes_pledges, opened(campaign)) == (True, 0)
    paid_with = {"payment_intent": Pledge.find(held[0].id).payment_id}
    deliver(event("charge.refunded", charge(held[0], 1_000, "pledge") | paid_with))
    found = Campaign.find(campaign.id)
    assert (found.state, opened(found), found.takes_pledges) == (FUNDED, 0, False)
    with pytest.raises(Unprocessable, match="takes no pledges"):
        pledges.begin(make_account().id, campaign.id, Selection(1_000))


def test_a_backer_who_was_charged_is_told_that_it_is_funded_once_it_is(stage: Stage):
    campaign, held = stage.make_campaign([VISA, ASKS], goal=1_000)
    stage.pass_deadline(campaign)
    stage.run()
    assert mails_about(held[0]) == ["pledge_collected"]
    assert pass_grace(stage, campaign).state == FUNDED
    assert [mails_about(pledge)[-1] for pledge in held] == ["campaign_funded", "pledge_dropped"]
    assert states(held) == [COLLECTED, DROPPED]


@pytest.mark.parametrize(("goal", "state"), [(1_000, FUNDED), (1_001, PARTLY_COLLECTED)])
def test_one_that_keeps_what_it_raises_counts_only_what_is_paid(stage: Stage, goal: int, state: str):
    campaign, pledge = keep_campaign(stage, goal=goal)
    deliver(event("payment_intent.succeeded", intent(pledge, "pledge")))
    # A pledge of which only the card is saved promises nothing to this kind.
    write_all(Campaign.find(campaign.id).move(pledged=5_000))
    stage.pass_deadline(campaign)
    stage.run_campaigns()
    found = Campaign.find(campaign.id)
    assert (found.kind, found.state, opened(found)) == (KEEP, state, 0 if state == FUNDED else None)
    assert mails_about(pledge)[-1] == f"campaign_{state}"
