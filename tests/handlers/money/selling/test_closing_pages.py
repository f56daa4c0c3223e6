"""The promise to close the pages of an older offer is kept, whatever is cut and whoever meets."""

from typing import Any

import pytest

from chalicelib.gateways import payments
from chalicelib.models.money.selling.checkout_pages import CheckoutPage
from chalicelib.models.money.selling.closings import Closing
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.services import sweeper
from chalicelib.services.money.selling.pages import closings, opening
from tests.handlers.money.selling.stall import Stall, cheaper, dearer
from tests.kit.client import Client
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_token
from tests.kit.money.shop import Shop


@pytest.fixture
def stall(shop: Shop) -> Stall:
    return Stall(shop)


def test_a_promise_that_nobody_was_told_of_is_found_by_the_sweeper(stall: Stall, monkeypatch: pytest.MonkeyPatch):
    cheaper(stall)
    drop_events()
    assert (stall.session(), Closing.count()) == ("open", 1)
    monkeypatch.setattr(closings, "FRESH_SECONDS", -1)
    assert sweeper.sweep()["closings"] == 1
    deliver_events("refunds")
    assert (stall.session(), Closing.count()) == ("expired", 0)


def test_closing_that_is_cut_goes_on_and_may_run_twice(stall: Stall, monkeypatch: pytest.MonkeyPatch):
    fans = [make_account() for _ in range(4)]
    pages = [stall.shop.begin(fan, stall.post) for fan in fans]
    cheaper(stall)
    drop_events()
    monkeypatch.setattr(closings, "MOST_PAGES", 2)
    expire = opening.expire
    calls: list[str] = []

    def cut(session_id: str) -> bool:
        calls.append(session_id)
        if len(calls) == 2:
            raise RuntimeError("The process died")
        return expire(session_id)

    monkeypatch.setattr(opening, "expire", cut)
    with pytest.raises(RuntimeError, match="died"):
        closings.finish(f"post:{stall.post.id}")
    for _ in range(2):
        closings.finish(f"post:{stall.post.id}")
        deliver_events("refunds")
    ids = [stall.purchase_id, *(purchase_id for purchase_id, _ in pages)]
    sessions = [payments.find_session(str(Purchase.find(one).session_id)) for one in ids]
    assert [one["status"] for one in sessions] == ["expired"] * 5
    assert (CheckoutPage.count(), Closing.count()) == (0, 0)


@pytest.mark.parametrize("at", ["asking", "keeping"])
def test_a_change_while_a_page_is_being_opened_gives_nobody_its_address(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, at: str
):
    stall = Stall(shop)
    ask, keep = payments.open_checkout, CheckoutPage.keep_session

    def change() -> None:
        cheaper(stall)
        deliver_events("refunds")

    def asking(*given: Any, **sale: Any) -> Any:
        made = ask(*given, **sale)
        change()
        return made

    def keeping(page: CheckoutPage, session_id: str) -> bool:
        change()
        return keep(page, session_id)

    if at == "asking":
        monkeypatch.setattr(payments, "open_checkout", asking)
    else:
        monkeypatch.setattr(CheckoutPage, "keep_session", keeping)
    late = make_account()
    answer = Client(make_token(late)).post(f"/api/rossgram/v1/posts/{stall.post.id}/purchases")
    assert (answer.status_code, "changed" in answer.json()["error"]) == (422, True)
    [purchase] = [one for one in Purchase.scan() if one.buyer_id == late.id]
    assert payments.find_session(str(purchase.session_id))["status"] == "expired"


def test_a_change_between_reading_the_offer_and_writing_the_page_opens_none(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
):
    stall, late = Stall(shop), make_account()
    held = CheckoutPage.held

    def slow(offer: str, place: str) -> CheckoutPage | None:
        if place == late.id:
            cheaper(stall)
            deliver_events("refunds")
        return held(offer, place)

    monkeypatch.setattr(CheckoutPage, "held", slow)
    answer = Client(make_token(late)).post(f"/api/rossgram/v1/posts/{stall.post.id}/purchases")
    assert (answer.status_code, [one.buyer_id for one in Purchase.scan()]) == (422, [stall.fan.id])


def test_the_sweeper_and_the_queue_may_meet(stall: Stall):
    cheaper(stall)
    first = Closing.of(f"post:{stall.post.id}")
    assert first is not None
    dearer(stall)
    assert not first.end()
    closings.finish(f"post:{stall.post.id}", token=first.token)
    assert stall.session() == "open", "an earlier promise ends nothing of a later one"
    deliver_events("refunds")
    assert (stall.session(), Closing.count()) == ("expired", 0)
