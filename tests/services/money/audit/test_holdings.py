"""What moves the balance at Stripe is compared with the books: sales are booked, the rest is named."""

import pytest

from chalicelib.models.money.creators.ledger import Balance
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.payments.balance_marks import BalanceMark
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.services.money.audit import holdings
from chalicelib.services.money.audit.reconciliation import reconcile
from infra.operate import commands
from tests.kit.factories import make_account
from tests.kit.money.shop import Shop
from tests.services.money.audit.shopping import clock, sell

HOUR = 3600


def compared(shop: Shop, since: int) -> holdings.Comparison:
    return holdings.compare(since, clock(shop, 3))


def test_a_sale_with_all_that_follows_agrees_by_each_movement(shop: Shop, since: int):
    sell(shop)
    refunded, disputed = sell(shop), sell(shop)
    shop.local.control("refunds", payment_intent=refunded.payment_id, amount=200)
    opened = shop.local.control("disputes", payment_intent=disputed.payment_id)
    shop.local.control("disputes/step", dispute=opened["id"], step="lost")
    shop.tell()
    shop.work()
    found = compared(shop, since)
    assert found.differing == {}
    # Three sales at 5 %, of which Stripe took .44 each, and 15.00 for the dispute; our fee of the refunded part stays.
    assert found.sums == {"sales": {"usd": 3 * (25 - 44) - 1500}}


def test_a_fee_that_is_missing_in_the_books_is_told(shop: Shop, since: int):
    bought = sell(shop)
    payment = Payment.read(str(bought.payment_id))
    payment.update([Payment.known.set({name: one for name, one in payment.known.items() if name != "costs"})])
    [said] = compared(shop, since).differing.values()
    assert "charge of 5.00 USD" in said
    assert "Stripe took 0.44 USD" in said
    assert str(bought.payment_id) in said


def test_a_refund_that_was_made_elsewhere_is_told_until_it_is_learned(shop: Shop, since: int):
    bought = sell(shop)
    shop.local.control("refunds", payment_intent=bought.payment_id, amount=200)
    [said] = compared(shop, since).differing.values()
    assert "refund of -2.00 USD" in said
    reconcile(since)
    shop.events()
    assert compared(shop, since).differing == {}


def test_a_payment_that_is_not_booked_is_told(shop: Shop, since: int):
    _, url = shop.begin(make_account(), shop.open_post())
    shop.pay(url)
    found = compared(shop, since)
    assert [said for said in found.differing.values() if "charge of 5.00 USD" in said and "not booked" in said]
    shop.events()


def test_a_subscription_s_payment_that_is_not_booked_is_told_by_whom_it_pays(shop: Shop, since: int):
    creator = shop.open_creator()
    data = {"destination": Seller.find(creator.id).stripe_account_id}
    shop.local.bought(700, payment_intent_data={"transfer_data": data})
    assert [said for said in compared(shop, since).differing.values() if "charge of 7.00 USD" in said]
    shop.events()


def test_a_payment_that_is_booked_larger_than_it_was_is_told(shop: Shop, since: int):
    bought = sell(shop)
    payment = Payment.read(str(bought.payment_id))
    payment.update([Payment.known.set({**payment.known, "paid": 900})])
    assert [said for said in compared(shop, since).differing.values() if "a payment of 900" in said]


def test_payouts_top_ups_and_other_products_are_named_and_no_fault(shop: Shop, since: int):
    shop.local.bought(10_000)
    shop.local.client.topups.create({"amount": 700, "currency": "usd", "description": "t", "statement_descriptor": "t"})
    shop.local.client.payouts.create({"amount": 600, "currency": "usd"})
    found = compared(shop, since)
    assert (found.differing, found.sums) == (
        {},
        {"external": {"usd": 10_000 - 320}, "topup": {"usd": 700}, "payout": {"usd": -600}},
    )
    shop.events()


def test_what_a_creator_holds_is_compared_once_it_is_quiet(shop: Shop, since: int):
    bought = sell(shop)
    Balance.correct(bought.seller_id, "usd", {"creator": 100, "payers": -100})
    assert compared(shop, since).differing == {}
    clock(shop, 3 * HOUR)
    found = compared(shop, since)
    [(account_id, said)] = found.differing.items()
    assert account_id == Seller.find(bought.seller_id).stripe_account_id
    assert "got 4.75 USD of us, booked are 5.75 USD" in said
    Balance.correct(bought.seller_id, "usd", {"creator": -100, "payers": 100})
    assert compared(shop, since).differing == {}


def test_the_mark_moves_in_segments_and_each_movement_counts_once(
    shop: Shop, since: int, monkeypatch: pytest.MonkeyPatch
):
    BalanceMark("platform").move(since, {}, {})
    sell(shop)
    assert holdings.advance().looked_at == 0, "what is younger than two hours waits"
    clock(shop, HOUR + HOUR // 2)
    sell(shop)
    clock(shop, 5 * HOUR)
    monkeypatch.setattr(holdings, "MOST_MOVEMENTS", 1)
    marks = [(holdings.advance().sums, int(BalanceMark.read("platform").through)) for _ in range(3)]
    assert [sums.get("sales") for sums, _ in marks] == [{"usd": -19}, {"usd": -38}, {"usd": -38}]
    assert since < marks[0][1] < marks[1][1] <= marks[2][1] <= clock(shop) - 2 * HOUR


def test_a_difference_rings_until_it_is_learned(shop: Shop, since: int):
    BalanceMark("platform").move(since, {}, {})
    bought = sell(shop)
    shop.local.control("refunds", payment_intent=bought.payment_id, amount=200)
    clock(shop, 3 * HOUR)
    for _ in range(2):
        with pytest.raises(holdings.BalancesDiffer):
            holdings.watch()
    shop.tell()
    holdings.watch()
    assert BalanceMark.read("platform").differing == {}


def test_of_two_looks_at_once_one_moves_the_mark(since: int):
    before, other = BalanceMark.read("platform"), BalanceMark.read("platform")
    assert before.move(since, {"sales": {"usd": 1}}, {})
    assert not other.move(since + 1, {"sales": {"usd": 2}}, {})
    assert BalanceMark.read("platform").sums == {"sales": {"usd": 1}}


def test_the_command_says_it_in_plain_words(shop: Shop, since: int, capsys: pytest.CaptureFixture[str]):
    del since
    clock(shop, 2 * 24 * HOUR)
    shop.events()
    sell(shop)
    asked = commands.parser().parse_args(["reconcile", "--days", "1"])
    clock(shop, 3)
    assert asked.run(asked) == 0
    assert "sales, less refunds, disputes and what Stripe took: -0.19 USD" in capsys.readouterr().out
    lost, url = shop.begin(make_account(), shop.open_post())
    shop.pay(url)
    shop.events()
    Purchase.find(lost).delete()
    clock(shop, 3)
    assert asked.run(asked) == 1
    assert "charge of 5.00 USD" in capsys.readouterr().out.partition("DIFFERS")[2]


def test_a_movement_of_another_currency_is_compared_by_what_was_paid(shop: Shop, since: int):
    shop.local.control("settings", settles_in={"eur": ["usd", "1.10"]})
    try:
        shop.buy(make_account(), shop.open_post(currency="eur"))
        found = compared(shop, since)
    finally:
        shop.local.control("settings", settles_in={})
    assert found.differing == {}
    assert list(found.sums["sales"]) == ["usd"]
