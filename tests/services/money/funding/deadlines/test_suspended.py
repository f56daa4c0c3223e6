"""A creator whom a moderator suspends: nobody is charged for their campaigns, and nothing of them is lost."""

from chalicelib.models.money.funding.campaigns import COLLECTING, FAILED, FUNDED, Campaign
from chalicelib.models.money.funding.pledges import AUTHORIZED, CHARGING, COLLECTED, DROPPED
from chalicelib.services.money.funding.collecting import authorizing
from chalicelib.services.safety import suspending
from chalicelib.services.safety.decisions import Decision
from tests.services.money.funding.deadlines.kit import DECLINES, HOUR, VISA, Stage, add_up, mails_about, states

FRAUD = Decision("mo", "Fraud")


def run_days(stage: Stage, days: int) -> None:
    for _ in range(days * 4):
        stage.advance(6 * HOUR)
        stage.run()


def test_pledges_to_a_suspended_creator_wait_and_are_charged_once_the_account_is_open_again(stage: Stage):
    campaign, held = stage.make_campaign([VISA, VISA])
    suspending.suspend(campaign.creator_id, FRAUD)
    stage.pass_deadline(campaign)
    stage.run()
    run_days(stage, 10)
    assert (states(held), Campaign.find(campaign.id).state) == ([CHARGING] * 2, COLLECTING)
    assert stage.charges(held) == {}
    assert mails_about(held[0]) == ["pledge_waits"]

    suspending.unsuspend(campaign.creator_id, FRAUD)
    run_days(stage, 1)

    assert (states(held), add_up(campaign).state) == ([COLLECTED] * 2, FUNDED)
    assert stage.charges(held) == {pledge.id: 1 for pledge in held}


def test_pledges_to_a_creator_who_stays_suspended_end_after_thirty_days_and_nobody_was_charged(stage: Stage):
    campaign, held = stage.make_campaign([VISA])
    suspending.suspend(campaign.creator_id, FRAUD)
    stage.pass_deadline(campaign)
    stage.run()
    run_days(stage, 31)
    assert (states(held), add_up(campaign).state) == ([DROPPED], FAILED)
    assert stage.charges(held) == {}


def test_what_banks_hold_for_a_suspended_creator_is_not_taken(stage: Stage):
    campaign, held = stage.make_campaign([VISA, DECLINES], goal=1_000)
    stage.pass_deadline(campaign)
    # The bank of the one holds the goal, in the moment before.
    with stage.monkeypatch.context() as patch:
        patch.setattr(authorizing, "_capture", lambda _: False)
        stage.run()
    assert states(held)[0] == AUTHORIZED
    suspending.suspend(campaign.creator_id, FRAUD)
    run_days(stage, 2)
    assert stage.charges(held) == {}
    suspending.unsuspend(campaign.creator_id, FRAUD)
    run_days(stage, 1)
    assert (states(held)[0], stage.charges(held)) == (COLLECTED, {held[0].id: 1})
