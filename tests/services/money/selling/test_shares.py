"""The platform's share of a subscription is that of its present price: no period brings less than the minimum."""

from functools import partial
from typing import Any

import pytest

from chalicelib import config
from chalicelib.errors import PaymentRefused, PaymentsUnavailable
from chalicelib.gateways import payments
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.services.money.creators.sellers import fee_bps_of
from chalicelib.services.money.payments import events
from chalicelib.services.money.selling import subscriptions
from tests.kit.events import drop_events
from tests.kit.money import stripe_objects
from tests.kit.money.workers import SECOND, Turn, make_stops
from tests.services.money.selling.story import Story
from tests.services.money.selling.test_changes import change
from tests.services.money.selling.test_two_workers import SCENES
from tests.services.money.two_workers import SHARES

LEAST = 50


@pytest.fixture(autouse=True)
def _minimum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "MINIMUM_FEE", {"usd": LEAST})


def share(story: Story) -> tuple[int, int]:
    """Return the share on our row, and at Stripe."""
    row = story.row()
    return int(row.fee_bps), int(payments.share_of(payments.find_subscription(str(row.stripe_id))) or 0)


def renewal_fee(story: Story) -> int:
    """Return the fee of the next period."""
    known = set(story.row().effective_payments)
    story.renew()
    [new] = set(story.row().effective_payments) - known
    return int(Payment.read(new).facts.fee)


def test_the_share_is_that_of_the_present_price(story: Story):
    story.subscribe(story.bronze)
    assert share(story) == (1_000, 1_000)
    assert change(story, story.gold) == 200
    assert share(story) == (500, 500)
    assert renewal_fee(story) == 75
    assert change(story, story.bronze) == 200
    assert share(story) == (1_000, 1_000)
    assert renewal_fee(story) == LEAST


def test_a_smaller_price_leaves_the_platform_its_minimum(story: Story):
    tin = story.tier(name="Tin", level=3, amount=200)
    story.subscribe(story.gold)
    assert change(story, tin) == 200
    assert renewal_fee(story) == LEAST


def test_a_share_is_changed_once_and_with_no_change_of_price_not_at_all(story: Story, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    real = payments.change_share

    def count(subscription: str, key: str, **about: Any) -> Any:
        asked.append(key)
        return real(subscription, key, **about)

    monkeypatch.setattr(payments, "change_share", count)
    story.subscribe(story.bronze)
    story.renew()
    story.act("cancel")
    story.act("resume")
    assert asked == []
    assert change(story, story.gold) == 200
    story.renew()
    assert len(asked) == 1


def test_a_share_that_the_operator_changes_reaches_a_subscription_with_its_next_price(
    story: Story, monkeypatch: pytest.MonkeyPatch
):
    row = story.subscribe(story.gold)
    monkeypatch.setattr(config, "PLATFORM_FEE_BPS", 1_000)
    assert renewal_fee(story) == 75
    story.act("cancel")
    story.act("resume")
    found = payments.find_subscription(str(row.stripe_id))
    stripe_objects.deliver(stripe_objects.event("customer.subscription.updated", found))
    assert share(story) == (500, 500)
    palace = story.tier(name="Palace", level=9, amount=3_000)
    assert change(story, palace) == 200
    assert share(story) == (1_000, 1_000)
    assert renewal_fee(story) == 300


@pytest.mark.parametrize("at", ["before", "after"])
def test_a_share_that_was_cut_is_changed_by_the_event_of_the_price(
    story: Story, monkeypatch: pytest.MonkeyPatch, at: str
):
    story.subscribe(story.bronze)
    real = payments.change_share

    def cut(*given: Any, **about: Any) -> Any:
        monkeypatch.setattr(payments, "change_share", real)
        if at == "after":
            real(*given, **about)
        raise PaymentsUnavailable

    monkeypatch.setattr(payments, "change_share", cut)
    change(story, story.gold)
    assert share(story) == (500, 500)
    assert all(one.is_applied for one in StripeEvent.scan())


def test_an_event_is_not_applied_before_the_share_is_changed(story: Story, monkeypatch: pytest.MonkeyPatch):
    row = story.subscribe(story.bronze)
    real = payments.change_share

    def down(*_: Any, **__: Any) -> Any:
        raise PaymentsUnavailable

    monkeypatch.setattr(payments, "change_share", down)
    with pytest.raises(PaymentsUnavailable):
        subscriptions.change(story.fan.id, row.id, story.gold["id"])
    told = stripe_objects.event("customer.subscription.updated", payments.find_subscription(str(row.stripe_id)))
    stripe_objects.send(told)
    drop_events()
    with pytest.raises(PaymentsUnavailable):
        events.apply(told["id"])
    assert not StripeEvent.find(told["id"]).is_applied
    monkeypatch.setattr(payments, "change_share", real)
    events.apply(told["id"])
    assert (share(story), StripeEvent.find(told["id"]).is_applied) == ((500, 500), True)


def test_a_share_that_stripe_refuses_keeps_no_event_back(story: Story, monkeypatch: pytest.MonkeyPatch):
    story.subscribe(story.bronze)

    def refuse(*_: Any, **__: Any) -> Any:
        raise PaymentRefused("no")

    monkeypatch.setattr(payments, "change_share", refuse)
    assert change(story, story.gold) == 200
    assert share(story) == (500, 1_000)
    assert all(one.is_applied for one in StripeEvent.scan())


def test_two_workers_leave_the_share_of_the_price_in_force(story: Story, monkeypatch: pytest.MonkeyPatch):
    stops = make_stops(monkeypatch)
    turns = [(Turn(0, until="before act"), Turn(1, until=second)) for second in SECOND.values()]
    for first in (*turns, (Turn(0, until="after act"), Turn(1)), (Turn(0, until="before act"),) * 3):
        told = Story(story.shop)
        scene = SCENES["two changes"](told)
        workers = stops.play(scene.jobs, first)
        told.shop.tell()
        told.shop.work()
        assert [worker.error for worker in workers] == [None, None]
        wanted = fee_bps_of(int(told.row().amount), "usd")
        assert share(told) == (wanted, wanted), first
    assert SHARES["two changes"] <= stops.called


def test_a_share_that_comes_late_is_mended(story: Story, monkeypatch: pytest.MonkeyPatch):
    palace = story.tier(name="Palace", level=9, amount=3_000)
    tin = story.tier(name="Tin", level=3, amount=600)
    row = story.subscribe(palace)
    late: list[Any] = []
    real = payments.change_share

    def hold(*given: Any, **about: Any) -> Any:
        late.append(partial(real, *given, **about))

    monkeypatch.setattr(payments, "change_share", hold)
    subscriptions.change(story.fan.id, row.id, tin["id"])
    monkeypatch.setattr(payments, "change_share", real)
    subscriptions.change(story.fan.id, row.id, palace["id"])
    for ask in late:
        ask()
    assert share(story) == (500, 834)
    story.shop.tell()
    assert share(story) == (500, 500)
