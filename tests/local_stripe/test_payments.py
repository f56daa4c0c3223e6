"""Charging a saved card when nobody is there, and the amounts that can be charged."""

from typing import Any

import pytest
import requests
import stripe

from tests.local_stripe.running import ASKS, DECLINED, FAILS_LATER, Local


def charge(local: Local, customer: str, card: str, **more: Any) -> Any:
    wanted = {"amount": 2_500, "currency": "usd", "customer": customer, "payment_method": card}
    return local.client.payment_intents.create({**wanted, "off_session": True, "confirm": True, **more})


def test_a_card_saved_by_checkout_is_charged_off_session(local: Local):
    paid = charge(local, *local.saved(), expand=["latest_charge"])
    assert (paid.status, paid.amount_received, paid.latest_charge.paid) == ("succeeded", 2_500, True)
    assert local.told(paid.id) == ["payment_intent.created", "payment_intent.succeeded"]


def test_a_card_that_fails_later_can_be_saved_and_is_declined_when_charged(local: Local):
    with pytest.raises(stripe.CardError) as caught:
        charge(local, *local.saved(FAILS_LATER))
    error: Any = caught.value.error
    assert (caught.value.http_status, caught.value.code, error.decline_code) == (
        402,
        "card_declined",
        "generic_decline",
    )
    kept = local.client.payment_intents.retrieve(error.payment_intent.id)
    assert (kept.status, kept.last_payment_error.decline_code) == ("requires_payment_method", "generic_decline")


def test_an_authentication_that_nobody_can_give_is_given_later_on_the_banks_page(local: Local):
    customer, card = local.saved(ASKS)
    with pytest.raises(stripe.CardError) as caught:
        charge(local, customer, card)
    assert caught.value.code == "authentication_required"
    intent_id = caught.value.error.payment_intent.id  # type: ignore[union-attr]
    back = {"payment_method": card, "return_url": "https://a.example/back"}
    asked = local.client.payment_intents.confirm(intent_id, back)
    assert asked.status == "requires_action"
    page = asked.next_action.redirect_to_url.url
    gone = requests.post(page, data={"act": "complete"}, allow_redirects=False, timeout=30)
    assert gone.headers["Location"].startswith(f"https://a.example/back?payment_intent={intent_id}&")
    assert local.client.payment_intents.retrieve(intent_id).status == "succeeded"


def test_the_banks_page_is_closed_to_who_does_not_know_the_secret(local: Local):
    customer, card = local.saved(ASKS)
    wanted = {"amount": 500, "currency": "usd", "customer": customer, "payment_method": card, "confirm": True}
    asked = local.client.payment_intents.create(wanted)
    page = asked.next_action.redirect_to_url.url.split("?")[0]
    assert requests.post(page, data={"act": "complete"}, timeout=30).status_code == 404
    assert local.client.payment_intents.retrieve(asked.id).status == "requires_action"


def test_a_declined_card_cannot_be_saved(local: Local):
    session = local.open("setup")
    assert local.submit(session, DECLINED).status_code == 402
    assert local.again(session, "setup_intent").setup_intent.last_setup_error.code == "card_declined"


def test_somebody_elses_card_is_not_charged(local: Local):
    _, card = local.saved()
    stranger = local.client.customers.create({})
    with pytest.raises(stripe.InvalidRequestError):
        charge(local, stranger.id, card)


def test_a_payment_that_succeeded_is_neither_confirmed_again_nor_canceled(local: Local):
    paid = charge(local, *local.saved())
    for again in (local.client.payment_intents.confirm, local.client.payment_intents.cancel):
        with pytest.raises(stripe.InvalidRequestError) as caught:
            again(paid.id)
        assert caught.value.code in {"payment_intent_unexpected_state"}


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        *((50, "usd"), (500, "jpy"), (18_600, "kwd"), (50_000, "isk"), (100_000, "ugx"), (99_999_999, "eur")),
        *((999_999_999_999, "idr"), (9_999_999_999, "cop"), (999_999_999, "inr")),
    ],
)
def test_amounts_are_whole_numbers_of_the_smallest_unit(local: Local, amount: int, currency: str):
    made = local.client.payment_intents.create({"amount": amount, "currency": currency})
    assert (made.amount, made.currency) == (amount, currency)


@pytest.mark.parametrize(
    ("amount", "currency", "code"),
    [
        (49, "usd", "amount_too_small"),
        (0, "usd", "parameter_invalid_integer"),
        (-5, "usd", "parameter_invalid_integer"),
        (100_000_000, "usd", "amount_too_large"),
        (1_000_000_000, "inr", "amount_too_large"),
        (18_605, "kwd", "parameter_invalid_integer"),
        (50_050, "isk", "parameter_invalid_integer"),
        ("12.50", "usd", "parameter_invalid_integer"),
        (500, "zzz", None),
    ],
)
def test_an_amount_that_cannot_be_charged_is_refused(local: Local, amount: Any, currency: str, code: str | None):
    with pytest.raises(stripe.InvalidRequestError) as caught:
        local.client.payment_intents.create({"amount": amount, "currency": currency})
    assert (caught.value.http_status, caught.value.code) == (400, code)


def test_a_card_that_was_saved_for_nobody_cannot_be_charged_later(local: Local):
    session = local.open("setup")
    assert local.submit(session).status_code == 303
    card = local.again(session, "setup_intent").setup_intent.payment_method
    customer = local.client.customers.create({})
    with pytest.raises(stripe.InvalidRequestError, match="may not be used again"):
        charge(local, customer.id, card)
