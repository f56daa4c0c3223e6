"""What reconciliation reads of Stripe."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.gateways import payments
from chalicelib.gateways.payments import client, lists
from tests.local_stripe.running import Local

Key = Callable[[], str]


@pytest.fixture
def refunded(stripe_here: Local, bought: dict[str, Any], key: Key) -> tuple[dict[str, Any], list[str]]:
    """Return a payment, and five refunds of it on five days, newest first."""
    made = []
    for number in range(5):
        stripe_here.control("clock", advance=86_400)
        made.append(payments.refund(key(), bought["id"], 100, str(number))["id"])
    return bought, made[::-1]


@pytest.fixture
def local(start: Callable[..., Local]) -> Local:
    """Start a Stripe that has seen nothing."""
    return start()


@pytest.fixture
def start(tmp_path: Any) -> Any:
    begun: list[Local] = []

    def begin() -> Local:
        begun.append(Local(tmp_path / "stripe"))
        return begun[-1]

    yield begin
    for running in begun:
        running.kill()


def test_a_list_goes_on_over_all_its_pages(monkeypatch: pytest.MonkeyPatch, refunded: Any):
    monkeypatch.setattr(client, "PAGE_SIZE", 2)
    _, made = refunded
    assert [one["id"] for one in lists.refunds(0)] == made
    assert all(type(one) is dict and type(one["metadata"]) is dict for one in lists.refunds(0))


def test_a_list_has_what_happened_between_two_moments(refunded: Any):
    _, made = refunded
    moments = [payments.find_refund(one)["created"] for one in made]
    assert [one["id"] for one in lists.refunds(moments[2])] == made[:3]
    assert [one["id"] for one in lists.refunds(moments[2], moments[0])] == made[1:3]


def test_every_movement_of_money_is_listed(stripe_here: Local, refunded: Any, creator: str):
    bought, made = refunded
    stripe_here.control("disputes", payment_intent=bought["id"])
    assert [one["id"] for one in lists.payment_intents(0)] == [bought["id"]]
    assert [one["id"] for one in lists.charges(0)] == [bought["latest_charge"]["id"]]
    assert [one["payment_intent"] for one in lists.sessions(0)] == [bought["id"]]
    assert [one["payment_intent"] for one in lists.disputes(0)] == [bought["id"]]
    assert [list(found) for found in (lists.subscriptions(), lists.invoices(0), lists.setup_intents(0))] == [[], [], []]
    sources = {one["source"] for one in lists.balance_transactions(0)}
    assert {bought["latest_charge"]["id"], *made} <= sources
    theirs = [one["net"] for one in lists.balance_transactions(0, account=creator)]
    assert sum(theirs) == payments.balance(creator)["available"][0]["amount"]


def test_events_are_listed_by_type_and_are_the_ones_that_were_sent(stripe_here: Local, refunded: Any, creator: str):
    bought, made = refunded
    listed = [payments.event_of(raw) for raw in lists.events(["refund.created", "payment_intent.succeeded"], 0)]
    assert [event.object["id"] for event in listed] == [*made, bought["id"]]
    assert all(event.is_current for event in listed)
    assert [one["type"] for one in lists.events(["account.updated"], 0)] == []
    theirs = [payments.event_of(raw) for raw in lists.events(["account.updated"], 0, account=creator)]
    assert {event.account for event in theirs} == {creator}
