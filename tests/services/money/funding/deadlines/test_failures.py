"""Jobs at the same time, Stripe that fails, and a creator who may not be paid."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.gateways import payments
from chalicelib.gateways.payments import client
from chalicelib.models.money.funding.campaigns import FUNDED
from chalicelib.models.money.funding.pledges import COLLECTED, DROPPED, Pledge
from chalicelib.services.money.funding.collecting import charging, deadlines
from tests.kit.events import drop_events
from tests.services.money.funding.deadlines.kit import (
    DECLINES,
    HOUR,
    VISA,
    Stage,
    add_up,
    carry,
    mails_about,
    states,
)

HOURS = 6 * HOUR


@pytest.mark.parametrize("jobs", [2, 8])
def test_jobs_at_the_same_time_charge_once(stage: Stage, jobs: int):
    campaign, pledges = stage.make_campaign([VISA] * 4)
    stage.pass_deadline(campaign)

    def work(number: int) -> None:
        deadlines.advance(campaign.id)
        for pledge in pledges[number % 4 :] + pledges[: number % 4]:
            charging.charge(pledge.id)
        deadlines.advance(campaign.id)

    with ThreadPoolExecutor(jobs) as threads:
        list(threads.map(work, range(jobs)))
    stage.run()
    assert stage.charges(pledges) == {pledge.id: 1 for pledge in pledges}
    found = add_up(campaign)
    assert (found.state, found.raised) == (FUNDED, 4_000)
    assert [mails_about(pledge) for pledge in pledges] == [["pledge_collected", "campaign_funded"]] * 4


@pytest.mark.parametrize("kind", ["500", "500_after", "lost", "429"])
@pytest.mark.parametrize("path", ["/v1/payment_intents", "confirm"])
def test_stripe_fails_and_the_next_message_goes_on(stage: Stage, monkeypatch: pytest.MonkeyPatch, kind: str, path: str):
    monkeypatch.setattr(client, "MAX_RETRIES", 0)
    client.reset()
    campaign, pledges = stage.make_campaign([VISA])
    stage.pass_deadline(campaign)
    deadlines.advance(campaign.id)
    drop_events()
    if path == "confirm":
        _note_an_intent(pledges[0])
    stage.local.control("faults", kind=kind, path="/v1/payment_intents")
    with pytest.raises(Exception, match="not available"):
        charging.charge(pledges[0].id)
    stage.advance(HOURS)
    stage.run()
    assert stage.charges(pledges) == {pledges[0].id: 1}
    assert (states(pledges), add_up(campaign).raised) == ([COLLECTED], 1_000)


def _note_an_intent(pledge: Pledge) -> None:
    charging._begin(pledge)
    charging._store_intent(Pledge.find(pledge.id))


def test_an_intent_that_is_cancelled_at_stripe_ends_the_pledge(stage: Stage):
    campaign, pledges = stage.make_campaign([DECLINES, VISA], goal=1_000)
    stage.pass_deadline(campaign)
    stage.run()
    payments.cancel_intent(Pledge.find(pledges[0].id).payment_id or "")
    charging.charge(pledges[0].id)
    carry()
    assert (states(pledges), add_up(campaign).state) == ([DROPPED, COLLECTED], FUNDED)
