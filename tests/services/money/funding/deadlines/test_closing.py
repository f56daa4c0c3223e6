"""A campaign at its deadline: reached or not, kept or not, by one job or by several at once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from botocore import client as aws

from chalicelib.gateways import payments
from chalicelib.gateways.payments import client
from chalicelib.models.base import now
from chalicelib.models.money.campaigns import CANCELLED as CALLED_OFF
from chalicelib.models.money.campaigns import FAILED, FUNDED, KEEP, LIVE, Campaign
from chalicelib.models.money.grants import EVERYBODY, Grant, campaign_key
from chalicelib.models.money.origins import write_all
from chalicelib.models.money.payments import Payment
from chalicelib.models.money.pledges import (
    CANCELLED,
    CHARGING,
    COLLECTED,
    DISPUTED,
    DROPPED,
    EXPIRED,
    HELD,
    PENDING,
    REFUNDED,
    Pledge,
)
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.funding import charging, deadlines
from tests.events import drop_events
from tests.funding import is_backer, make_reward
from tests.money import charge, deliver, dispute, event, intent
from tests.services.money.funding.deadlines.kit import (
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

HOURS = 6 * HOUR


def letters_to(account_id: str) -> list[str]:
    return sorted(mail.template for mail in Mail.scan() if mail.account_id == account_id)


def opened(campaign: Campaign) -> int | None:
    grant = Grant.held(EVERYBODY, campaign_key(campaign.id))
    return None if grant is None else int(grant.level)


def keep_campaign(stage: Stage, **fields: Any) -> tuple[Campaign, Pledge]:
    """Return a campaign that keeps what it raises, with a pledge that waits for its payment."""
    campaign, [pledge] = stage.make_campaign([VISA], kind=KEEP, **fields)
    waiting = campaign.move(pledged=-1_000, backers=-1)
    write_all(pledge.to(PENDING, next_at=now() + 2 * HOUR), waiting)
    return Campaign.find(campaign.id), Pledge.find(pledge.id)


def test_nothing_happens_before_the_deadline(stage: Stage):
    campaign, pledges = stage.make_campaign([VISA])
    stage.advance(HOUR - 60)
    stage.run()
    deadlines.look_after(campaign.id)
    charging.charge(pledges[0].id)
    assert (add_up(campaign).state, states(pledges)) == (LIVE, [HELD])


@pytest.mark.parametrize(("goal", "state"), [(2_000, FUNDED), (2_001, FAILED)])
def test_the_goal_is_met_by_its_last_cent(stage: Stage, goal: int, state: str):
    campaign, pledges = stage.make_campaign([VISA, VISA], goal=goal)
    stage.pass_deadline(campaign)
    stage.run()
    assert add_up(campaign).state == state
    assert states(pledges) == [COLLECTED if state == FUNDED else CANCELLED] * 2
    assert letters_to(campaign.creator_id) == [f"campaign_{state}"]


def test_a_failed_campaign_releases_everybody_once(stage: Stage):
    campaign, pledges = stage.make_campaign([VISA, VISA], goal=5_000)
    reward = make_reward(campaign, limit=5, taken=1)
    held = [{"id": reward.id, "title": "A print", "quantity": 1, "amount": 1_000}]
    write_all(pledges[0].to(HELD, rewards=held))
    stage.pass_deadline(campaign)
    for _ in range(3):
        stage.run()
        stage.advance(DAY)
    found = add_up(campaign)
    assert (found.state, found.pledged, found.backers_count) == (FAILED, 0, 0)
    assert not found.due
    assert [mails_about(pledge) for pledge in pledges] == [["campaign_failed"]] * 2
    assert not any(is_backer(pledge) for pledge in pledges)
    assert opened(campaign) is None
    amounts = {mail.fields["amount"] for mail in Mail.scan() if mail.template == "campaign_failed"}
    assert (amounts, found.ended_with) == ({2_000}, 2_000)
    assert stage.charges(pledges) == {}


def test_a_message_for_a_pledge_of_a_failed_campaign_releases_it(stage: Stage):
    campaign, pledges = stage.make_campaign([VISA], goal=5_000)
    stage.pass_deadline(campaign)
    deadlines.announce_due(10)
    drop_events()
    write_all(campaign.changed(state=FAILED, ended_at=now(), due_at=None))
    charging.charge(pledges[0].id)
    assert (states(pledges), add_up(campaign).pledged) == ([CANCELLED], 0)


def test_a_campaign_that_is_called_off_releases_and_refunds(stage: Stage):
    campaign, pledge = keep_campaign(stage)
    deliver(event("payment_intent.succeeded", intent(pledge, "pledge")))
    assert (states([pledge]), add_up(campaign).raised) == ([COLLECTED], 1_000)
    campaign = Campaign.find(campaign.id)
    write_all(campaign.changed(state=CALLED_OFF, ended_at=now(), due_at=now()))
    deadlines.look_after(campaign.id)
    assert Payment.read(f"pi_{pledge.id}").wanted == {f"ended:pi_{pledge.id}": 1_000}
    drop_events()
    refunded = charge(pledge, 1_000, "pledge")
    deliver(event("charge.refunded", refunded))
    assert (states([pledge]), add_up_open(campaign).raised) == ([REFUNDED], 0)
    assert sorted(mails_about(pledge)) == ["campaign_cancelled", "receipt", "refund"]


def add_up_open(campaign: Campaign) -> Campaign:
    """Return a campaign whose refund's transfer was not reversed yet."""
    return Campaign.find(campaign.id)


