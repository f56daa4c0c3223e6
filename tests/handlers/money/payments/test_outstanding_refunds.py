"""Refunds that were asked for are made once, whatever happens on the way to Stripe and back."""

from typing import Any

import pytest

from chalicelib.errors import PaymentRefused, RossgramError
from chalicelib.gateways import payments
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.services.money.payments import outstanding
from chalicelib.services.money.payments.settlement import Observation, settle
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account
from tests.kit.money.shop import Shop


@pytest.fixture
def bought(shop: Shop) -> Purchase:
    return shop.buy(make_account(), shop.open_post(1000))


def ask(purchase: Purchase, name: str, amount: int) -> None:
    """Ask for a refund; the keys at Stripe come from its name."""
    settle(str(purchase.payment_id), Observation(wanted={f"{name}:{purchase.id}": amount}))


@pytest.mark.parametrize("kind", ["lost", "500_after", "500"])
@pytest.mark.parametrize("path", ["/v1/refunds", "/v1/transfers"])
def test_a_call_whose_answer_is_lost_is_made_once(shop: Shop, bought: Purchase, kind: str, path: str):
    if path == "/v1/refunds":
        ask(bought, "r1", 400)
    else:
        shop.local.control("refunds", payment_intent=bought.payment_id, amount=400, reverse_transfer=False)
        shop.tell()
    drop_events()
    shop.local.control("faults", kind=kind, path=path, times=3)
    for _ in range(4):
        _try(str(bought.payment_id))
    shop.local.control("clock", advance=25 * 3600)
    _try(str(bought.payment_id))
    shop.work()
    assert [one["amount"] for one in shop.refunds(bought)] == [400]
    assert payments.find_transfer(str(shop.payment(bought).transfer_id))["amount_reversed"] == 400
    assert shop.book(bought)["payers"] == -600
    assert "clearing" not in shop.book(bought)


def _try(payment_id: str) -> None:
    try:
        outstanding.resolve(payment_id)
    except RossgramError:
        return


def test_our_own_refund_racing_its_webhook_is_recorded_once(shop: Shop, bought: Purchase):
    ask(bought, "r1", 400)
    real, told = payments.refund, []

    def slow(*given: Any, **named: Any) -> Any:
        made = real(*given, **named)
        told.extend(shop.tell())  # Its webhook is here before the answer.
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(payments, "refund", slow)
        deliver_events("refunds")
    assert "refund.created" in told
    shop.work()
    assert [one["amount"] for one in shop.refunds(bought)] == [400]
    assert shop.payment(bought).facts.refunded == 400
    assert shop.book(bought)["payers"] == -600


def test_two_workers_that_saw_nothing_make_one_refund(shop: Shop, bought: Purchase):
    ask(bought, "r1", 400)
    drop_events()
    real, payment_id = payments.refund, str(bought.payment_id)

    def wait(*given: Any, **named: Any) -> Any:
        patch.setattr(payments, "refund", real)
        outstanding.resolve(payment_id)  # Another one is at it, and done before.
        return real(*given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(payments, "refund", wait)
        outstanding.resolve(payment_id)
    shop.work()
    assert [one["amount"] for one in shop.refunds(bought)] == [400]


def test_a_request_of_which_the_dashboard_left_nothing_is_void(shop: Shop, bought: Purchase):
    shop.local.control("refunds", payment_intent=bought.payment_id, reverse_transfer=True)
    ask(bought, "r1", 400)
    shop.work()
    row = shop.payment(bought)
    assert (row.facts.requests[f"r1:{bought.id}"], len(shop.refunds(bought))) == ([""], 1)
    assert row.due is None


def test_a_refusal_is_tried_again_until_the_reason_is_gone(
    shop: Shop, bought: Purchase, monkeypatch: pytest.MonkeyPatch
):
    ask(bought, "r1", 400)

    def refuse(*_: Any, **__: Any) -> Any:
        raise PaymentRefused("No", "")

    with monkeypatch.context() as patch:
        patch.setattr(payments, "refund", refuse)
        with pytest.raises(PaymentRefused):
            outstanding.resolve(str(bought.payment_id))
    assert shop.payment(bought).due == "due"
    shop.work()
    assert [one["amount"] for one in shop.refunds(bought)] == [400]


def test_a_creator_without_funds_does_not_keep_the_payer_waiting(
    shop: Shop, bought: Purchase, monkeypatch: pytest.MonkeyPatch
):
    real = payments.refund

    def poor(*given: Any, **named: Any) -> Any:
        if named.get("from_creator", True):
            raise PaymentRefused("Insufficient funds", "balance_insufficient")
        return real(*given, **named)

    def refuse(*_: Any, **__: Any) -> Any:
        raise PaymentRefused("Insufficient funds", "balance_insufficient")

    monkeypatch.setattr(payments, "refund", poor)
    monkeypatch.setattr(payments, "reverse_transfer", refuse)
    ask(bought, "r1", 1000)
    shop.work()
    assert [one["amount"] for one in shop.refunds(bought)] == [1000]
    assert shop.book(bought)["owed"] == -1000
    assert "clearing" not in shop.book(bought)


def test_a_request_waits_for_an_open_dispute_and_ends_with_a_lost_one(shop: Shop, bought: Purchase):
    dispute = shop.local.control("disputes", payment_intent=bought.payment_id)
    ask(bought, "r1", 400)
    shop.work()
    assert shop.refunds(bought) == []
    assert shop.payment(bought).due == "due"
    shop.local.control("disputes/step", dispute=dispute["id"], step="lost")
    shop.work()
    assert shop.payment(bought).facts.requests[f"r1:{bought.id}"] == [""]
    assert shop.refunds(bought) == []
    assert shop.payment(bought).due is None
