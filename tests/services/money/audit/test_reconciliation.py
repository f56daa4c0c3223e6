"""What webhooks never delivered is reconciled from Stripe, and a second run finds nothing."""

import random
from collections.abc import Sequence
from typing import Any

import pytest
import requests

from chalicelib import config
from chalicelib.gateways import payments
from chalicelib.models.base import now
from chalicelib.models.money.creators.ledger import Balance, Entry, total
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.grants import Grant, post_key
from chalicelib.models.money.payments import stripe_objects as stored
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.services.money.audit import reconciliation
from chalicelib.services.money.payments import outstanding
from chalicelib.services.money.selling import purchases
from chalicelib.services.money.selling.pages import terms
from chalicelib.services.money.selling.pages.opening import Offer
from tests.kit.events import drop_events
from tests.kit.factories import make_account
from tests.kit.hostility import rows
from tests.kit.money import stripe_objects
from tests.kit.money.shop import Shop

NUMBER = 52
# What happens to a payment after it was made, in turn.
FATES = ("kept", "kept", "refunded", "partly refunded", "disputed", "won", "lost")


def act(shop: Shop, number: int, purchase: Purchase) -> tuple[str, str, int]:
    """Pay a purchase and let its fate happen; return its id, its state at the end, and what it is worth."""
    intent = payments.find_session(str(purchase.session_id))["payment_intent"]
    fate = FATES[number % len(FATES)]
    if fate in {"refunded", "partly refunded"}:
        amount = 500 if fate == "refunded" else 200
        shop.local.control("refunds", payment_intent=intent, amount=amount, reverse_transfer=number % 2 == 0)
    if fate in {"disputed", "won", "lost"}:
        opened = shop.local.control("disputes", payment_intent=intent, status="needs_response")
        if fate != "disputed":
            shop.local.control("disputes/step", dispute=opened["id"], step=fate)
    ends = {"refunded": ("refunded", 0), "partly refunded": ("paid", 300), "disputed": ("disputed", 0)}
    ends |= {"lost": ("disputed", 0), "won": ("paid", 500), "kept": ("paid", 500)}
    return purchase.id, *ends[fate]


def open_page(purchase: Purchase) -> str:
    """Open the Checkout page of a purchase that is not stored."""
    offer = Offer(f"post:{purchase.subject_id}", purchase.buyer_id, terms.of_purchase(purchase))
    return purchases.open_checkout(purchase, offer, "/")[1]


@pytest.fixture
def since(shop: Shop) -> int:
    """Return a moment at Stripe before which other tests are over and after which this one begins."""
    shop.local.control("clock", advance=2)
    return int(requests.get(f"{shop.local.url}/_control/clock", timeout=30).json()["now"])


@pytest.fixture
def history(shop: Shop, since: int) -> tuple[list[dict[str, Any]], list[tuple[str, str, int]]]:
    """Sell a post to fifty-two buyers; return all events, and what must be true of each purchase."""
    del since
    post = shop.open_post()
    bought = []
    for number in range(NUMBER):
        purchase = stripe_objects.make_purchase(make_account(f"fan{number}x"), post)
        purchase.delete()
        shop.pay(open_page(purchase))
        bought.append(act(shop, number, Purchase.find(purchase.id)))
    return shop.events(), bought


def check(bought: Sequence[tuple[str, str, int]]) -> None:
    """Check every purchase, its grant, its payment, and that the book is the sum of the payments."""
    books = []
    for purchase_id, state, worth in bought:
        purchase = Purchase.find(purchase_id)
        payment = Payment.read(str(purchase.payment_id))
        assert (purchase.state, payment.counted) == (state, worth)
        grants = Grant.among([(purchase.buyer_id, post_key(purchase.subject_id))])
        assert bool(grants) is (state == "paid")
        books.append(payment.facts.balances())
    entries = list(Entry.in_book(purchase.seller_id))
    assert total(entry.lines for entry in entries) == total(books)
    assert [balance.amounts() for balance in Balance.of(purchase.seller_id)] == [total(books)]


