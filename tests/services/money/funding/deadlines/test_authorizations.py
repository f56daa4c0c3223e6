"""What banks hold for a campaign: captured once its goal is held, released where it is not, renewed if it expired."""

import pytest

from chalicelib.errors import PaymentsUnavailable
from chalicelib.gateways import payments
from chalicelib.gateways.payments import client
from chalicelib.models.money.funding.campaigns import FAILED, FUNDED, Campaign
from chalicelib.models.money.funding.pledges import (
    ACTION_REQUIRED,
    AUTHORIZED,
    CANCELLED,
    COLLECTED,
    DROPPED,
    ERRORED,
    Pledge,
)
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.funding.collecting import cards, charging, deadlines
from tests.kit.events import drop_events
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


def half_held(stage: Stage) -> tuple[Campaign, list[Pledge]]:
    """Return a campaign of which a bank holds one half, and the other waits for its backer."""
    campaign, pledges = stage.make_campaign([VISA, ASKS])
    stage.pass_deadline(campaign)
    stage.run()
    assert (states(pledges), stage.charges(pledges)) == ([AUTHORIZED, ACTION_REQUIRED], {})
    return campaign, pledges


def intent_of(pledge: Pledge) -> dict[str, object]:
    return payments.find_intent(Pledge.find(pledge.id).payment_id or "")


def authenticate(stage: Stage, pledge: Pledge) -> None:
    stage.complete(cards.authentication_page(pledge.id, pledge.secret or ""))


def test_the_pledge_that_reaches_the_goal_captures_them_all(stage: Stage):
    campaign, pledges = half_held(stage)
    stage.advance(DAY)
    authenticate(stage, pledges[1])
    deliver(event("payment_intent.amount_capturable_updated", intent_of(pledges[1]) | {"latest_charge": None}))
    carry()
    assert states(pledges) == [COLLECTED] * 2
    assert stage.charges(pledges) == {pledge.id: 1 for pledge in pledges}
    found = add_up(campaign)
    assert (found.state, found.raised, found.authorized) == (FUNDED, 2_000, 0)


def test_a_link_that_needs_no_page_is_held_and_captured(stage: Stage):
    campaign, pledges = half_held(stage)
    method = Pledge.find(pledges[1].id).payment_method_id
    stage.local.control("cards", payment_method=method, number=VISA_NUMBER)
    assert cards.authentication_page(pledges[1].id, pledges[1].secret or "").endswith(f"/campaigns/{campaign.id}")
    carry()
    assert (states(pledges), add_up(campaign).state) == ([COLLECTED] * 2, FUNDED)


@pytest.mark.parametrize("told", ["charge.succeeded", "charge.captured", "charge.refunded", "charge.expired"])
def test_a_charge_that_is_only_held_counts_for_nothing(stage: Stage, told: str):
    campaign, pledges = half_held(stage)
    held = dict(intent_of(pledges[0])["latest_charge"])  # type: ignore[call-overload]
    assert (held["paid"], held["captured"]) == (True, False)
    released = {"refunded": True, "amount_refunded": 1_000} if told in {"charge.refunded", "charge.expired"} else {}
    deliver(event(told, held | released))
    carry()
    assert (states(pledges), add_up(campaign).raised) == ([AUTHORIZED, ACTION_REQUIRED], 0)
    assert Payment.read(str(held["payment_intent"])).counted == 0


def test_an_authorization_that_is_cancelled_at_stripe_ends_the_pledge(stage: Stage):
    campaign, pledges = half_held(stage)
    payments.cancel_intent(Pledge.find(pledges[0].id).payment_id or "")
    charging.charge(pledges[0].id)
    found = add_up(campaign)
    assert (states(pledges)[0], found.authorized, found.pledged) == (DROPPED, 0, 1_000)


@pytest.mark.parametrize("kind", ["500", "500_after", "lost", "429"])
def test_a_capture_of_which_nothing_is_heard_takes_once(stage: Stage, monkeypatch: pytest.MonkeyPatch, kind: str):
    monkeypatch.setattr(client, "MAX_RETRIES", 0)
    client.reset()
    campaign, pledges = half_held(stage)
    authenticate(stage, pledges[1])
    charging.charge(pledges[1].id)
    deadlines.advance(campaign.id)
    drop_events()
    stage.local.control("faults", kind=kind, path="/v1/payment_intents")
    with pytest.raises(PaymentsUnavailable):
        charging.charge(pledges[0].id)
    stage.advance(2 * HOUR)
    stage.run()
    assert (states(pledges), add_up(campaign).state) == ([COLLECTED] * 2, FUNDED)
    assert stage.charges(pledges) == {pledge.id: 1 for pledge in pledges}


def test_a_method_that_no_bank_holds_is_asked_to_be_replaced(stage: Stage):
    campaign, pledges = stage.make_campaign([VISA, VISA])
    customer = Pledge.find(pledges[1].id).customer_id or ""
    debit = stage.local.client.payment_methods.create(
        {
            "type": "sepa_debit",
            "sepa_debit": {"iban": "AT611904300234573201"},
            "billing_details": {"name": "Ann", "email": "a@b.co"},
        }
    )
    payments.attach_card(customer, debit.id, f"sepa:{customer}")
    Pledge(pledges[1].id).update([Pledge.payment_method_id.set(debit.id)])
    stage.pass_deadline(campaign)
    stage.run()
    assert (states(pledges), mails_about(pledges[1])) == ([AUTHORIZED, ERRORED], ["card_declined"])
    for _ in range(5):
        stage.advance(DAY)
        stage.run()
    assert (states(pledges), add_up(campaign).state, stage.charges(pledges)) == ([CANCELLED, DROPPED], FAILED, {})


def test_the_grace_is_as_long_as_its_mails_say(stage: Stage):
    """Four days while the goal is not held by banks, seven from the moment that it is."""
    campaign, pledges = stage.make_campaign([ASKS, DECLINES], goal=1_000)
    stage.pass_deadline(campaign)
    stage.run()
    began_at = int(campaign.deadline or 0)
    assert [until - began_at for until in _untils(pledges[1])] == [pytest.approx(4 * DAY, abs=60)]
    stage.complete(cards.authentication_page(pledges[0].id, pledges[0].secret or ""))
    charging.charge(pledges[0].id)
    _run_days(stage, 5)
    assert states(pledges) == [COLLECTED, ERRORED]
    assert [until - began_at for until in _untils(pledges[1])] == [
        pytest.approx(days * DAY, abs=60) for days in (4, 7, 7)
    ]
    _run_days(stage, 3)
    assert (states(pledges), add_up(campaign).state) == ([COLLECTED, DROPPED], FUNDED)


def _untils(pledge: Pledge) -> list[int]:
    sent = [mail for mail in Mail.scan() if mail.account_id == pledge.backer_id and "until" in mail.fields]
    return [int(mail.fields["until"]) for mail in sorted(sent, key=lambda mail: mail.created_at)]


def _run_days(stage: Stage, days: int) -> None:
    for _ in range(4 * days):
        stage.advance(6 * HOUR)
        stage.run()
