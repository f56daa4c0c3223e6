"""What Stripe takes of each payment is in the books, once, whenever and in whatever currency it is told."""

from typing import Any

import pytest

from chalicelib.errors import PaymentsUnavailable
from chalicelib.gateways import payments
from chalicelib.models import base
from chalicelib.models.money.creators.ledger import Balance, BookPage, Entry
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.services.money.audit.replay import replay
from chalicelib.services.money.creators import ledger
from chalicelib.services.money.payments import events, snapshots
from infra.operate import commands
from tests.kit.factories import make_account
from tests.kit.money.shop import Shop
from tests.kit.money.stripe_objects import charge, deliver, dispute, event, intent, make_purchase, refund, session

# A sale of 5.00 at 5 %: our fee is .25, and Stripe's .44.
SOLD = {"payers": -500, "creator": 475, "platform": -19, "stripe": 44}


def moved(fee: int, currency: str = "eur", number: int = 1) -> dict[str, Any]:
    return {"id": f"txn_{number}", "object": "balance_transaction", "fee": fee, "currency": currency}


def know(monkeypatch: pytest.MonkeyPatch, *moves: dict[str, Any]) -> list[str]:
    """Have Stripe know these balance transactions, and return the list of those that it is asked for."""
    asked: list[str] = []
    held = {one["id"]: one for one in moves}

    def find(transaction_id: str) -> dict[str, Any]:
        asked.append(transaction_id)
        return held[transaction_id]

    monkeypatch.setattr(payments, "find_balance_transaction", find)
    return asked


def books(purchase: Purchase) -> dict[str, dict[str, int]]:
    """Return the stored balances by currency, after checking that every entry and every sum is right."""
    assert [entry.id for entry in Entry.in_book(purchase.seller_id) if sum(entry.lines.values())] == []
    assert [one for one in replay() if one.what in {"entry", "payment", "balance"}] == []
    return {row.currency: row.amounts() for row in Balance.of(purchase.seller_id)}


def test_a_sale_below_stripe_s_fee_is_a_loss_in_the_books(shop: Shop):
    bought = shop.buy(make_account(), shop.open_post())
    assert shop.book(bought) == SOLD
    assert books(bought) == {"usd": SOLD}


def test_a_fee_that_stripe_writes_later_is_booked_then(shop: Shop):
    shop.local.control("settings", balance_transactions_are_late=True)
    try:
        bought = shop.buy(make_account(), shop.open_post())
    finally:
        shop.local.control("settings", balance_transactions_are_late=False)
    assert shop.book(bought) == SOLD
    told = [entry.lines for entry in Entry.in_book(bought.seller_id)]
    assert told == [{"creator": 475, "payers": -500, "platform": 25}, {"platform": -44, "stripe": 44}]


def test_a_creator_s_export_has_no_line_of_what_the_platform_pays(monkeypatch: pytest.MonkeyPatch):
    know(monkeypatch, moved(44))
    purchase = make_purchase()
    deliver(event("charge.succeeded", charge(purchase)))
    deliver(event("charge.updated", charge(purchase, balance_transaction="txn_1")))
    shown, _ = ledger.page(purchase.seller_id, BookPage(10))
    assert sorted((line.type, line.net) for line in shown) == [("payment", 475), ("stripe_fee", 0)]
    assert [line.type for line in ledger.whole(purchase.seller_id, 0, None, "")] == ["payment"]


def test_a_refund_keeps_the_fee(shop: Shop):
    bought = shop.buy(make_account(), shop.open_post())
    shop.local.control("refunds", payment_intent=bought.payment_id, reverse_transfer=True, refund_application_fee=True)
    shop.tell()
    shop.work()
    assert shop.book(bought) == {"platform": -44, "stripe": 44}


def test_a_balance_in_another_currency_has_the_fee_in_that_one(shop: Shop):
    shop.local.control("settings", settles_in={"eur": ["usd", "1.10"]})
    try:
        bought = shop.buy(make_account(), shop.open_post(currency="eur"))
    finally:
        shop.local.control("settings", settles_in={})
    # 2.9 % of 5.50 USD and .30.
    fee = {"platform": -45, "stripe": 45}
    assert books(bought) == {"eur": {"payers": -500, "creator": 475, "platform": 25}, "usd": fee}
    entries = [(entry.currency, entry.moved.get("gross", 0), entry.lines) for entry in Entry.in_book(bought.seller_id)]
    assert ("usd", 0, fee) in entries


