"""Charges of saved cards and refunds through our gateway."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

from chalicelib import config
from chalicelib.errors import NotFound, PaymentDeclined, PaymentRefused
from chalicelib.gateways import payments
from tests.local_stripe.running import ASKS, FAILS_LATER, VISA, Local

Key = Callable[[], str]


@pytest.fixture
def owe(stripe_here: Local, creator: str, key: Key) -> Callable[[str], dict[str, Any]]:
    """Return a maker of unconfirmed PaymentIntents for a saved test card."""

    def make(card: str) -> dict[str, Any]:
        customer, method = stripe_here.saved(card)
        debt: Any = {"amount": 2_500, "currency": "usd", "destination": creator, "fee": 250, "order_id": "8"}
        return payments.create_intent(key(), **debt, kind="pledge", customer=customer, payment_method=method)

    return make


def test_an_intent_holds_nothing_until_it_is_confirmed_and_takes_nothing_until_it_is_captured(
    owe: Any, creator: str, key: Key
):
    intent = owe(VISA)
    assert intent["status"] == "requires_confirmation"
    assert payments.row_in_metadata(intent["metadata"]) == ("pledge", "8")
    held = payments.confirm_intent(intent["id"], key(), off_session=True)
    assert (held["status"], held["latest_charge"]["captured"]) == ("requires_capture", False)
    assert payments.balance(creator)["available"] == []
    paid = payments.capture_intent(intent["id"], key(), 2_500)
    assert (paid["status"], paid["latest_charge"]["captured"]) == ("succeeded", True)
    assert payments.balance(creator)["available"][0]["amount"] == 2_250
    assert [one["id"] for one in payments.intents_of(intent["customer"])] == [intent["id"]]


def test_a_confirmation_and_a_capture_with_the_same_key_take_the_money_once(owe: Any, creator: str, key: Key):
    intent, first = owe(VISA), key()
    once, again = (payments.confirm_intent(intent["id"], first, off_session=True) for _ in range(2))
    assert once == again
    with pytest.raises(PaymentRefused) as refused:
        payments.confirm_intent(intent["id"], key(), off_session=True)
    assert refused.value.code == "payment_intent_unexpected_state"
    first = key()
    once, again = (payments.capture_intent(intent["id"], first, 2_500) for _ in range(2))
    assert once == again
    assert payments.balance(creator)["available"][0]["amount"] == 2_250
    with pytest.raises(PaymentRefused) as refused:
        payments.capture_intent(intent["id"], key(), 2_500)
    assert refused.value.code == "payment_intent_unexpected_state"


def test_a_decline_says_why_and_which_intent(owe: Any, key: Key):
    intent = owe(FAILS_LATER)
    with pytest.raises(PaymentDeclined) as declined:
        payments.confirm_intent(intent["id"], key(), off_session=True)
    found = declined.value
    assert (found.code, found.decline_code, found.payment_intent_id) == (
        "card_declined",
        "generic_decline",
        intent["id"],
    )
    assert (found.status, found.needs_authentication) == (422, False)


def test_a_bank_that_asks_for_its_customer_is_told_apart_and_leads_to_a_page(owe: Any, key: Key):
    intent = owe(ASKS)
    with pytest.raises(PaymentDeclined) as declined:
        payments.confirm_intent(intent["id"], key(), off_session=True)
    assert declined.value.needs_authentication
    assert declined.value.payment_intent_id == intent["id"]
    card, back = intent["payment_method"], "https://a.example/back"
    asked = payments.confirm_intent(intent["id"], key(), payment_method=card, off_session=False, return_url=back)
    assert asked["status"] == "requires_action"
    page = asked["next_action"]["redirect_to_url"]["url"]
    gone = requests.post(page, data={"act": "complete"}, allow_redirects=False, timeout=30)
    assert gone.headers["Location"].startswith(back)
    assert payments.find_intent(intent["id"])["status"] == "requires_capture"


def test_an_intent_is_given_up_once(owe: Any):
    intent = owe(VISA)
    assert payments.cancel_intent(intent["id"])["status"] == "canceled"
    with pytest.raises(PaymentRefused):
        payments.cancel_intent(intent["id"])


def test_a_refund_takes_back_from_the_creator_and_from_the_platform(bought: dict[str, Any], creator: str, key: Key):
    part = payments.refund(key(), bought["id"], 4_000, "17")
    assert part["metadata"] == {"deployment": config.DEPLOYMENT, "request": "17"}
    assert payments.balance(creator)["available"][0]["amount"] == 5_400
    charge = payments.find_charge(bought["latest_charge"]["id"])
    assert payments.find_fee(charge["application_fee"])["amount_refunded"] == 400
    assert payments.find_transfer(charge["transfer"])["amount_reversed"] == 4_000
    rest = payments.refund(key(), bought["id"], None, "18")
    assert (rest["amount"], payments.balance(creator)["available"][0]["amount"]) == (6_000, 0)
    assert [one["amount"] for one in payments.refunds_of(bought["id"])] == [6_000, 4_000]
    assert payments.find_refund(rest["id"])["status"] == "succeeded"


def test_two_equal_refunds_are_two_and_the_same_request_is_one(bought: dict[str, Any], key: Key):
    first = key()
    ids = {payments.refund(name, bought["id"], 1_000, name)["id"] for name in (first, first, key())}
    assert len(ids) == len(list(payments.refunds_of(bought["id"]))) == 2


def test_more_than_was_paid_is_not_refunded(bought: dict[str, Any], key: Key):
    with pytest.raises(PaymentRefused):
        payments.refund(key(), bought["id"], 10_001, "19")
    payments.refund(key(), bought["id"], None, "20")
    with pytest.raises(PaymentRefused) as refused:
        payments.refund(key(), bought["id"], None, "21")
    assert refused.value.code == "charge_already_refunded"


def test_a_sale_without_a_fee_is_refunded_too(stripe_here: Local, sale: dict[str, Any], creator: str, key: Key):
    session = payments.open_checkout(key(), **{**sale, "fee": 0})
    stripe_here.submit(stripe_here.client.checkout.sessions.retrieve(session["id"]))
    intent_id = payments.find_session(session["id"])["payment_intent"]
    assert payments.refund(key(), intent_id, None, "22", has_fee=False)["amount"] == 10_000
    assert sum(one["amount"] for one in payments.balance(creator)["available"]) == 0


def test_what_a_lost_dispute_cost_is_reversed_from_the_creator(
    stripe_here: Local, bought: dict[str, Any], creator: str, key: Key
):
    dispute = stripe_here.control("disputes", payment_intent=bought["id"])
    stripe_here.control("disputes/step", dispute=dispute["id"], step="lost")
    assert [one["status"] for one in payments.disputes_of(bought["id"])] == ["lost"]
    assert payments.find_dispute(dispute["id"])["amount"] == 10_000
    transfer = bought["latest_charge"]["transfer"]
    payments.reverse_transfer(key(), transfer, 9_000)
    assert payments.balance(creator)["available"][0]["amount"] == 0
    assert [one["amount"] for one in payments.reversals_of(transfer)] == [9_000]


def test_a_card_is_kept_with_a_customer_and_chosen(stripe_here: Local, key: Key):
    customer = payments.create_customer(key(), email=None, account_id="5")
    assert payments.row_in_metadata(customer["metadata"]) == ("account", "5")
    card = payments.attach_card(customer["id"], "pm_card_visa", key())
    assert card["customer"] == customer["id"]
    chosen = payments.set_default_card(customer["id"], card["id"])
    assert chosen["invoice_settings"]["default_payment_method"] == card["id"]


@pytest.mark.usefixtures("stripe_here")
def test_what_stripe_does_not_know_is_not_found():
    finders: list[Callable[[str], Any]] = [
        payments.find_intent,
        payments.find_setup_intent,
        payments.find_refund,
        payments.find_charge,
        payments.find_dispute,
        payments.find_transfer,
        payments.find_fee,
        payments.find_account,
        payments.find_subscription,
        payments.find_invoice,
    ]
    for find in finders:
        with pytest.raises(NotFound):
            find("xx_nobody")