def one_call_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let threads take turns between their calls to AWS: each call is whole there, and moto is made for one thread."""
    lock, real = threading.Lock(), aws.BaseClient._make_api_call  # type: ignore[attr-defined]

    def call(self: Any, name: str, request: dict[str, Any]) -> Any:
        with lock:
            return real(self, name, request)

    monkeypatch.setattr(aws.BaseClient, "_make_api_call", call)


@pytest.mark.parametrize("jobs", [2, 8])
def test_jobs_at_the_same_time_charge_once(stage: Stage, monkeypatch: pytest.MonkeyPatch, jobs: int):
    one_call_at_a_time(monkeypatch)
    campaign, pledges = stage.make_campaign([VISA] * 4)
    stage.pass_deadline(campaign)

    def work(number: int) -> None:
        deadlines.look_after(campaign.id)
        for pledge in pledges[number % 4 :] + pledges[: number % 4]:
            charging.charge(pledge.id)
        deadlines.look_after(campaign.id)

    with ThreadPoolExecutor(jobs) as threads:
        list(threads.map(work, range(jobs)))
    stage.run()
    assert stage.charges(pledges) == {pledge.id: 1 for pledge in pledges}
    found = add_up(campaign)
    assert (found.state, found.raised) == (FUNDED, 4_000)
    assert [mails_about(pledge) for pledge in pledges] == [["pledge_collected"]] * 4


@pytest.mark.parametrize(("is_paid", "state"), [(True, FUNDED), (False, FAILED)])
def test_a_campaign_that_keeps_what_it_raised(stage: Stage, is_paid: bool, state: str):
    campaign, pledge = keep_campaign(stage, goal=50_000)
    if is_paid:
        deliver(event("payment_intent.succeeded", intent(pledge, "pledge")))
    stage.pass_deadline(campaign)
    stage.run()
    found = add_up(campaign)
    assert (found.state, opened(campaign)) == (state, 0 if is_paid else None)
    assert letters_to(campaign.creator_id) == [f"campaign_{state}"]
    assert mails_about(pledge) == (["receipt", "campaign_funded"] if is_paid else [])
    assert is_backer(pledge)


def test_what_is_paid_after_the_deadline_goes_back(stage: Stage):
    campaign, pledge = keep_campaign(stage)
    stage.pass_deadline(campaign)
    deliver(event("payment_intent.succeeded", intent(pledge, "pledge")))
    assert Payment.read(f"pi_{pledge.id}").wanted == {f"ended:pi_{pledge.id}": 1_000}
    stage.run_campaigns()
    assert (states([pledge]), Campaign.find(campaign.id).state) == ([CANCELLED], FUNDED)


def test_a_page_that_is_open_at_the_deadline_holds_nothing(stage: Stage):
    campaign, [pledge] = stage.make_campaign([VISA], goal=1_000)
    session = payments.open_setup(
        f"late:{pledge.id}",
        kind="pledge",
        order_id=pledge.id,
        customer=pledge.customer_id,
        currency="usd",
        success_url="https://a.example/ok",
        cancel_url="https://a.example/no",
    )
    waiting = campaign.move(pledged=-1_000, backers=-1)
    write_all(pledge.to(PENDING, next_at=now() + 2 * HOUR, session_id=session["id"]), waiting)
    stage.pass_deadline(campaign)
    done = stage.save_card(session["url"], "4242424242424242")
    deliver(event("checkout.session.completed", done))
    assert states([pledge]) == [EXPIRED]
    stage.run()
    assert (add_up(campaign).state, stage.charges([pledge])) == (FAILED, {})


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


def test_a_creator_who_may_not_be_paid_is_waited_for(stage: Stage):
    campaign, pledges = stage.make_campaign([VISA])
    stage.local.control("accounts", account=stage.destination, charges_enabled=False)
    stage.pass_deadline(campaign)
    stage.run()
    assert (states(pledges), mails_about(pledges[0])) == ([CHARGING], [])
    stage.local.control("accounts", account=stage.destination, charges_enabled=True)
    stage.advance(HOURS)
    stage.run()
    assert (states(pledges), add_up(campaign).state) == ([COLLECTED], FUNDED)


def test_a_creator_who_never_may_be_paid_again_gets_nothing(stage: Stage):
    campaign, pledges = stage.make_campaign([VISA])
    stage.local.control("accounts", account=stage.destination, charges_enabled=False)
    stage.pass_deadline(campaign)
    for _ in range(9):
        stage.run()
        stage.advance(DAY)
    assert (states(pledges), mails_about(pledges[0])) == ([DROPPED], ["pledge_dropped"])
    assert add_up(campaign).state == FAILED


@pytest.mark.parametrize("kind", ["500", "500_after", "lost", "429"])
@pytest.mark.parametrize("path", ["/v1/payment_intents", "confirm"])
def test_stripe_fails_and_the_next_message_goes_on(stage: Stage, monkeypatch: pytest.MonkeyPatch, kind: str, path: str):
    monkeypatch.setattr(client, "RETRIES", 0)
    client.reset()
    campaign, pledges = stage.make_campaign([VISA])
    stage.pass_deadline(campaign)
    deadlines.look_after(campaign.id)
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
    charging._note_intent(Pledge.find(pledge.id))


def test_an_intent_that_is_cancelled_at_stripe_ends_the_pledge(stage: Stage):
    campaign, pledges = stage.make_campaign([DECLINES, VISA], goal=1_000)
    stage.pass_deadline(campaign)
    stage.run()
    payments.cancel_intent(Pledge.find(pledges[0].id).payment_id or "")
    charging.charge(pledges[0].id)
    carry()
    assert (states(pledges), add_up(campaign).state) == ([DROPPED, COLLECTED], FUNDED)


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
