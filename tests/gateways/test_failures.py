"""Every way in which Stripe can fail us, and what our callers meet."""

import json
import logging
from typing import Any

import pytest
import requests
import stripe

from chalicelib import config
from chalicelib.errors import NotFound, PaymentDeclined, PaymentRefused, PaymentsUnavailable
from chalicelib.gateways import payments
from chalicelib.gateways.payments import client, lists, transport
from tests.local.running import free_port
from tests.local_stripe.running import Local


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the package retry at once."""
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0.01)
    monkeypatch.setattr(stripe.HTTPClient, "MAX_DELAY", 0.01)


def test_one_bad_answer_is_tried_again_with_the_same_key(stripe_here: Local, sale: dict[str, Any], key: Any):
    for kind in ("500", "500_after", "lost"):
        stripe_here.control("faults", kind=kind, method="POST", path="/v1/checkout/sessions", times=1)
        opened = payments.open_checkout(key(), **sale)
        assert opened["status"] == "open"
    assert len({one["id"] for one in lists.sessions(opened["created"] - 60) if one["client_reference_id"]}) >= 3


# The package asks again after a 500, and not after a 429: what is left over would meet another test.
@pytest.mark.parametrize(("kind", "times"), [("500", 3), ("429", 1)])
def test_a_stripe_that_stays_broken_is_unavailable(stripe_here: Local, kind: str, times: int):
    stripe_here.control("faults", kind=kind, method="GET", path="/v1/balance", times=times)
    with pytest.raises(PaymentsUnavailable) as failed:
        payments.balance("")
    assert failed.value.status == 503


def test_a_stripe_that_takes_its_time_is_unavailable(stripe_here: Local, settings: pytest.MonkeyPatch):
    settings.setattr(client, "TIMEOUT_SECONDS", 0.2)
    stripe_here.control("faults", kind="timeout", method="GET", path="/v1/payment_intents", times=3, seconds=1)
    with pytest.raises(PaymentsUnavailable) as failed:
        payments.find_intent("pi_1")
    # Whoever waits longer sees the connection closed without an answer instead.
    told = failed.value.__cause__
    assert told is not None
    assert isinstance(told.__cause__ or told.__context__, requests.ReadTimeout)


def test_all_tries_fit_into_the_time_that_api_gateway_gives():
    # The package waits half a second before its second try and one before its third.
    assert client.TIMEOUT_SECONDS * (client.MAX_RETRIES + 1) + 1.5 < 29


def test_a_stripe_that_is_not_there_is_unavailable(settings: pytest.MonkeyPatch):
    settings.setattr(config, "STRIPE_URL", f"http://localhost:{free_port()}")
    with pytest.raises(PaymentsUnavailable):
        payments.find_intent("pi_1")
    with pytest.raises(PaymentsUnavailable):
        list(lists.refunds(0))


def test_a_wrong_key_is_our_trouble_and_is_logged_without_it(
    stripe_here: Local, settings: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    settings.setattr(config, "STRIPE_API_KEY", "sk_test_of_somebody_else")
    client.reset()
    with caplog.at_level(logging.ERROR), pytest.raises(PaymentsUnavailable):
        payments.find_intent("pi_1")
    assert "AuthenticationError 401" in caplog.text
    assert "somebody" not in caplog.text


def test_an_account_that_is_not_ours_is_our_trouble(stripe_here: Local):
    with pytest.raises(PaymentsUnavailable):
        payments.balance("acct_of_somebody_else")


def test_without_a_key_nothing_is_asked(settings: pytest.MonkeyPatch):
    settings.setattr(config, "STRIPE_API_KEY", "")
    with pytest.raises(PaymentsUnavailable):
        payments.find_intent("pi_1")


ERRORS: list[tuple[int, dict[str, Any], type[Exception]]] = [
    (402, {"type": "card_error", "code": "card_declined", "decline_code": "lost_card"}, PaymentDeclined),
    (402, {"type": "card_error"}, PaymentDeclined),
    (404, {"type": "invalid_request_error", "code": "resource_missing"}, NotFound),
    (404, {"type": "invalid_request_error"}, PaymentRefused),
    (400, {"type": "invalid_request_error", "code": "resource_missing", "param": "customer"}, PaymentRefused),
    (400, {"type": "invalid_request_error", "code": "amount_too_small"}, PaymentRefused),
    (400, {"type": "idempotency_error"}, PaymentRefused),
    (400, {"type": "invalid_request_error", "code": "rate_limit"}, PaymentsUnavailable),
    (401, {"type": "invalid_request_error"}, PaymentsUnavailable),
    (403, {"type": "invalid_request_error"}, PaymentsUnavailable),
    (409, {"type": "idempotency_error", "code": "idempotency_key_in_use"}, PaymentsUnavailable),
    (429, {"type": "invalid_request_error", "code": "lock_timeout"}, PaymentsUnavailable),
    (500, {"type": "api_error"}, PaymentsUnavailable),
    (503, {}, PaymentsUnavailable),
    (418, {}, PaymentsUnavailable),
]


class Answering(stripe.RequestsClient):
    """A connection on which every call gets one answer."""

    def __init__(self, status: int, body: str) -> None:
        super().__init__()
        self.answer = status, body

    def request(self, *_: Any, **__: Any) -> Any:
        status, body = self.answer
        return body, status, {}


def asked(monkeypatch: pytest.MonkeyPatch, status: int, body: str) -> Any:
    answering = Answering(status, body)
    monkeypatch.setattr(transport, "make", lambda _: answering)
    return payments.find_intent("pi_1")


@pytest.mark.parametrize(("status", "error", "ours"), ERRORS)
def test_each_of_stripes_errors_is_one_of_ours(
    monkeypatch: pytest.MonkeyPatch, status: int, error: dict[str, Any], ours: type[Exception]
):
    body = json.dumps({"error": {"message": "Because.", **error}})
    with pytest.raises(ours) as failed:
        asked(monkeypatch, status, body)
    assert type(failed.value) is ours
    if ours in {PaymentRefused, PaymentDeclined}:
        assert str(failed.value) == "Because."


@pytest.mark.parametrize("body", ["", "<html>", "[]", "null", '{"error": null}', '{"error": "text"}'])
@pytest.mark.parametrize("status", [400, 402, 404, 500, 502])
def test_an_answer_that_is_no_answer_is_unavailable(monkeypatch: pytest.MonkeyPatch, status: int, body: str):
    with pytest.raises(PaymentsUnavailable):
        asked(monkeypatch, status, body)


@pytest.mark.parametrize("body", ["", "<html>", "[]", "null"])
def test_a_success_that_cannot_be_read_is_unavailable(monkeypatch: pytest.MonkeyPatch, body: str):
    with pytest.raises(PaymentsUnavailable):
        asked(monkeypatch, 200, body)
