"""A seller refunds a payment, in full, in part or by item, and never more than was paid."""

from typing import Any

import pytest
import requests

from chalicelib.errors import RossgramError
from chalicelib.gateways import payments
from chalicelib.models.money.grants import Grant, post_key
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.refunds import Refund
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.people.accounts import Account
from chalicelib.services.money.payments import outstanding
from chalicelib.services.money.payments import refunds as service
from tests.kit.client import Client
from tests.kit.events import drop_events
from tests.kit.factories import make_account, make_token
from tests.kit.hostility import VALUES, encoded, rows
from tests.kit.money.shop import Shop, make_pledge
from tests.kit.money.stripe_objects import deliver, dispute, event, make_purchase, refund, session

AMOUNTS: list[Any] = [0, -1, 501, 10**30, "x", 1.5, True, [], {}, "1e2"]
ITEMS: list[Any] = ["x", ["x"], [[]], {"a": 1}, [None], ["x"] * 200]
OTHERS: list[Any] = [{"amount": 100, "items": ["x"]}, {"reason": "x" * 3000}, {"reason": ["x"]}]
WRONG = [*({"amount": one} for one in AMOUNTS), *({"items": one} for one in ITEMS), *OTHERS]


@pytest.fixture
def sold() -> Purchase:
    purchase = make_purchase()
    deliver(event("checkout.session.completed", session(purchase)))
    return Purchase.find(purchase.id)


def path(purchase: Purchase) -> str:
    return f"/api/rossgram/v1/purchases/{purchase.id}/refunds"


def seller(order: Any) -> Client:
    return Client(make_token(Account.find(order.seller_id)))


def ask(purchase: Purchase, key: str = "", **fields: Any) -> requests.Response:
    headers = {"Idempotency-Key": key} if key else {}
    return seller(purchase).post(path(purchase), json=fields, headers=headers)


def wanted(purchase: Purchase) -> list[int]:
    return sorted(int(amount) for amount in Payment.read(str(purchase.payment_id)).wanted.values())


def test_a_refund_in_full_is_taken_in_and_queued(sold: Purchase):
    answer = ask(sold, reason="A mistake")
    assert answer.status_code == 202, answer.text
    made = answer.json()
    assert (made["state"], made["amount"], made["currency"], made["reason"]) == ("pending", 500, "eur", "A mistake")
    assert wanted(sold) == [500]
    assert seller(sold).get(path(sold)).json() == [made]
    assert Payment.read(str(sold.payment_id)).due == "due"


def test_parts_are_refunded_up_to_what_was_paid_and_no_further(sold: Purchase):
    assert [ask(sold, amount=amount).status_code for amount in (200, 301, 300, 1)] == [202, 422, 202, 422]
    assert wanted(sold) == [200, 300]
    assert ask(sold).status_code == 422


def test_what_the_dashboard_gave_back_is_not_given_twice(sold: Purchase):
    deliver(event("refund.created", refund(sold, 400)))
    assert ask(sold, amount=101).status_code == 422
    assert ask(sold).json()["amount"] == 100
    listed = seller(sold).get(path(sold)).json()
    assert sorted((one["amount"], one["state"]) for one in listed) == [(100, "pending"), (400, "succeeded")]


def test_a_request_that_comes_again_with_its_key_is_one_refund(sold: Purchase):
    first, second = ask(sold, "k1", amount=100), ask(sold, "k1", amount=100)
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json() == second.json()
    assert ask(sold, "k2", amount=100).json()["id"] != first.json()["id"]
    assert wanted(sold) == [100, 100]
    assert ask(sold, "k1", amount=50).status_code == 422


def test_the_same_key_of_another_seller_is_another_request(sold: Purchase):
    other = make_purchase()
    deliver(event("checkout.session.completed", session(other)))
    assert ask(sold, "k1", amount=100).json()["id"] != ask(Purchase.find(other.id), "k1", amount=100).json()["id"]


def test_an_item_is_refunded_once(sold: Purchase):
    item = sold.subject_id
    answer = ask(sold, items=[item])
    assert (answer.status_code, answer.json()["amount"], answer.json()["items"]) == (202, 500, [item])
    assert ask(sold, items=[item]).status_code == 422
    assert wanted(sold) == [500]


