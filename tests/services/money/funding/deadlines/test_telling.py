"""How a campaign ends, and that it needs somebody, is told in the app as by mail, and as often."""

import pytest

from chalicelib.models.talk.notifications import ENDED, FAILED, FUNDED, NEEDS_YOU, PLEDGE, Notification
from chalicelib.services.money.funding.notices import TOLD
from chalicelib.services.talk import english
from tests.services.money.funding.deadlines.kit import ASKS, DAY, DECLINES, VISA, Stage


def told(account_id: str) -> list[str]:
    """Return what an account is told of campaigns, in the order of the ids; whom a pledge is from is told as well."""
    found = [row for row in Notification.scan() if row.account_id == account_id and row.kind != PLEDGE]
    assert all((row.about or {})["what"] and (row.about or {})["link"] for row in found)
    return [row.kind for row in sorted(found, key=lambda row: row.id)]


@pytest.mark.parametrize(("goal", "kind"), [(2_000, FUNDED), (2_001, FAILED)])
def test_creator_and_backers_are_told_once_how_it_ended(stage: Stage, goal: int, kind: str):
    campaign, pledges = stage.make_campaign([VISA, VISA], goal=goal)
    stage.pass_deadline(campaign)
    for _ in range(3):
        stage.run()
        stage.advance(DAY)
    for account_id in (campaign.creator_id, *(pledge.backer_id for pledge in pledges)):
        assert told(account_id) == [kind]


@pytest.mark.parametrize("card", [ASKS, DECLINES])
def test_a_backer_whose_card_is_not_charged_is_told_that_the_campaign_needs_them(stage: Stage, card: str):
    campaign, pledges = stage.make_campaign([VISA, card], goal=1_000)
    stage.pass_deadline(campaign)
    stage.run()
    assert told(pledges[1].backer_id) == [NEEDS_YOU]
    stage.advance(2 * DAY + 60)
    stage.run()
    assert told(pledges[1].backer_id) == [NEEDS_YOU] * 2


def test_what_was_collected_in_part_is_not_said_to_be_funded(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("chalicelib.config.BELOW_GOAL", "keep")
    campaign, pledges = stage.make_campaign([VISA, DECLINES], goal=2_000)
    stage.pass_deadline(campaign)
    for _ in range(9):
        stage.run()
        stage.advance(DAY)
    stage.run()
    assert told(campaign.creator_id) == [ENDED]
    assert told(pledges[0].backer_id) == [ENDED]


def test_what_is_told_goes_with_mails_that_there_are():
    assert set(TOLD) <= set(english.LETTERS)
