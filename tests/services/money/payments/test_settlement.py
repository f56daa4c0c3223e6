"""A purchase's events, signed and sent through the HTTP door, in the sequences that go wrong elsewhere."""

from typing import Any

import pytest

from chalicelib.models.money.creators.ledger import Balance, Entry, total
from chalicelib.models.money.grants import Grant, post_key
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from tests.kit.money.stripe_objects import (
    charge,
    deliver,
    dispute,
    event,
    intent,
    intent_id,
    make_purchase,
    refund,
    send,
    session,
    transfer,
)


def state(purchase: Purchase) -> str:
    return Purchase.find(purchase.id).state


def is_open(purchase: Purchase) -> bool:
    return bool(Grant.among([(purchase.buyer_id, post_key(purchase.subject_id))]))


def balance(purchase: Purchase) -> dict[str, int]:
    """Return the stored balances of the creator's book, after checking them against its entries."""
    entries = list(Entry.in_book(purchase.seller_id))
    assert all(sum(entry.lines.values()) == 0 for entry in entries)
    held = Balance.of(purchase.seller_id)
    stored = held[0].amounts() if held else {}
    assert stored == total(entry.lines for entry in entries)
    return stored


PAID = {"payers": -500, "creator": 475, "platform": 25}


def test_a_paid_session_opens_the_post_once_however_often_it_is_told():
    purchase = make_purchase()
    told = event("checkout.session.completed", session(purchase))
    deliver(told, told, event("checkout.session.completed", session(purchase)))
    assert (state(purchase), is_open(purchase), balance(purchase)) == ("paid", True, PAID)
    assert len(list(Entry.in_book(purchase.seller_id))) == 1


def test_one_payment_told_by_three_objects_is_one_payment():
    purchase = make_purchase()
    deliver(
        event("payment_intent.succeeded", intent(purchase)),
        event("charge.succeeded", charge(purchase)),
        event("checkout.session.completed", session(purchase)),
    )
    assert balance(purchase) == PAID


def test_a_session_that_is_not_paid_yet_opens_nothing_until_the_bank_says_so():
    purchase = make_purchase()
    deliver(event("checkout.session.completed", session(purchase, "unpaid")))
    assert (state(purchase), is_open(purchase), balance(purchase)) == ("processing", False, {})
    deliver(event("checkout.session.async_payment_succeeded", session(purchase)))
    assert (state(purchase), is_open(purchase), balance(purchase)) == ("paid", True, PAID)


def test_a_delayed_payment_that_fails_never_opens_anything():
    purchase = make_purchase()
    failed = event("checkout.session.async_payment_failed", session(purchase, "unpaid"))
    deliver(failed, event("checkout.session.completed", session(purchase, "unpaid")))
    assert (state(purchase), is_open(purchase), balance(purchase)) == ("failed", False, {})


def test_refunds_are_told_as_sums():
    purchase = make_purchase()
    paid, first, second = charge(purchase), charge(purchase, 100), charge(purchase, 150)
    deliver(event("charge.refunded", second), event("charge.refunded", first), event("charge.succeeded", paid))
    assert balance(purchase)["payers"] == -350
    assert (state(purchase), is_open(purchase)) == ("paid", True)


def test_a_refund_from_the_dashboard_locks_the_post():
    purchase = make_purchase()
    deliver(event("refund.created", refund(purchase, 500)), event("checkout.session.completed", session(purchase)))
    assert (state(purchase), is_open(purchase)) == ("refunded", False)
    assert balance(purchase) == {"creator": 475, "platform": 25, "clearing": -500}
    deliver(event("transfer.reversed", transfer(purchase, 500)))
    assert balance(purchase) == {"creator": -25, "platform": 25}


def test_a_refund_that_fails_opens_the_post_again():
    purchase = make_purchase()
    deliver(
        event("checkout.session.completed", session(purchase)),
        event("refund.created", refund(purchase, 500, status="pending")),
    )
    assert not is_open(purchase)
    deliver(event("refund.failed", refund(purchase, 500, status="failed")))
    assert (state(purchase), is_open(purchase), balance(purchase)) == ("paid", True, PAID)


