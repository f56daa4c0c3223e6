"""A funded campaign is open to everybody, as far as its stretch goals were reached, and no other is."""

import pytest

from chalicelib.models.money.funding.campaigns import CANCELLED, COLLECTING, DRAFT, FAILED, KEEP, LIVE, Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.grants import EVERYBODY, Grant, campaign_key
from chalicelib.models.money.payments.origins import write_all
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.checks import funded as audit
from chalicelib.services.money.funding.collecting import endings
from chalicelib.services.money.funding.outcomes import public_grant
from tests.services.money.audit.looking import found, repaired
from tests.services.money.audit.pledging import GONE, learn
from tests.services.money.funding.deadlines.kit import opened
from tests.services.money.pledge_stories import begin_campaign, begin_pledge

LATE = {"kind": KEEP, "late_pledges": True}
GRANT = "grant"


def funded(pledges: int = 1) -> tuple[Campaign, list[Pledge]]:
    """Return a campaign that was funded with pledges of 500; its stretch goal is at 1,000."""
    campaign = begin_campaign("creator", LATE)
    made = [begin_pledge(campaign, f"backer{place}") for place in range(pledges)]
    for pledge in made:
        learn(pledge)
    endings.fund(Campaign.find(campaign.id))
    return Campaign.find(campaign.id), made


def back_late(campaign: Campaign, backer_id: str) -> Pledge:
    pledge = begin_pledge(Campaign.find(campaign.id), backer_id)
    learn(pledge)
    return pledge


def grant_id(campaign: Campaign) -> str:
    return f"{EVERYBODY}/{campaign_key(campaign.id)}"


def test_what_is_right_differs_nowhere():
    for state in (DRAFT, LIVE, COLLECTING, FAILED, CANCELLED):
        begin_campaign("creator", {"state": state})
    campaign, [pledge] = funded()
    assert (opened(campaign), found()) == (0, [])
    late = back_late(campaign, "late")
    assert (opened(campaign), found()) == (1, [])
    learn(late, refunds=GONE)
    learn(pledge, refunds=GONE)
    assert (opened(campaign), found()) == (1, [])


def test_what_only_goes_back_reaches_no_stretch_goal():
    campaign, [pledge] = funded()
    learn(pledge, "pi_second")
    assert (Campaign.find(campaign.id).raised, opened(campaign), found()) == (1_000, 0, [])
    lapsed = begin_pledge(campaign, "lapsed")
    write_all(*lapsed.end("expired"))
    learn(lapsed)
    assert (Campaign.find(campaign.id).raised, opened(campaign), found()) == (1_500, 0, [])


@pytest.mark.parametrize(("pledges", "level"), [(1, 0), (2, 1)])
def test_a_lost_grant_comes_back(pledges: int, level: int):
    campaign, _ = funded(pledges)
    Grant(EVERYBODY, campaign_key(campaign.id)).delete()
    assert found() == [("funded", campaign.id)]
    assert repaired() == [("funded", campaign.id)]
    assert opened(campaign) == level


@pytest.mark.parametrize(("pledges", "level", "right"), [(1, 1, 0), (2, 0, 1), (2, 7, 1)])
def test_a_level_that_was_not_reached_or_is_missing_is_written_anew(pledges: int, level: int, right: int):
    campaign, _ = funded(pledges)
    public_grant(campaign, level).save()
    assert repaired() == [("funded", campaign.id)]
    assert opened(campaign) == right


@pytest.mark.parametrize("state", [DRAFT, LIVE, COLLECTING, FAILED, CANCELLED])
def test_a_campaign_that_is_not_funded_is_open_to_nobody(state: str):
    campaign = begin_campaign("creator", {"state": state})
    public_grant(campaign, 0).save()
    assert found() == [(GRANT, grant_id(campaign))]
    assert repaired() == [(GRANT, grant_id(campaign))]
    assert opened(campaign) is None


def test_a_grant_of_no_campaign_goes_and_makes_room_for_the_right_one():
    campaign, _ = funded()
    Grant(EVERYBODY, campaign_key("8"), source_id="8").save()
    Grant(EVERYBODY, campaign_key(campaign.id), source_id="8").save()
    told = set(repaired())
    assert told == {(GRANT, f"{EVERYBODY}/campaign:8"), (GRANT, grant_id(campaign)), ("funded", campaign.id)}
    assert opened(campaign) == 0


def test_what_changes_while_it_is_repaired_is_left_to_the_next_run(monkeypatch: pytest.MonkeyPatch):
    campaign, _ = funded()
    public_grant(campaign, 7).save()
    check, books = audit.CHECKS[1], Books.read()
    difference = check.examine(books, campaign.id)
    assert difference
    assert check.repair
    public_grant(campaign, 1).save()
    check.repair(books, difference)
    assert opened(campaign) == 1
    public_grant(campaign, 7).save()
    real = Grant.held.__func__  # type: ignore[attr-defined]

    def held(account_id: str, key: str) -> Grant | None:
        seen = real(Grant, account_id, key)
        public_grant(campaign, 1).save()
        return seen  # type: ignore[no-any-return]

    monkeypatch.setattr(Grant, "held", held)
    check.repair(books, difference)
    assert opened(campaign) == 1
