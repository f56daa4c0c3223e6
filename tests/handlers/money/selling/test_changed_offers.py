"""What is offered changes while a buyer has its page open: the page is closed, and a late payment goes back."""

from typing import Any

import pytest

from chalicelib.gateways import payments
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.checkout_pages import CheckoutPage
from chalicelib.models.money.selling.closings import Closing
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos import sales
from chalicelib.models.photos.posts import Post
from chalicelib.models.talk.mails import Mail
from chalicelib.services.photos import offers
from tests.handlers.money.selling.stall import CHANGES, CHEAPER, STATUSES, Stall, cheaper, free
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_media
from tests.kit.money.shop import Shop


@pytest.fixture
def stall(shop: Shop) -> Stall:
    return Stall(shop)


@pytest.mark.parametrize("change", CHANGES)
def test_a_page_of_an_older_offer_is_closed(stall: Stall, change: Any):
    change(stall)
    deliver_events("refunds")
    assert stall.session() == "expired"
    assert (CheckoutPage.count(), Closing.count()) == (0, 0)


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_paid_on_a_page_of_an_older_offer_goes_back_and_is_told_once(stall: Stall, change: Any):
    change(stall)
    assert stall.shop.pay(stall.url).status_code == 303
    deliver_events("refunds")
    stall.shop.tell()
    assert (stall.purchase().state, stall.is_open()) == ("superseded", False)
    payment_id = str(stall.purchase().payment_id)
    assert Payment.read(payment_id).wanted == {f"superseded:{payment_id}": 1_000}
    assert stall.returned() == 1_000
    assert (stall.purchase().state, stall.is_open()) == ("refunded", False)
    told = [mail.template for mail in Mail.scan() if mail.account_id == stall.fan.id]
    assert sorted(told) == ["purchase_superseded", "refund"]


def test_what_was_paid_before_and_told_after_the_change_goes_back_too(stall: Stall):
    stall.shop.pay(stall.url)
    cheaper(stall)
    stall.shop.tell()
    assert (stall.purchase().state, stall.returned()) == ("superseded", 1_000)


def test_a_page_at_the_present_version_stays(stall: Stall):
    late = make_account()
    cheaper(stall)
    purchase_id, url = stall.shop.begin(late, stall.post)
    deliver_events("refunds")
    assert stall.session() == "expired"
    stall.shop.pay(url)
    stall.shop.tell()
    assert (Purchase.find(purchase_id).state, int(Purchase.find(purchase_id).amount)) == ("paid", 100)


@pytest.mark.parametrize("change", ["words", "a photo more", "back again"])
def test_a_page_that_sells_what_is_offered_now_at_the_same_price_stays(stall: Stall, change: str):
    if change == "words":
        stall.change(status="Other words")
    elif change == "a photo more":
        photos = [photo["id"] for photo in stall.post.body["media"]]
        author = Account.find(stall.post.author_id)
        stall.change(media_ids=[*photos, make_media(author).id])
    else:
        cheaper(stall)
        stall.change(rossgram={"price": {"amount": 1_000, "currency": "usd"}})
    deliver_events("refunds")
    assert stall.session() == "open"
    stall.shop.pay(stall.url)
    stall.shop.tell()
    assert (stall.purchase().state, stall.is_open()) == ("paid", True)


def test_the_page_says_which_version_it_sells(stall: Stall):
    noted = stall.purchase().details["terms"]
    assert (noted["version"], noted["amount"]) == (int(Post.find(stall.post.id).version), 1_000)
    stall.shop.pay(stall.url)
    session = payments.find_session(str(stall.purchase().session_id))
    intent = payments.find_intent(session["payment_intent"])
    assert intent["metadata"]["offer_version"] == session["metadata"]["offer_version"] == str(noted["version"])


def test_a_change_between_planning_and_settling_a_sale_gives_the_money_back(
    stall: Stall, monkeypatch: pytest.MonkeyPatch
):

    stall.shop.pay(stall.url)
    find = sales.held_for_buyers
    changes: list[str] = []

    def slow(post_id: str, *, is_kept: bool = False) -> Post | None:
        found = find(post_id, is_kept=is_kept)
        if not changes:
            changes.append(post_id)
            cheaper(stall)
        return found

    monkeypatch.setattr(sales, "held_for_buyers", slow)
    stall.shop.tell()
    assert (stall.purchase().state, stall.is_open(), stall.returned()) == ("superseded", False, 1_000)


def test_what_was_sold_stays_sold_whatever_its_price_becomes(stall: Stall):
    stall.shop.pay(stall.url)
    stall.shop.tell()
    for change in (cheaper, free):
        change(stall)
        deliver_events("refunds")
        stall.shop.local.control("clock", advance=2)
        stall.shop.tell()
    assert (stall.purchase().state, stall.is_open(), stall.returned()) == ("paid", True, 0)


def test_changes_of_a_price_are_limited_and_say_why(stall: Stall):
    for number in range(offers.CHANGES_AN_HOUR):
        stall.change(rossgram={"price": {"amount": 2_000 + number, "currency": "usd"}})
    before = Post.find(stall.post.id).offer
    kept = [photo["id"] for photo in stall.post.body["media"]]
    answer = stall.author.put(f"{STATUSES}/{stall.post.id}", json={"status": "x", "media_ids": kept, **CHEAPER})
    assert (answer.status_code, "6 times an hour" in answer.json()["error"]) == (429, True)
    assert int(answer.headers["Retry-After"]) > 0
    assert Post.find(stall.post.id).offer == before
    stall.change(status="Words are free")
