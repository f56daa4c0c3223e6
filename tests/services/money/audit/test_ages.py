"""What has been due, waiting or in clearing for too long rings, and what is merely under way does not."""

from argparse import Namespace
from typing import Any

import pytest

import infra.operate.replay
from chalicelib.models import base
from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import CANCELLED, COLLECTING, FAILED, FUNDED, PARTLY_COLLECTED, Campaign
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.operations import Ending
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.money.selling.closings import Closing
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.audit.checks import ages
from chalicelib.services.money.audit.replay import BooksDiffer, watch
from chalicelib.services.money.payments import events, outstanding
from chalicelib.services.money.payments.settlement import Observation, settle
from chalicelib.services.money.selling.pages import closings
from tests.kit.events import drop_events
from tests.kit.money.funding import make_campaign
from tests.kit.money.stripe_objects import charge, deliver, event, intent_id, make_purchase, send, session
from tests.services.money.audit.looking import all_found

HOUR, DAY = 3600, 86400


class Time:
    """Our clock, which only goes on when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = float(now())
        monkeypatch.setattr(base, "clock", lambda: self.at)

    def passes(self, seconds: int) -> None:
        """Let time pass, and the sweeper look at what is due every hour of its last day."""
        steps = range(min(seconds // HOUR, 26))
        self.at += seconds - len(steps) * HOUR
        for _ in steps:
            self.at += HOUR
            outstanding.queue_due(100)
            events.queue_unapplied(100)
        drop_events()


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    return Time(monkeypatch)


def sell(**facts: Any) -> Purchase:
    """Sell something whose mail is sent."""
    purchase = make_purchase()
    deliver(event("checkout.session.completed", session(purchase)), event("charge.succeeded", charge(purchase)))
    settle(intent_id(purchase), Observation(Facts(**facts)))
    for mail in Mail.scan():
        mail.end("sent")
    return purchase


def test_a_payment_that_is_due_for_a_day_rings_though_it_is_put_off_every_hour(time: Time):
    purchase = sell(refunds={"re_1": [300, 2]})
    assert all_found() == []
    time.passes(23 * HOUR)
    assert all_found() == []
    time.passes(2 * HOUR)
    assert all_found() == [("payment due", intent_id(purchase))]
    with pytest.raises(BooksDiffer):
        watch()


def test_clearing_rings_after_three_days_even_where_nothing_is_due_any_more(time: Time):
    purchase = sell(refunds={"re_1": [300, 2]}, reversed=600)
    row = Payment.read(intent_id(purchase))
    row.update([Payment.due.remove(), Payment.due_at.remove()])
    time.passes(3 * DAY)
    assert all_found() == []
    time.passes(2 * HOUR)
    assert all_found() == [("clearing", row.id)]


def test_a_payment_that_becomes_due_again_begins_to_count_anew(time: Time):
    purchase = sell(refunds={"re_1": [300, 2]})
    time.passes(20 * HOUR)
    settle(intent_id(purchase), Observation(Facts(reversed=300)))
    settle(intent_id(purchase), Observation(Facts(refunds={"re_2": [100, 2]})))
    time.passes(20 * HOUR)
    assert all_found() == []


def test_a_refund_that_waits_for_an_open_dispute_rings_never(time: Time):
    purchase = sell(disputes={"dp_1": [500, 4, "needs_response"]})
    settle(intent_id(purchase), Observation(wanted={"r1": 100}))
    time.passes(30 * DAY)
    assert all_found() == []


def test_a_lost_dispute_counts_from_its_end(time: Time):
    purchase = sell(disputes={"dp_1": [500, 4, "needs_response"]})
    time.passes(30 * DAY)
    settle(intent_id(purchase), Observation(Facts(disputes={"dp_1": [500, 7, "lost"]})))
    assert all_found() == []
    time.passes(2 * DAY)
    assert all_found() == [("payment due", intent_id(purchase))]
    time.passes(2 * DAY)
    assert set(all_found()) == {("payment due", intent_id(purchase)), ("clearing", intent_id(purchase))}


def test_an_event_that_is_not_applied_for_a_day_rings(time: Time):
    told = event("charge.succeeded", {"id": "ch_1", "object": "charge", "metadata": {}, "payment_intent": "pi_1"})
    send(told)
    time.passes(23 * HOUR)
    assert all_found() == []
    time.passes(2 * HOUR)
    assert all_found() == [("event unapplied", told["id"])]
    StripeEvent.apply_nothing(told["id"])
    assert all_found() == []


def test_an_event_that_stripe_sends_late_does_not_ring_at_once(time: Time):
    told = event("charge.succeeded", {"id": "ch_1", "object": "charge", "metadata": {}}, created=now() - 2 * DAY)
    send(told)
    assert all_found() == []


def test_a_campaign_a_pledge_and_a_mail_that_nobody_looks_at_ring(time: Time):
    campaign = make_campaign(deadline=now() + HOUR)
    mail = Mail("receipt:pi_1", account_id="1", template="receipt")
    mail.post()
    time.passes(DAY)
    assert all_found() == []
    time.passes(2 * HOUR)
    assert set(all_found()) == {("campaign due", campaign.id), ("mail waiting", mail.id)}


def test_what_a_creator_owes_is_said_with_its_age_and_rings_after_thirty_days(
    time: Time, capsys: pytest.CaptureFixture[str]
):
    purchase = sell(refunds={"re_1": [300, 2]})
    settle(intent_id(purchase), Observation(ending=Ending(owed=300)))
    time.passes(9 * DAY)
    assert all_found() == []
    assert list(ages.debts()) == [f"{purchase.seller_id} 300 eur for 9 days"]
    infra.operate.replay.run(Namespace(repair=False))
    assert "for 9 days\nThe books agree." in capsys.readouterr().out
    time.passes(22 * DAY)
    assert all_found() == [("owed", f"{purchase.seller_id} eur")]


def test_a_closing_rings_after_a_day_though_it_is_put_off_at_every_sweep(time: Time):
    Closing("post:1").save()
    for hours, found in ((23, []), (2, [("closing due", "post:1")])):
        for _ in range(hours):
            time.passes(HOUR)
            closings.queue_due(100)
        assert all_found() == found


@pytest.mark.parametrize("state", [FAILED, CANCELLED, FUNDED, PARTLY_COLLECTED])
def test_a_campaign_that_ended_and_whose_round_is_put_off_each_day_rings(time: Time, state: str):
    settled: dict[str, Any] = {} if state == CANCELLED else {"settled_at": now()}
    ended = now() - (0 if state == CANCELLED else 30 * DAY)
    campaign = make_campaign(state=state, ended_at=ended, deadline=ended, due_at=now() + DAY, **settled)
    for days, found in ((6, []), (2, [("campaign due", campaign.id)])):
        time.passes(days * DAY)
        assert Campaign.find(campaign.id).set_due_at(now() + DAY)
        assert [one for one in all_found() if one[0] == "campaign due"] == found
    Campaign.find(campaign.id).set_due_at(None)
    assert [one for one in all_found() if one[0] == "campaign due"] == []


def test_a_campaign_that_is_put_off_for_ever_rings(time: Time):
    campaign = make_campaign(state=COLLECTING, ended_at=now(), deadline=now())
    for days, found in ((36, []), (2, [("campaign due", campaign.id)])):
        time.passes(days * DAY)
        assert Campaign.find(campaign.id).set_due_at(now() + HOUR)
        time.passes(1)
        assert all_found() == found
