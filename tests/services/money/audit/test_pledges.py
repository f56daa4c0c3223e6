"""A pledge is in the state that its payment demands."""

from typing import Any

import pytest

from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import CANCELLED, COLLECTING, FAILED, FUNDED, Campaign
from chalicelib.models.money.funding.pledges import CHARGING, COLLECTED, HELD, PENDING, Pledge
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.people.closed import SUSPENDED
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.audit.replay import replay
from chalicelib.services.money.funding.collecting import releases
from chalicelib.services.money.payments.settlement import Observation, settle
from chalicelib.services.people.relationships import closed
from tests.kit.factories import make_account
from tests.kit.money.funding import checked, end, is_backer
from tests.kit.money.stripe_objects import intent_id
from tests.services.money.audit.looking import found, repaired
from tests.services.money.audit.pledging import DISPUTE, GONE, KEPT, collected, learn, spoil
from tests.services.money.pledge_stories import AMOUNT, begin_campaign, begin_pledge


def test_what_is_right_differs_nowhere():
    kept, running = begin_campaign("creator", KEPT), begin_campaign("creator", {})
    collected(kept, "1", refunds={"re_1": [200, 2]})
    collected(kept, "2", refunds=GONE)
    collected(kept, "3", disputes=DISPUTE)
    small = begin_pledge(kept, "4")
    assert learn(small, paid=50).state == PENDING
    assert learn(small, "pi_other").state == COLLECTED
    learn(begin_pledge(kept, "5"), paid=50, refunds={"re_1": [50, 2]})
    write_all(*begin_pledge(running, "6").end("expired"))
    for backer_id, state in (("7", HELD), ("8", CHARGING), ("9", "action_required"), ("10", "errored")):
        begin_pledge(running, backer_id, state)
    settle("pi_parked", Observation(Facts(refunds=GONE)))
    assert found() == []


@pytest.mark.parametrize("ended", [FAILED, CANCELLED])
@pytest.mark.parametrize("disputes", [{}, DISPUTE])
def test_what_a_campaign_that_ended_still_has_to_give_back_is_no_difference(ended: str, disputes: dict[str, Any]):
    campaign = begin_campaign("creator", KEPT)
    pledge = collected(campaign, disputes=disputes)
    end(campaign, ended)
    assert found() == []
    releases.ensure_refunded(pledge)
    learn(pledge, refunds={"re_1": [100, 2]})
    assert Pledge.find(pledge.id).state == "cancelled"
    assert found() == []
    learn(pledge, refunds=GONE)
    assert found() == []
    learn(pledge, refunds={"re_1": [AMOUNT, 3]})
    assert Pledge.find(pledge.id).state == "cancelled"
    assert found() == []


def test_what_is_paid_in_vain_is_no_difference():
    campaign = begin_campaign("creator", KEPT)
    lapsed, late = begin_pledge(campaign, "1"), begin_pledge(campaign, "2")
    write_all(*lapsed.end("expired"))
    end(campaign, COLLECTING)
    assert (learn(lapsed).state, learn(late).state) == ("expired", "cancelled")
    assert found() == []


def test_a_lost_state_comes_back_from_the_payment_without_a_second_mail():
    pledge = collected()
    mails = len(list(Mail.scan()))
    pledge.update([Pledge.state.set(PENDING), Pledge.payment_id.remove()])
    assert ("pledge", pledge.id) in found()
    assert ("pledge", pledge.id) in repaired()
    assert Pledge.find(pledge.id).state == COLLECTED
    assert (checked(Campaign.find(pledge.campaign_id)).raised, len(list(Mail.scan()))) == (AMOUNT, mails)


@pytest.mark.parametrize(("facts", "right"), [({}, COLLECTED), ({"disputes": DISPUTE}, "disputed")])
def test_a_lost_state_comes_back_whatever_became_of_the_account(facts: dict[str, Any], right: str):
    pledge = collected(begin_campaign(make_account().id, KEPT), **facts)
    closed.close(pledge.creator_id, SUSPENDED)
    pledge.update([Pledge.state.set(PENDING), Pledge.payment_id.remove()])
    assert ("pledge", pledge.id) in repaired()
    assert (Pledge.find(pledge.id).state, Payment.read(intent_id(pledge)).wanted) == (right, {})
    assert found() == []


@pytest.mark.parametrize(
    ("facts", "right"), [({"refunds": GONE}, "refunded"), ({"disputes": DISPUTE}, "disputed"), ({}, "collected")]
)
@pytest.mark.parametrize("wrong", ["collected", "refunded", "disputed", "charging"])
def test_the_payments_facts_decide(facts: dict[str, Any], right: str, wrong: str):
    pledge = collected(**facts)
    if right == wrong:
        return
    spoil(pledge, wrong)
    assert ("pledge", pledge.id) in repaired()
    assert (Pledge.find(pledge.id).state, is_backer(pledge)) == (right, right == "collected")
    checked(Campaign.find(pledge.campaign_id))


def test_a_pledge_that_has_ended_stays_ended():
    pledge = collected(begin_campaign("creator", KEPT | {"state": CANCELLED}))
    assert pledge.state == "cancelled"
    spoil(pledge, COLLECTED)
    assert ("pledge", pledge.id) in repaired()
    assert Pledge.find(pledge.id).state == "cancelled"


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({}, PENDING),
        ({"payment_method_id": "pm_1"}, HELD),
        ({"payment_method_id": "pm_1", "payment_id": "pi_1"}, CHARGING),
    ],
)
def test_what_says_paid_without_a_payment_is_looked_after_by_the_job(known: dict[str, str], state: str):
    pledge = begin_pledge(begin_campaign("creator", {"state": COLLECTING}), "backer")
    pledge.update([Pledge.state.set(COLLECTED), *(getattr(Pledge, name).set(value) for name, value in known.items())])
    assert ("pledge", pledge.id) in repaired()
    assert (Pledge.find(pledge.id).state, is_backer(pledge)) == (state, state != PENDING)
    assert Pledge.due_ids(now(), 10) == [pledge.id]
    checked(Campaign.find(pledge.campaign_id))


def test_an_ended_pledge_that_says_refunded_without_a_payment_is_cancelled():
    pledge = begin_pledge(begin_campaign("creator", KEPT), "backer")
    write_all(*pledge.end("expired"))
    spoil(pledge, "refunded")
    assert repaired() == [("pledge", pledge.id)]
    assert Pledge.find(pledge.id).state == "cancelled"


def test_payments_are_not_touched():
    pledge = collected()
    before = Payment.read(intent_id(pledge)).version
    spoil(pledge, HELD)
    repaired()
    assert Payment.read(intent_id(pledge)).version == before


def test_a_late_pledge_is_a_pledge():
    campaign = begin_campaign("creator", {"state": FUNDED, "late_pledges": True, "deadline": 1})
    pledge = learn(begin_pledge(campaign, "backer"))
    assert found() == []
    spoil(pledge, PENDING)
    assert ("pledge", pledge.id) in repaired()
    assert Pledge.find(pledge.id).state == COLLECTED


def test_a_pledge_whose_campaign_is_gone_stops_nothing():
    pledge = collected()
    Campaign(pledge.campaign_id).delete()
    assert found() == []
    spoil(pledge, HELD)
    assert [(one.what, one.id) for one in replay(repair=True)] == [("pledge", pledge.id)] == found()