def test_stripe_is_asked_once_for_the_fee_of_a_charge(monkeypatch: pytest.MonkeyPatch):
    asked, purchase = know(monkeypatch, moved(44)), make_purchase()
    known: dict[str, Any] = {"balance_transaction": "txn_1"}
    deliver(event("charge.succeeded", charge(purchase)))
    deliver(event("charge.updated", charge(purchase, **known)))
    deliver(event("charge.succeeded", charge(purchase, **known)))
    deliver(event("checkout.session.completed", session(purchase)))
    deliver(event("charge.refunded", charge(purchase, 200, **known)))
    assert asked == ["txn_1"]
    assert books(purchase)["eur"] == {"payers": -300, "creator": 475, "platform": -19, "stripe": 44, "clearing": -200}


def test_the_charge_of_another_app_is_not_asked_about(monkeypatch: pytest.MonkeyPatch):
    asked, purchase = know(monkeypatch, moved(44)), make_purchase()
    deliver(event("charge.succeeded", charge(purchase, balance_transaction="txn_1", metadata={})))
    assert asked == []


def test_a_sale_does_not_wait_for_its_fee(monkeypatch: pytest.MonkeyPatch):
    def fail(transaction_id: str) -> None:
        raise PaymentsUnavailable(transaction_id)

    purchase = make_purchase()
    monkeypatch.setattr(payments, "find_balance_transaction", fail)
    told = event("charge.succeeded", charge(purchase, balance_transaction="txn_1"))
    with pytest.raises(PaymentsUnavailable):
        deliver(told)
    assert Purchase.find(purchase.id).state == "paid"
    know(monkeypatch, moved(44))
    deliver(told)
    assert books(purchase) == {"eur": SOLD}


def test_a_fee_that_stripe_gives_back_is_an_entry_of_its_own(monkeypatch: pytest.MonkeyPatch):
    purchase = make_purchase()
    paid = intent(purchase, latest_charge=charge(purchase, balance_transaction=moved(44)))
    given_back = refund(purchase, 500) | {"balance_transaction": moved(-14, number=2)}
    monkeypatch.setattr(payments, "find_intent", lambda _: paid)
    monkeypatch.setattr(payments, "find_charge", lambda _, expand: charge(purchase, balance_transaction="txn_1"))
    monkeypatch.setattr(payments, "refunds_of", lambda _: [given_back])
    monkeypatch.setattr(payments, "disputes_of", lambda _: [])
    monkeypatch.setattr(payments, "retransfers_of", lambda _: [])
    deliver(event("payment_intent.succeeded", intent(purchase)))
    for _ in range(2):
        snapshots.refresh(f"pi_{purchase.id}")
    assert Payment.read(f"pi_{purchase.id}").facts.costs == {"txn_1": [44, "eur"], "txn_2": [-14, "eur"]}
    assert books(purchase)["eur"] == {"creator": 475, "platform": -5, "stripe": 30, "clearing": -500}


def test_a_dispute_s_fee_is_in_the_currency_of_the_balance():
    purchase = make_purchase()
    lost = dispute(purchase, "lost") | {"balance_transactions": [moved(1500, "usd")]}
    deliver(event("charge.succeeded", charge(purchase)), event("charge.dispute.closed", lost))
    assert books(purchase)["usd"] == {"platform": -1500, "stripe": 1500}


def test_a_fee_that_an_earlier_release_stored_without_its_currency_moves_to_it():
    purchase = make_purchase()
    deliver(event("charge.succeeded", charge(purchase)))
    lost = dispute(purchase, "lost", moves=(1500,))
    deliver(event("charge.dispute.updated", lost))
    row = Payment.read(f"pi_{purchase.id}")
    # As it was stored: the amount alone.
    costs = {name: cost[0] for name, cost in row.known["costs"].items()}
    row.update([Payment.known.set({**row.known, "costs": costs})])
    assert books(purchase)["eur"]["stripe"] == 1500
    [move] = lost["balance_transactions"]
    deliver(event("charge.dispute.closed", lost | {"balance_transactions": [move | {"currency": "usd"}]}))
    assert books(purchase)["usd"] == {"platform": -1500, "stripe": 1500}
    assert "stripe" not in books(purchase)["eur"]


def test_an_operator_sees_what_stripe_took_by_month_and_currency(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    know(monkeypatch, moved(44), moved(45, "usd", 2))
    december = 1_796_083_200
    for number, at in enumerate((december - 1, december)):
        monkeypatch.setattr(base, "clock", lambda at=at: at)
        for _ in range(number + 1):
            purchase, txn = make_purchase(), f"txn_{number + 1}"
            settled = charge(purchase, balance_transaction=txn)
            events.store_and_apply(event("charge.succeeded", settled))
    asked = commands.parser().parse_args(["earnings"])
    assert asked.run(asked) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2026-11: our fees 0.25 EUR, Stripe took 0.44 EUR, left -0.19 EUR",
        "2026-12: our fees 0.50 EUR, Stripe took 0.00 EUR, left 0.50 EUR",
        "2026-12: our fees 0.00 USD, Stripe took 0.90 USD, left -0.90 USD",
    ]