@pytest.mark.slow
@pytest.mark.parametrize("dropped", [5, 50, 100])
def test_whatever_was_lost_is_learned_once(dropped: int, since: int, history: Any):
    told, bought = history
    assert len(told) >= 500
    chance = random.Random(dropped)
    for event in told:
        if chance.random() * 100 >= dropped:
            stripe_objects.deliver(event)
    drop_events()
    first = reconciliation.reconcile(since)
    assert first.failures == []
    check(bought)
    before = rows()
    second = reconciliation.reconcile(since)
    assert (second.applied, second.settled, second.failures) == ([], [], [])
    assert rows() == before
    # The outstanding transfers are reversed after that, when the sweeper queues them.
    for payment_id in Payment.due_ids(now() + 1, NUMBER):
        outstanding.resolve(payment_id)
    payment_ids = [str(Purchase.find(one[0]).payment_id) for one in bought]
    assert [one for one in payment_ids if Payment.read(one).facts.outstanding] == []


def test_a_payment_older_than_stripe_s_events_is_learned_from_the_payment_itself(
    shop: Shop, since: int, monkeypatch: pytest.MonkeyPatch
):
    post = shop.open_post()
    purchase = stripe_objects.make_purchase(make_account(), post)
    purchase.delete()
    shop.pay(open_page(purchase))
    monkeypatch.setattr(payments.lists, "events", lambda *_: iter(()))
    first = reconciliation.reconcile(since)
    assert (len(first.settled), first.failures) == (1, [])
    assert Purchase.find(purchase.id).state == "paid"
    assert reconciliation.reconcile(since).settled == []


def test_what_stripe_took_is_learned_where_its_event_was_lost(shop: Shop, since: int, monkeypatch: pytest.MonkeyPatch):
    purchase_id, url = shop.begin(make_account(), shop.open_post())
    shop.pay(url)
    told = [event for event in shop.events() if event["type"] == "checkout.session.completed"]
    stripe_objects.deliver(*told)
    bought = Purchase.find(purchase_id)
    assert "stripe" not in shop.book(bought)
    monkeypatch.setattr(payments.lists, "events", lambda *_: iter(()))
    assert reconciliation.reconcile(since).settled == [bought.payment_id]
    assert shop.book(bought)["stripe"] == 44
    assert reconciliation.reconcile(since).settled == []


def test_a_page_that_was_left_is_learned_from_its_event_alone(shop: Shop, since: int):
    purchase_id, _ = shop.begin(make_account(), shop.open_post())
    payments.expire_session(str(Purchase.find(purchase_id).session_id))
    first = reconciliation.reconcile(since)
    assert (Purchase.find(purchase_id).state, first.failures) == ("expired", [])
    assert reconciliation.reconcile(since).applied == []


def test_an_account_that_may_not_sell_any_more_is_learned(shop: Shop, since: int):
    creator = shop.open_creator()
    stripe_account_id = Seller.find(creator.id).stripe_account_id
    shop.local.control("accounts", account=stripe_account_id, charges_enabled=False)
    assert reconciliation.reconcile(since).sellers == [creator.id]
    assert not Seller.find(creator.id).charges_enabled
    assert reconciliation.reconcile(since).sellers == []


def test_what_cannot_be_reconciled_is_reported_and_keeps_nothing_else_waiting(
    shop: Shop, since: int, monkeypatch: pytest.MonkeyPatch
):
    post = shop.open_post()
    for _ in range(2):
        purchase = stripe_objects.make_purchase(make_account(), post)
        purchase.delete()
        shop.pay(open_page(purchase))
    lost = Purchase.find(purchase.id)
    lost.delete()
    with pytest.raises(reconciliation.Unreconciled):
        reconciliation.watch()
    assert [row.state for row in Purchase.scan()] == ["paid"]
    lost.save()
    monkeypatch.setattr(config, "STRIPE_API_KEY", "")
    reconciliation.watch()
    assert [row.state for row in Purchase.scan()].count("paid") == 1


def test_an_object_that_cannot_be_read_keeps_no_other_waiting(shop: Shop, since: int, monkeypatch: pytest.MonkeyPatch):
    post = shop.open_post()
    for _ in range(2):
        purchase = stripe_objects.make_purchase(make_account(), post)
        purchase.delete()
        shop.pay(open_page(purchase))
    monkeypatch.setattr(payments.lists, "events", lambda *_: iter(()))
    read, bad = stored.intent_facts, iter(("the first",))

    def intent_facts(intent: dict[str, Any]) -> Any:
        if next(bad, None):
            raise KeyError("status")
        return read(intent)

    monkeypatch.setattr(reconciliation, "intent_facts", intent_facts)
    monkeypatch.setattr(reconciliation, "_unknown_charges", lambda *_: iter(()))
    report = reconciliation.reconcile(since)
    assert (len(report.settled), len(report.failures)) == (1, 1)