def test_a_warning_takes_nothing():
    purchase = make_purchase()
    deliver(
        event("checkout.session.completed", session(purchase)),
        event("charge.dispute.created", dispute(purchase, "warning_needs_response")),
    )
    assert (state(purchase), is_open(purchase), balance(purchase)) == ("paid", True, PAID)


def test_a_dispute_takes_access_and_money_and_gives_both_back_when_it_is_won():
    purchase = make_purchase()
    deliver(
        event("checkout.session.completed", session(purchase)),
        event("charge.dispute.created", dispute(purchase, "needs_response", moves=(1500,))),
    )
    assert (state(purchase), is_open(purchase)) == ("disputed", False)
    assert balance(purchase)["clearing"] == -500
    deliver(
        event("charge.dispute.funds_reinstated", dispute(purchase, "won", moves=(1500,))),
        event("charge.dispute.closed", dispute(purchase, "won", moves=(1500,))),
        event("charge.dispute.funds_withdrawn", dispute(purchase, "under_review", moves=(1500,))),
    )
    assert (state(purchase), is_open(purchase)) == ("paid", True)
    assert balance(purchase) == {"payers": -500, "creator": 475, "platform": -1475, "stripe": 1500}


def test_what_was_bought_twice_is_paid_once():
    first = make_purchase()
    second = make_purchase(buyer=Account.find(first.buyer_id), post=_post(first))
    deliver(event("checkout.session.completed", session(first)), event("checkout.session.completed", session(second)))
    assert (state(first), state(second)) == ("paid", "duplicate")
    assert Payment.read(intent_id(second)).wanted == {f"duplicate:{intent_id(second)}": 500}
    deliver(event("charge.refunded", charge(second, 500)))
    assert is_open(first)


@pytest.mark.parametrize("change", [{"amount_total": 499}, {"currency": "usd"}])
def test_less_than_the_price_opens_nothing_and_goes_back(change: dict[str, Any]):
    purchase = make_purchase()
    deliver(event("checkout.session.completed", session(purchase, **change)))
    assert (state(purchase), is_open(purchase)) == ("pending", False)
    assert list(Payment.read(intent_id(purchase)).wanted) == [f"wrong:{intent_id(purchase)}"]


def test_an_event_that_is_there_before_our_row_is_asked_for_again():
    purchase = make_purchase()
    purchase.delete()
    told = event("checkout.session.completed", session(purchase))
    assert send(told).status_code == 503
    purchase.create()
    deliver(told)
    assert is_open(purchase)


def test_what_is_not_ours_changes_nothing():
    purchase = make_purchase()
    theirs = intent(purchase, metadata={"deployment": "somebody-else", "kind": "purchase", "id": purchase.id})
    deliver(
        event("payment_intent.succeeded", theirs),
        event("payment_intent.succeeded", intent(purchase, metadata={})),
        event("radar.early_fraud_warning.created", {"id": "issfr_1", "object": "radar.early_fraud_warning"}),
    )
    assert (state(purchase), is_open(purchase), balance(purchase)) == ("pending", False, {})


def test_a_purchase_of_a_post_that_is_gone_goes_back():
    purchase = make_purchase()
    _post(purchase).delete()
    deliver(event("checkout.session.completed", session(purchase)))
    assert (state(purchase), is_open(purchase)) == ("superseded", False)


def _post(purchase: Purchase) -> Post:
    return Post.find(purchase.subject_id)


def test_a_second_payment_for_one_purchase_goes_back_and_takes_nothing_with_it():
    purchase = make_purchase()
    second = {"id": "pi_second", "latest_charge": "ch_second"}
    deliver(
        event("checkout.session.completed", session(purchase)),
        event("payment_intent.succeeded", intent(purchase, **second)),
    )
    assert Payment.read("pi_second").wanted == {"wrong:pi_second": 500}
    again = charge(purchase, 500, id="ch_second", payment_intent="pi_second")
    deliver(event("charge.refunded", again))
    assert (state(purchase), is_open(purchase)) == ("paid", True)
    assert balance(purchase)["clearing"] == -500
