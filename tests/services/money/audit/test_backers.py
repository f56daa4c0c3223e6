"""Exactly the backers of a campaign have its grant."""

from typing import Any

import pytest

from chalicelib.models.money.funding.campaigns import FAILED
from chalicelib.models.money.funding.pledges import CHARGING, COLLECTED, HELD, PENDING, Pledge
from chalicelib.models.money.grants import Grant, campaign_key
from chalicelib.models.money.payments.origins import write_all
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.checks import pledges as audit
from chalicelib.services.money.funding.outcomes import backers_grant
from tests.kit.money.funding import end, is_backer
from tests.services.money.audit.looking import found, repaired
from tests.services.money.audit.pledging import DISPUTE, GONE, KEPT, collected, learn
from tests.services.money.pledge_stories import begin_campaign, begin_pledge


@pytest.mark.parametrize("state", [HELD, CHARGING, "action_required", "errored", COLLECTED])
def test_a_backer_whose_grant_is_lost_gets_it_again(state: str):
    pledge = collected() if state == COLLECTED else begin_pledge(begin_campaign("creator", {}), "backer", state)
    backers_grant(pledge).delete()
    assert found() == [("pledge", pledge.id)]
    assert repaired() == [("pledge", pledge.id)]
    assert (is_backer(pledge), Pledge.find(pledge.id).state) == (True, state)


@pytest.mark.parametrize("ended", ["refunded", "disputed", "expired", PENDING])
def test_a_grant_whose_pledge_does_not_stand_goes(ended: str):
    pledge = begin_pledge(begin_campaign("creator", KEPT), "backer")
    if ended == "expired":
        write_all(*pledge.end("expired"))
    elif ended != PENDING:
        learn(pledge, **({"refunds": GONE} if ended == "refunded" else {"disputes": DISPUTE}))
    backers_grant(pledge).save()
    assert repaired() == [("pledge", pledge.id)]
    assert (is_backer(pledge), Pledge.find(pledge.id).state) == (False, ended)


def test_a_grant_that_belongs_to_no_pledge_goes_and_makes_room_for_the_one_that_stands():
    pledge = collected()
    key = campaign_key(pledge.campaign_id)
    Grant("stranger", key, source_id=pledge.id).save()
    Grant(pledge.backer_id, key, source_id="9").save()
    assert ("grant", f"stranger/{key}") in found()
    assert set(repaired()) == {("grant", f"stranger/{key}"), ("grant", f"backer/{key}"), ("pledge", pledge.id)}
    assert is_backer(pledge)
    assert Grant.held("stranger", key) is None


def test_a_grant_is_given_again_in_a_campaign_that_failed_without_letting_the_pledge_go():
    campaign = begin_campaign("creator", KEPT)
    pledge = collected(campaign)
    end(campaign, FAILED)
    backers_grant(pledge).delete()
    assert repaired() == [("pledge", pledge.id)]
    assert (Pledge.find(pledge.id).state, is_backer(pledge)) == (COLLECTED, True)


def test_what_changes_while_it_is_repaired_is_left_to_the_next_run(monkeypatch: pytest.MonkeyPatch):
    pledge = collected()
    backers_grant(pledge).delete()
    [check] = [one for one in audit.CHECKS if ("pledge", pledge.id) in _told(one)]
    difference = check.examine(Books.read(), pledge.id)
    assert difference
    assert check.repair
    real = Grant.held.__func__  # type: ignore[attr-defined]

    def held(account_id: str, key: str) -> Grant | None:
        seen = real(Grant, account_id, key)
        monkeypatch.undo()
        learn(pledge, refunds=GONE)
        return seen  # type: ignore[no-any-return]

    monkeypatch.setattr(Grant, "held", held)
    check.repair(Books.read(), difference)
    assert (Pledge.find(pledge.id).state, is_backer(pledge)) == ("refunded", False)
    assert found() == []


def _told(check: Any) -> list[tuple[str, str]]:
    books = Books.read()
    told = [check.examine(books, suspect) for suspect in check.suspects(books)]
    return [(one.what, one.id) for one in told if one]
