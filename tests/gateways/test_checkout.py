"""Checkout Sessions as our gateway opens them."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib import config
from chalicelib.errors import NotFound, PaymentRefused
from chalicelib.gateways import payments
from tests.gateways.conftest import PAGES
from tests.local_stripe.running import Local

Key = Callable[[], str]
OURS = {"deployment": config.DEPLOYMENT, "kind": "purchase", "id": "42"}


def pay(local: Local, session: dict[str, Any]) -> dict[str, Any]:
    """Walk through the page, and return the session afterwards."""
    assert local.submit(local.client.checkout.sessions.retrieve(session["id"])).status_code == 303
    return payments.find_session(session["id"])


def test_a_sale_pays_the_creator_less_the_fee_and_carries_whose_it_is(bought: dict[str, Any], creator: str):
    assert (bought["status"], bought["amount_received"], bought["application_fee_amount"]) == (
        "succeeded",
        10_000,
        1_000,
    )
    assert bought["transfer_data"]["destination"] == creator
    assert bought["metadata"] == OURS
    assert payments.balance(creator)["available"][0]["amount"] == 9_000


def test_what_comes_back_is_plain_to_the_last_leaf(bought: dict[str, Any]):
    assert json.loads(json.dumps(bought)) == bought
    assert type(bought["latest_charge"]) is dict


def test_a_session_names_its_order_three_times(stripe_here: Local, sale: dict[str, Any], key: Key):
    session = payments.open_checkout(key(), **sale, email="fan@example.com", extra={"post": "9"})
    assert (session["client_reference_id"], session["customer_email"]) == ("42", "fan@example.com")
    assert session["metadata"] == {**OURS, "post": "9"}
    done = pay(stripe_here, session)
    assert payments.find_intent(done["payment_intent"])["metadata"] == {**OURS, "post": "9"}


def test_a_fee_of_nothing_is_not_sent(stripe_here: Local, sale: dict[str, Any], key: Key):
    session = payments.open_checkout(key(), **{**sale, "fee": 0})
    intent = payments.find_intent(pay(stripe_here, session)["payment_intent"])
    assert intent["application_fee_amount"] is None


def test_the_same_key_opens_the_same_session(sale: dict[str, Any], key: Key):
    first = key()
    assert payments.open_checkout(first, **sale)["id"] == payments.open_checkout(first, **sale)["id"]
    assert payments.open_checkout(key(), **sale)["id"] != payments.open_checkout(first, **sale)["id"]


def test_a_key_that_comes_back_with_another_amount_is_refused(sale: dict[str, Any], key: Key):
    first = key()
    payments.open_checkout(first, **sale)
    with pytest.raises(PaymentRefused) as refused:
        payments.open_checkout(first, **{**sale, "amount": 9_999})
    assert refused.value.code == "idempotency_error"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"amount": 49}, "amount_too_small"),
        ({"amount": 100_000_000}, "amount_too_large"),
        ({"destination": "acct_nobody"}, "resource_missing"),
    ],
)
def test_what_stripe_does_not_sell_is_refused(sale: dict[str, Any], key: Key, wrong: dict[str, Any], code: str):
    with pytest.raises((PaymentRefused, NotFound)) as refused:
        payments.open_checkout(key(), **{**sale, **wrong})
    assert refused.value.status in {404, 422}
    assert getattr(refused.value, "code", "resource_missing") == code


def test_a_card_is_saved_for_later_and_nothing_is_charged(stripe_here: Local, key: Key):
    customer = payments.create_customer(key(), email="fan@example.com", account_id="5")["id"]
    session = payments.open_setup(key(), kind="pledge", order_id="8", currency="usd", customer=customer, **PAGES)
    saved = payments.find_setup_intent(pay(stripe_here, session)["setup_intent"])
    assert (saved["status"], saved["usage"], saved["customer"]) == ("succeeded", "off_session", customer)
    assert saved["metadata"] == {"deployment": config.DEPLOYMENT, "kind": "pledge", "id": "8"}
    assert saved["payment_method"].startswith("pm_")
    assert list(payments.intents_of(customer)) == []


def test_a_session_ends_once(sale: dict[str, Any], key: Key):
    session = payments.open_checkout(key(), **sale)
    assert payments.expire_session(session["id"])["status"] == "expired"
    with pytest.raises(PaymentRefused):
        payments.expire_session(session["id"])


@pytest.mark.usefixtures("stripe_here")
@pytest.mark.parametrize("guessed", ["cs_guessed", "", "../customers", "a b", "cs_\u0660", "c" * 256])
def test_a_guessed_session_is_not_found(guessed: str):
    with pytest.raises(NotFound):
        payments.find_session(guessed)


@pytest.mark.parametrize(
    ("metadata", "owner"),
    [
        (OURS, ("purchase", "42")),
        ({**OURS, "deployment": "another"}, None),
        ({"kind": "purchase", "id": "42"}, None),
        ({"deployment": config.DEPLOYMENT}, None),
        ({}, None),
        (None, None),
    ],
)
def test_only_what_this_deployment_made_has_an_owner(metadata: Any, owner: Any):
    assert payments.row_in_metadata(metadata) == owner


@pytest.mark.parametrize(
    ("bps", "percent"), [(0, None), (5, "0.05"), (500, "5.00"), (1_250, "12.50"), (10_000, "100.00")]
)
def test_a_percentage_is_written_without_a_float(bps: int, percent: str | None):
    assert payments.checkout.percent(bps) == percent
