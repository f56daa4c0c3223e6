"""Authorizations that are captured later, in part, or never; and test cards that bring something about."""

from typing import Any

import pytest
import stripe

from tests.local_stripe.running import VISA, Local
from tests.local_stripe.test_books import over_reversed
from tests.local_stripe.test_returns import balance, creator

DAY = 86400


def pay(local: Local, card: str = "pm_card_visa", **more: Any) -> Any:
    wanted = {"amount": 2_000, "currency": "usd", "payment_method": card, "confirm": True}
    return local.client.payment_intents.create({**wanted, "expand": ["latest_charge"], **more})


def held(local: Local, **more: Any) -> Any:
    return pay(local, capture_method="manual", **more)


def charge_of(local: Local, intent: Any) -> Any:
    found = local.client.payment_intents.retrieve(intent.id, {"expand": ["latest_charge.balance_transaction"]})
    return found.latest_charge


def test_an_authorization_moves_no_money_until_it_is_captured(local: Local):
    intent = held(local)
    assert (intent.status, intent.amount_capturable, intent.amount_received) == ("requires_capture", 2_000, 0)
    assert (intent.latest_charge.captured, intent.latest_charge.balance_transaction) == (False, None)
    with pytest.raises(stripe.InvalidRequestError):
        local.client.refunds.create({"payment_intent": intent.id})
    done = local.client.payment_intents.capture(intent.id)
    assert (done.status, done.amount_received, done.amount_capturable) == ("succeeded", 2_000, 0)
    assert local.told(intent.id) == [
        "payment_intent.created",
        "payment_intent.amount_capturable_updated",
        "payment_intent.succeeded",
    ]
    assert local.told(intent.latest_charge.id) == ["charge.succeeded", "charge.captured"]


def test_a_part_is_captured_once_and_the_rest_released(local: Local):
    intent = held(local)
    local.client.payment_intents.capture(intent.id, {"amount_to_capture": 1_500})
    charge = charge_of(local, intent)
    assert (charge.amount_captured, charge.amount_refunded, charge.refunded) == (1_500, 500, False)
    assert (charge.balance_transaction.amount, charge.balance_transaction.fee) == (1_500, 73)
    for again in ({}, {"amount_to_capture": 100}):
        with pytest.raises(stripe.InvalidRequestError):
            local.client.payment_intents.capture(intent.id, again)


def test_no_more_is_captured_than_was_authorized(local: Local):
    intent = held(local)
    with pytest.raises(stripe.InvalidRequestError) as caught:
        local.client.payment_intents.capture(intent.id, {"amount_to_capture": 2_001})
    assert caught.value.code == "amount_too_large"
    assert charge_of(local, intent).amount_captured == 0


def test_a_creator_gets_a_part_of_what_was_captured_and_gives_back_in_proportion(local: Local):
    account = creator(local)
    intent = held(local, transfer_data={"destination": account.id}, application_fee_amount=100)
    assert balance(local, account.id) == 0
    local.client.payment_intents.capture(intent.id, {"amount_to_capture": 1_000})
    assert balance(local, account.id) == 900
    local.client.refunds.create({"payment_intent": intent.id, "amount": 500, "reverse_transfer": True})
    charge = charge_of(local, intent)
    assert local.client.transfers.retrieve(charge.transfer).amount_reversed == 500
    assert over_reversed(local, charge) == []


def test_a_canceled_authorization_is_released(local: Local):
    intent = held(local)
    assert local.client.payment_intents.cancel(intent.id).status == "canceled"
    charge = charge_of(local, intent)
    assert (charge.refunded, charge.balance_transaction) == (True, None)
    with pytest.raises(stripe.InvalidRequestError):
        local.client.payment_intents.capture(intent.id)


def test_an_authorization_expires_after_a_week(local: Local):
    intent = held(local)
    local.control("clock", advance=6 * DAY)
    assert local.client.payment_intents.retrieve(intent.id).status == "requires_capture"
    local.control("clock", advance=2 * DAY)
    now = local.client.payment_intents.retrieve(intent.id)
    assert (now.status, now.cancellation_reason) == ("canceled", "automatic")
    assert local.told(intent.latest_charge.id)[-1] == "charge.expired"


def test_checkout_can_authorize_too(local: Local):
    session = local.open(amount=1_000, payment_intent_data={"capture_method": "manual"})
    assert local.submit(session, VISA).status_code == 303
    done = local.again(session, "payment_intent")
    assert (done.payment_status, done.payment_intent.status) == ("unpaid", "requires_capture")


@pytest.mark.parametrize(
    ("card", "code", "decline_code"),
    [
        ("pm_card_visa_chargeDeclined", "card_declined", "generic_decline"),
        ("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"),
        ("pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card"),
        ("pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card"),
        ("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", "incorrect_cvc"),
        ("pm_card_chargeDeclinedProcessingError", "processing_error", "processing_error"),
        ("pm_card_radarBlock", "card_declined", "fraudulent"),
    ],
)
def test_a_declined_test_card_says_why(local: Local, card: str, code: str, decline_code: str):
    with pytest.raises(stripe.CardError) as caught:
        pay(local, card)
    error: Any = caught.value.error
    assert (caught.value.code, error.decline_code) == (code, decline_code)


@pytest.mark.parametrize(
    ("card", "status", "reason"),
    [
        ("pm_card_createDispute", "needs_response", "fraudulent"),
        ("pm_card_createDisputeProductNotReceived", "needs_response", "product_not_received"),
        ("pm_card_createDisputeInquiry", "warning_needs_response", "fraudulent"),
    ],
)
def test_a_disputed_test_card_is_disputed_at_once(local: Local, card: str, status: str, reason: str):
    intent = pay(local, card)
    [dispute] = local.client.disputes.list({"payment_intent": intent.id}).data
    assert (dispute.status, dispute.reason, dispute.amount) == (status, reason, 2_000)
    closed = local.client.disputes.close(dispute.id).status
    assert closed == ("warning_closed" if status.startswith("warning") else "lost")


@pytest.mark.parametrize(
    ("card", "first", "last"),
    [("pm_card_pendingRefund", "pending", "succeeded"), ("pm_card_refundFail", "succeeded", "failed")],
)
def test_a_refund_to_some_test_cards_ends_an_hour_later(local: Local, card: str, first: str, last: str):
    refund = local.client.refunds.create({"payment_intent": pay(local, card).id})
    assert refund.status == first
    local.control("clock", advance=3_700)
    assert local.client.refunds.retrieve(refund.id).status == last


def test_a_card_that_is_set_up_is_charged_when_nobody_is_there(local: Local):
    customer = local.client.customers.create({}).id
    method = local.client.payment_methods.attach(
        "pm_card_authenticationRequiredSetupForOffSession", {"customer": customer}
    )
    assert pay(local, method.id, customer=customer).status == "requires_action"
    assert pay(local, method.id, customer=customer, off_session=True).status == "succeeded"


def test_an_iban_settles_some_minutes_later(local: Local):
    paid = []
    for iban in ("AT611904300234573201", "AT861904300235473202"):
        about: Any = {
            "type": "sepa_debit",
            "sepa_debit": {"iban": iban},
            "billing_details": {"name": "Ann", "email": "a@b.co"},
        }
        method = local.client.payment_methods.create(about)
        assert method.billing_details.name == "Ann"
        paid.append(pay(local, method.id, currency="eur"))
    assert [one.status for one in paid] == ["processing", "processing"]
    local.control("clock", advance=200)
    now = [local.client.payment_intents.retrieve(one.id).status for one in paid]
    assert now == ["succeeded", "requires_payment_method"]
