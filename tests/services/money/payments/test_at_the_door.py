"""Webhooks through the HTTP door at bad moments: in many threads, too early, too late, in any order."""

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from chalicelib.gateways import payments
from chalicelib.models import base
from chalicelib.models.base import Model, now
from chalicelib.models.money.creators.ledger import Entry
from chalicelib.models.money.funding.campaigns import ALL_OR_NOTHING, KEEP
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.grants import Grant
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.payments import events
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.hostility import rows
from tests.kit.money import subscriptions
from tests.kit.money.funding import (
    DAYS,
    FakePages,
    begin,
    checked,
    is_backer,
    make_campaign,
    paid_session,
    setup_session,
)
from tests.kit.money.stripe_objects import charge, deliver, dispute, event, intent_id, make_purchase, send, session
from tests.services.money.stories import check_book

THREADS = 16
PAID = {"payers": -500, "creator": 475, "platform": 25}
Order = Purchase | Pledge | Subscription


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> FakePages:
    return FakePages(monkeypatch)


def at_once(work: Callable[[], Any]) -> list[Any]:
    """Do the same in sixteen threads that begin at once."""
    start = threading.Barrier(THREADS)

    def run(_: int) -> Any:
        start.wait()
        return work()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


def test_the_same_event_in_sixteen_threads_has_one_effect():
    purchase = make_purchase()
    told = event("checkout.session.completed", session(purchase))
    assert [answer.status_code for answer in at_once(partial(send, told))] == [200] * THREADS
    at_once(partial(events.apply, told["id"]))
    deliver_events("payments")
    check_book(purchase.seller_id, [PAID])
    counts = [len(list(model.scan())) for model in (StripeEvent, Payment, Entry, Grant, Mail)]
    assert counts == [1, 1, 1, 1, 1]


def test_sixteen_threads_that_tell_of_a_refund_and_of_a_dispute_agree():
    purchase = make_purchase()
    deliver(event("checkout.session.completed", session(purchase)))
    told = [
        event("charge.refunded", charge(purchase, 200)),
        event("charge.dispute.created", dispute(purchase, "needs_response")),
    ]
    places = itertools.cycle(told)
    turns = threading.Lock()

    def tell_and_apply() -> int:
        with turns:
            mine = next(places)
        status = send(mine).status_code
        events.apply(mine["id"])
        return status

    assert at_once(tell_and_apply) == [200] * THREADS
    check_book(purchase.seller_id, [{"creator": 475, "platform": 25, "clearing": -500}])
    assert Purchase.find(purchase.id).state == "disputed"
    assert list(Grant.scan()) == []


DISPUTED = (
    ("charge.dispute.created", "needs_response"),
    ("charge.dispute.funds_withdrawn", "under_review"),
    ("charge.dispute.closed", "won"),
    ("charge.dispute.funds_reinstated", "won"),
)


@pytest.mark.parametrize("order", list(itertools.permutations(DISPUTED)))
def test_a_dispute_that_is_won_in_any_order(order: tuple[tuple[str, str], ...]):
    purchase = make_purchase()
    told = [event(name, dispute(purchase, status, moves=(1500,))) for name, status in order]
    deliver(told[0], event("checkout.session.completed", session(purchase)), *told[1:])
    check_book(purchase.seller_id, [{**PAID, "platform": 25 - 1500, "stripe": 1500}])
    assert (Purchase.find(purchase.id).state, len(list(Grant.scan()))) == ("paid", 1)


def unwritten(kind: str) -> tuple[Order, dict[str, Any]]:
    """Return an order that is not stored yet, with the event of its payment."""
    if kind == "purchase":
        purchase = make_purchase()
        return purchase, event("checkout.session.completed", session(purchase))
    if kind == "pledge":
        pledge = begin(make_campaign(kind=KEEP))
        return pledge, event("checkout.session.completed", paid_session(pledge))
    row = subscriptions.make_subscription()
    return row, event("customer.subscription.updated", subscriptions.about(row, "active"))


@pytest.mark.parametrize("kind", ["purchase", "pledge", "subscription"])
def test_an_event_before_its_row_is_refused_until_the_row_is_there(
    kind: str, pages: FakePages, monkeypatch: pytest.MonkeyPatch
):
    order, told = unwritten(kind)
    monkeypatch.setattr(payments, "find_subscription", lambda *_, **__: told["data"]["object"])
    written: dict[str, Any] = order.serialize()
    order.delete()
    for _ in range(3):
        assert send(told).status_code == 503
    assert (list(StripeEvent.scan()), deliver_events("payments")) == ([], 0)
    model: type[Model] = type(order)
    model.from_raw_data(written).save()
    deliver(told)
    assert StripeEvent.find(told["id"]).is_applied
    found: Any = model.find(order.id)
    assert getattr(found, "state", "") or found.status


def test_the_page_after_paying_grants_nothing_for_what_is_paid_either():
    purchase = make_purchase()
    purchase.keep_session(f"cs_{purchase.id}")
    before = rows()
    answer = Client().get("/checkout/done", params={"session_id": f"cs_{purchase.id}"})
    assert (answer.status_code, rows()) == (200, before)


@pytest.mark.parametrize(
    ("kind", "paid", "wanted"), [(KEEP, paid_session, [5_000]), (ALL_OR_NOTHING, setup_session, [])]
)
def test_a_page_of_before_the_deadline_that_is_paid_after_it(
    kind: str, paid: Any, wanted: list[int], pages: FakePages, monkeypatch: pytest.MonkeyPatch
):
    campaign = make_campaign(kind=kind)
    pledge = begin(campaign)
    assert pages.opened[0]["expires_at"] <= campaign.deadline
    told, later = event("checkout.session.completed", paid(pledge)), now() + 10 * DAYS + 1
    monkeypatch.setattr(base, "clock", lambda: float(later))
    deliver(told)
    assert Pledge.find(pledge.id).state in {"cancelled", "expired"}
    assert list(Payment.read(intent_id(pledge)).wanted.values()) == wanted
    found = checked(campaign)
    assert (found.pledged, found.backers_count, is_backer(pledge)) == (0, 0, False)
    assert [mail.template for mail in Mail.scan()] == ["pledge_too_late"]