def test_a_pledges_rewards_are_refunded_by_item():
    creator, backer = make_account(), make_account()
    pledge = make_pledge(creator, backer)
    client, address = Client(make_token(creator)), f"/api/rossgram/v1/pledges/{pledge.id}/refunds"
    assert client.post(address, json={"items": ["r1"]}).json()["amount"] == 2000
    assert client.post(address, json={"items": ["r1"]}).status_code == 422
    assert client.post(address, json={"items": ["r1", "r2"]}).status_code == 422
    assert client.post(address, json={"items": ["nothing"]}).status_code == 422
    assert client.post(address, json={"items": ["r2"]}).json()["amount"] == 500
    assert client.post(address, json={"items": ["r2"]}).status_code == 422
    assert client.post(address).json()["amount"] == 500
    assert Client(make_token(backer)).post(address).status_code == 422
    assert len(Client(make_token(backer)).get(address).json()) == 3
    assert Client(make_token(make_account())).post(address).status_code == 404


def test_nobody_but_the_seller_refunds(sold: Purchase):
    buyer = Client(make_token(Account.find(sold.buyer_id)))
    stranger = Client(make_token(make_account()))
    assert buyer.post(path(sold)).status_code == 422
    assert stranger.post(path(sold)).status_code == 404
    assert stranger.get(path(sold)).status_code == 404
    assert Client().post(path(sold)).status_code == 401
    reader = Client(make_token(Account.find(sold.seller_id), "read"))
    assert reader.post(path(sold)).status_code == 403
    assert buyer.get(path(sold)).json() == []
    assert wanted(sold) == []


def test_what_was_not_paid_or_is_disputed_is_not_refunded(sold: Purchase):
    assert ask(make_purchase()).status_code == 422
    deliver(event("charge.dispute.created", dispute(sold, "needs_response")))
    answer = ask(sold)
    assert (answer.status_code, "disputed" in answer.json()["error"]) == (422, True)
    deliver(event("charge.dispute.closed", dispute(sold, "won")))
    assert ask(sold).status_code == 202


@pytest.mark.parametrize("fields", WRONG)
def test_what_cannot_be_meant_changes_nothing(sold: Purchase, fields: dict[str, Any]):
    client = seller(sold)
    before = rows()
    assert client.post(path(sold), json=fields).status_code == 422
    assert rows() == before


def test_hostile_values_change_nothing(sold: Purchase):
    client = seller(sold)
    before = rows()
    meant: tuple[Any, ...] = (None, "", True)
    for value in VALUES:
        if value in meant:
            continue
        body = encoded({"amount": value, "items": value})
        answer = client.post(path(sold), data=body, headers={"Content-Type": "application/json"})
        assert answer.status_code in {400, 422}, value
    assert client.post(path(sold), headers={"Idempotency-Key": "x" * 5000}).status_code == 422
    assert rows() == before


@pytest.mark.parametrize(("first", "second"), [(200, 200), (200, 400)])
def test_of_two_at_once_the_second_sees_what_the_first_took(
    sold: Purchase, monkeypatch: pytest.MonkeyPatch, first: int, second: int
):
    look, between = service._amount, [first]

    def slow(*given: Any) -> int:
        found = look(*given)
        if between:
            service.request(sold.seller_id, "purchase", sold.id, service.RefundRequest(amount=between.pop()))
        return found

    monkeypatch.setattr(service, "_amount", slow)
    answer = ask(sold, amount=second)
    assert (answer.status_code == 202) == (first + second <= 500)
    assert sum(wanted(sold)) == (first + second if answer.ok else first)
    assert Refund.count() == len(wanted(sold))


def test_a_refund_through_stripe_locks_the_post_and_is_made_once_after_any_crash(shop: Shop):
    bought = shop.buy(make_account(), shop.open_post(1000))
    ask(bought, amount=400)
    drop_events()
    shop.local.control("faults", kind="lost", path="/v1/refunds", times=3)
    with pytest.raises(RossgramError):
        outstanding.resolve(str(bought.payment_id))
    shop.local.control("clock", advance=25 * 3600)
    outstanding.resolve(str(bought.payment_id))
    shop.work()
    assert [one["amount"] for one in shop.refunds(bought)] == [400]
    assert Grant.among([(bought.buyer_id, post_key(bought.subject_id))])
    ask(bought)
    shop.work()
    assert sum(one["amount"] for one in shop.refunds(bought)) == 1000
    assert not Grant.among([(bought.buyer_id, post_key(bought.subject_id))])
    states = [one["state"] for one in seller(bought).get(path(bought)).json()]
    assert (states, Purchase.find(bought.id).state) == (["succeeded", "succeeded"], "refunded")
    assert list(payments.refunds_of(str(bought.payment_id)))
