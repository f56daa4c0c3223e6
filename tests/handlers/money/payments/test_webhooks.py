"""The door through which Stripe speaks: what it signed is taken, and nothing else."""

import json
import random
from typing import Any

import pytest
import requests

from chalicelib.gateways.payments import metadata_of
from chalicelib.models.money.creators.ledger import Balance, Entry
from chalicelib.models.money.grants import Grant, post_key
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.services.money.payments import events, webhooks
from chalicelib.services.money.payments.actions import ACTIONS
from infra.tables import tables
from tests.gateways.test_hostile_events import HOSTILE
from tests.kit.client import Client
from tests.kit.events import drop_events
from tests.kit.factories import make_account
from tests.kit.money.stripe_objects import (
    charge,
    deliver,
    event,
    intent,
    make_paid_post,
    make_purchase,
    send,
    session,
    signature,
)
from tests.kit.recorder import record_calls


def post(body: bytes, header: str) -> requests.Response:
    return Client().post("/webhooks/stripe", data=body, headers={"Stripe-Signature": header})


def number_of_rows() -> int:
    return sum(len(list(model.scan())) for model in tables())


def test_a_thousand_hostile_webhooks_are_refused_and_leave_nothing_behind():
    chance = random.Random(1)
    drop_events()
    before = number_of_rows()
    sent = 0
    while sent < 1_000:
        body, header = HOSTILE[sent % len(HOSTILE)](chance)
        if any(ord(letter) > 255 or letter in "\r\n" for letter in header):
            continue  # No HTTP client can send these.
        answer = post(body, header)
        assert (answer.status_code, "error" in answer.json()) == (400, True), (body, header)
        sent += 1
    assert (number_of_rows(), drop_events()) == (before, 0)


@pytest.mark.parametrize("secret", ["whsec_test", "whsec_before"])
def test_both_secrets_are_good_while_one_replaces_the_other(secret: str):
    purchase = make_purchase()
    assert send(event("checkout.session.completed", session(purchase)), secret).status_code == 200


@pytest.mark.parametrize("change", [{"livemode": True}, {"api_version": "2020-08-27"}, {"api_version": None}])
def test_an_event_of_the_other_mode_or_of_another_version_is_refused(change: dict[str, Any]):
    purchase = make_purchase()
    assert send(event("checkout.session.completed", session(purchase), **change)).status_code == 400
    assert list(StripeEvent.scan()) == []


def test_an_event_that_is_too_large_is_refused():
    body = json.dumps(event("charge.succeeded", {"id": "ch_1", "object": "charge", "x": "x" * 300_000})).encode()
    assert post(body, signature(body)).status_code == 413


def test_a_webhook_is_answered_after_two_trips(monkeypatch: pytest.MonkeyPatch):
    purchase = make_purchase()
    send(event("checkout.session.completed", session(purchase)))
    calls = record_calls(monkeypatch)
    send(event("checkout.session.completed", session(purchase)))
    assert [name for name, _ in calls] == ["TransactWriteItems", "SendMessage"]
    calls.clear()
    send(event("refund.created", {"id": "re_1", "object": "refund", "metadata": {}}))
    assert [name for name, _ in calls] == ["PutItem", "SendMessage"]


def test_an_event_that_was_stored_and_whose_message_was_lost_is_queued_again_when_it_comes_again():
    purchase = make_purchase()
    told = event("checkout.session.completed", session(purchase))
    send(told)
    drop_events()
    deliver(told)
    assert Purchase.find(purchase.id).state == "paid"


def test_an_event_that_was_applied_is_not_queued_again(monkeypatch: pytest.MonkeyPatch):
    told = event("checkout.session.completed", session(make_purchase()))
    deliver(told)
    calls = record_calls(monkeypatch)
    assert send(told).status_code == 200
    assert "SendMessage" not in [name for name, _ in calls]


@pytest.mark.parametrize(
    ("amount", "currency"), [(500, "jpy"), (18_600, "kwd"), (50_000, "isk"), (100_000, "ugx"), (99_999_999, "usd")]
)
def test_amounts_are_minor_units_of_every_currency(amount: int, currency: str):
    purchase = make_purchase(post=make_paid_post(make_account(), amount, currency))
    deliver(event("checkout.session.completed", session(purchase)), event("charge.succeeded", charge(purchase)))
    fee = amount // 20
    [balance] = Balance.of(purchase.seller_id)
    assert (balance.currency, balance.amounts()) == (
        currency,
        {"payers": -amount, "creator": amount - fee, "platform": fee},
    )


def test_a_payment_under_another_e_mail_is_its_buyer_s_all_the_same():
    purchase = make_purchase()
    wallet = session(purchase, customer_details={"email": "somebody-else@example.com"})
    deliver(event("checkout.session.completed", wallet))
    assert Grant.among([(purchase.buyer_id, post_key(purchase.subject_id))])


def test_a_product_of_another_app_on_the_same_account_has_no_effect():
    purchase = make_purchase()
    theirs = {"order": "17"}
    strangers = [
        event("checkout.session.completed", session(purchase, metadata=theirs)),
        event("payment_intent.succeeded", intent(purchase, metadata=theirs)),
        event("charge.succeeded", charge(purchase, metadata=theirs)),
        event("charge.refunded", charge(purchase, 500, metadata=theirs)),
        event("payment_intent.succeeded", intent(purchase, metadata=metadata_of("cake", "17"))),
    ]
    deliver(*strangers)
    assert Purchase.find(purchase.id).state == "pending"
    assert (list(Entry.scan_all()), list(Balance.scan()), list(Grant.scan())) == ([], [], [])
    assert all(row.is_applied for row in StripeEvent.scan())


def test_an_event_that_cannot_be_applied_stays_to_be_applied():
    told = event("transfer.reversed", {"id": "tr_1", "object": "transfer", "metadata": {}})
    send(told)
    with pytest.raises(KeyError):
        events.apply(told["id"])
    assert not StripeEvent.find(told["id"]).is_applied
    assert list(StripeEvent.unapplied_ids(2**40, 10)) == [told["id"]]


def test_facts_that_came_first_wait_for_their_payment():
    purchase = make_purchase()
    stray = {"id": "re_1", "object": "refund", "amount": 500, "status": "succeeded", "metadata": {}}
    deliver(event("refund.created", {**stray, "payment_intent": f"pi_{purchase.id}"}))
    parked = Payment.read(f"pi_{purchase.id}")
    assert (parked.kind or "", parked.counted) == ("", 0)
    assert parked.expires_at is not None
    deliver(event("payment_intent.succeeded", intent(purchase)))
    assert Purchase.find(purchase.id).state == "refunded"
    assert Payment.read(f"pi_{purchase.id}").expires_at is None


def test_the_door_takes_the_types_that_have_an_action():
    assert set(ACTIONS) == set(webhooks.TYPES)
