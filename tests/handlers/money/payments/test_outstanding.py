"""What a payment still needs is done at Stripe, once, and the clearing account ends at 0."""

from typing import Any

import pytest

from chalicelib.errors import PaymentRefused
from chalicelib.gateways import payments
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.services.money.payments import outstanding, snapshots
from chalicelib.services.money.payments.settlement import Observation, settle
from tests.kit.factories import make_account
from tests.kit.money.shop import Shop


@pytest.fixture
def bought(shop: Shop) -> Purchase:
    return shop.buy(make_account(), shop.open_post(1000))


def ask(purchase: Purchase, name: str, amount: int) -> None:
    """Ask for a refund; the keys at Stripe come from its name."""
    settle(str(purchase.payment_id), Observation(wanted={f"{name}:{purchase.id}": amount}))


# What Stripe takes of 10.00, and keeps.
FEE = 59
PAID = {"payers": -1000, "creator": 950, "platform": 50 - FEE, "stripe": FEE}


def test_a_refund_in_the_dashboard_that_leaves_the_creator_the_money_reverses_the_transfer(
    shop: Shop, bought: Purchase
):
    assert shop.book(bought) == PAID
    shop.local.control("refunds", payment_intent=bought.payment_id, reverse_transfer=False)
    shop.tell()
    assert shop.book(bought)["clearing"] == -1000
    shop.work()
    assert shop.book(bought) == {"creator": -50, "platform": 50 - FEE, "stripe": FEE}
    assert (shop.seller_balance(bought.seller_id), Purchase.find(bought.id).state) == (-50, "refunded")
    outstanding.resolve(str(bought.payment_id))
    assert shop.seller_balance(bought.seller_id) == -50


def test_a_refund_of_ours_takes_transfer_and_fee_with_it(shop: Shop, bought: Purchase):
    ask(bought, "r1", 400)
    shop.work()
    assert [(one["amount"], one["metadata"]["request"]) for one in shop.refunds(bought)] == [(400, f"r1:{bought.id}")]
    assert shop.book(bought) == {"payers": -600, "creator": 570, "platform": 30 - FEE, "stripe": FEE}
    assert shop.seller_balance(bought.seller_id) == 570
    assert shop.payment(bought).due is None


def test_a_payment_without_a_fee_is_refunded_too(shop: Shop, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("chalicelib.config.PLATFORM_FEE_BPS", 0)
    free = shop.buy(make_account(), shop.open_post(1000))
    ask(free, "r1", 1000)
    shop.work()
    assert shop.book(free) == {"platform": -FEE, "stripe": FEE}


def test_what_the_creator_cannot_pay_back_is_a_debt(shop: Shop, bought: Purchase, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: Any, **__: Any) -> Any:
        raise PaymentRefused("Insufficient funds in the connected account", "balance_insufficient")

    monkeypatch.setattr(payments, "reverse_transfer", refuse)
    shop.local.control("refunds", payment_intent=bought.payment_id, reverse_transfer=False)
    shop.tell()
    shop.work()
    assert shop.book(bought) == {"creator": 950, "owed": -1000, "platform": 50 - FEE, "stripe": FEE}
    assert shop.payment(bought).due is None


def test_a_reversal_that_was_made_in_the_meantime_is_no_debt(
    shop: Shop, bought: Purchase, monkeypatch: pytest.MonkeyPatch
):
    made = payments.reverse_transfer

    def lose(key: str, transfer_id: str, amount: int) -> Any:
        made("somebody-else", transfer_id, amount)
        raise PaymentRefused("The reversal is larger than what is left of the transfer.", "")

    monkeypatch.setattr(payments, "reverse_transfer", lose)
    shop.local.control("refunds", payment_intent=bought.payment_id, reverse_transfer=False)
    shop.tell()
    shop.work()
    assert "owed" not in shop.book(bought)
    assert "clearing" not in shop.book(bought)


def test_a_lost_dispute_is_reversed_from_the_creator(shop: Shop, bought: Purchase):
    dispute = shop.local.control("disputes", payment_intent=bought.payment_id)
    shop.work()
    assert (shop.seller_balance(bought.seller_id), shop.book(bought)["clearing"]) == (950, -1000)
    shop.local.control("disputes/step", dispute=dispute["id"], step="lost")
    shop.work()
    assert shop.seller_balance(bought.seller_id) == -50
    assert shop.book(bought) == {"creator": -50, "platform": 50 - FEE - 1500, "stripe": FEE + 1500}


def test_a_refund_that_fails_after_the_reversal_is_sent_to_the_creator_again(shop: Shop, bought: Purchase):
    shop.local.bought(100_000)  # The platform has money of its own.
    shop.local.control("settings", next_refund_is_pending=True)
    ask(bought, "r1", 1000)
    shop.work()
    assert (shop.seller_balance(bought.seller_id), Purchase.find(bought.id).state) == (0, "refunded")
    shop.local.control("refunds/settle", refund=shop.refunds(bought)[0]["id"], outcome="failed")
    shop.work()
    assert Purchase.find(bought.id).state == "paid", shop.payment(bought).known
    # The fee that was refunded is not taken a second time.
    assert shop.book(bought) == {"payers": -1000, "creator": 1000, "platform": -FEE, "stripe": FEE}
    assert shop.seller_balance(bought.seller_id) == 1000
    shop.local.control("clock", advance=25 * 3600)
    outstanding.resolve(str(bought.payment_id))
    assert shop.seller_balance(bought.seller_id) == 1000


def test_money_that_was_sent_again_can_be_refunded_and_ends_settled(shop: Shop, bought: Purchase):
    shop.local.bought(100_000)  # The platform has money of its own.
    shop.local.control("settings", next_refund_is_pending=True)
    ask(bought, "r1", 1000)
    shop.work()
    shop.local.control("refunds/settle", refund=shop.refunds(bought)[0]["id"], outcome="failed")
    shop.work()
    ask(bought, "r2", 1000)
    shop.work()
    assert sum(one["amount"] for one in shop.refunds(bought)) == 1000
    assert shop.book(bought) == {"platform": -FEE, "stripe": FEE}
    assert shop.seller_balance(bought.seller_id) == 0


def test_learning_alone_finds_refunds_disputes_and_what_was_sent_again(shop: Shop, bought: Purchase):
    shop.local.bought(100_000)  # The platform has money of its own.
    known = shop.payment(bought).facts
    dispute = shop.local.control("disputes", payment_intent=bought.payment_id, amount=300)
    payments.create_transfer("again", 100, "usd", _account(bought), str(bought.payment_id))
    learned = snapshots.refresh(str(bought.payment_id)).facts
    assert learned.disputes[dispute["id"]][2] == "needs_response"
    assert list(learned.returned.values()) == [100]
    assert learned.merge(known) == learned
    assert isinstance(learned, Facts)
    assert Payment.read(str(bought.payment_id)).facts == learned


def _account(purchase: Purchase) -> str:
    return str(Seller.find(purchase.seller_id).stripe_account_id)
