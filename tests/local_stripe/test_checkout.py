"""A person at the Checkout page."""

from typing import Any

import pytest
import requests
import stripe

from tests.local_stripe.running import ASKS, BROKE, DECLINED, Local


def test_the_page_says_what_is_bought_and_needs_no_script(local: Local):
    page = requests.get(local.open(amount=123_456).url, timeout=30).text
    assert "A &lt;photo&gt;" in page
    assert "1234.56 USD" in page
    assert "<script" not in page
    for field in ("email", "card"):
        assert f'<label for="{field}">' in page


def test_paying_completes_the_session_and_goes_to_the_sellers_page(local: Local):
    session = local.open(
        metadata={"_ours": "1"}, client_reference_id="me", payment_intent_data={"metadata": {"pledge": "p1"}}
    )
    answer = local.submit(session)
    assert answer.headers["Location"] == f"https://a.example/ok?s={session.id}"
    paid = local.again(session, "payment_intent.latest_charge.balance_transaction", "line_items")
    assert (paid.status, paid.payment_status, paid.client_reference_id) == ("complete", "paid", "me")
    assert paid.metadata["_ours"] == "1"
    assert paid.payment_intent.metadata.to_dict() == {"pledge": "p1"}
    assert paid.payment_intent.latest_charge.balance_transaction.net == 2_500 - 102
    assert paid.line_items.data[0].amount_total == 2_500
    assert paid.customer_details.email == "fan@example.com"
    assert local.told(session.id) == ["checkout.session.completed"]


def test_metadata_of_the_session_is_not_copied_to_the_payment(local: Local):
    assert local.bought(metadata={"pledge": "p1"}).payment_intent.metadata.to_dict() == {}


@pytest.mark.parametrize(("card", "code"), [(DECLINED, "generic_decline"), (BROKE, "insufficient_funds")])
def test_a_declined_card_leaves_the_session_open_for_another(local: Local, card: str, code: str):
    session = local.open()
    refused = local.submit(session, card)
    assert refused.status_code == 402
    assert 'role="alert"' in refused.text
    tried = local.again(session, "payment_intent")
    assert (tried.status, tried.payment_intent.last_payment_error.decline_code) == ("open", code)
    assert local.submit(session).status_code == 303
    paid = local.again(session)
    assert (paid.payment_status, paid.payment_intent) == ("paid", tried.payment_intent.id)


def test_a_card_that_asks_for_authentication_is_paid_only_when_it_is_completed(local: Local):
    session = local.open()
    bank = local.url + local.submit(session, ASKS).headers["Location"]
    assert "Complete authentication" in requests.get(bank, timeout=30).text
    assert local.again(session, "payment_intent").payment_intent.status == "requires_action"
    failed = requests.post(bank, data={"act": "fail"}, allow_redirects=False, timeout=30)
    assert failed.status_code == 402
    assert local.again(session).payment_status == "unpaid"
    local.submit(session, ASKS)
    requests.post(bank, data={"act": "complete"}, allow_redirects=False, timeout=30)
    assert local.again(session).payment_status == "paid"


def test_leaving_goes_to_the_cancel_url_and_pays_nothing(local: Local):
    session = local.open()
    assert local.submit(session, act="leave").headers["Location"] == "https://a.example/no"
    assert local.again(session).status == "open"


def test_a_session_is_paid_once_however_often_its_form_is_sent(local: Local):
    session = local.open()
    assert [local.submit(session).status_code for _ in range(3)] == [303, 400, 400]
    charges = local.client.charges.list({"payment_intent": local.again(session).payment_intent})
    assert len(charges.data) == 1


@pytest.mark.parametrize(("outcome", "status"), [("succeeded", "paid"), ("failed", "unpaid")])
def test_a_bank_completes_the_session_unpaid_and_settles_later(local: Local, outcome: str, status: str):
    session = local.open()
    local.submit(session, act="bank")
    waiting = local.again(session, "payment_intent")
    assert (waiting.status, waiting.payment_status) == ("complete", "unpaid")
    assert waiting.payment_intent.status == "processing"
    local.control("sessions/settle", session=session.id, outcome=outcome)
    assert local.again(session).payment_status == status
    assert local.told(session.id) == ["checkout.session.completed", f"checkout.session.async_payment_{outcome}"]


def test_an_expired_session_cannot_be_paid(local: Local):
    session = local.open()
    local.client.checkout.sessions.expire(session.id)
    assert local.submit(session).status_code == 400
    assert local.told(session.id) == ["checkout.session.expired"]


def test_a_session_expires_when_the_clock_passes_its_end(local: Local):
    session = local.open()
    local.control("clock", to=session.expires_at - 5)
    assert local.again(session).status == "open"
    local.control("clock", advance=10)
    assert local.again(session).status == "expired"


@pytest.mark.parametrize(
    ("wrong", "param"),
    [
        ({"payment_method_types": ["card"]}, "payment_method_types"),
        ({"expires_at": 5}, "expires_at"),
        ({"subscription_data": {"metadata": {}, "trial_period_days": 3}}, "subscription_data"),
        ({"success_url": ""}, "success_url"),
        ({"mode": "gift"}, "mode"),
        ({"payment_intent_data": {"application_fee_amount": 5}}, "application_fee_amount"),
        ({"payment_intent_data": {"nonsense": 5}}, "payment_intent_data[nonsense]"),
    ],
)
def test_what_stripe_refuses_is_refused_by_the_same_name(local: Local, wrong: dict[str, Any], param: str):
    with pytest.raises(stripe.InvalidRequestError) as caught:
        local.open(**wrong)
    assert (caught.value.http_status, caught.value.param) == (400, param)
