"""A worker that died around its call, and another one that comes a day later, when Stripe has forgotten the key."""

import pytest

from chalicelib.gateways import payments
from chalicelib.models import base
from chalicelib.models.base import now
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.talk.mails import Mail
from tests.kit.money.shop import Shop
from tests.kit.money.tips import STORIES, Story, Tips
from tests.kit.money.workers import Stops, Turn, make_stops

HOUR = 3600
NAMES = ("a part in the Dashboard", "a part by us", "a refund that failed")


@pytest.fixture
def stops(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Stops:
    del shop
    return make_stops(monkeypatch)


@pytest.fixture
def tips(stops: Stops, shop: Shop) -> Tips:
    del stops
    return Tips(shop)


def die(tips: Tips, story: Story, stops: Stops, stop: str) -> None:
    """Let a worker end at a stop."""
    tips.pay()
    story.happen(tips)
    stops.play([tips.work], [Turn(0, until=stop), Turn(0, 1, is_killed=True)])
    assert Payment.read(tips.payment_id).under_way


def wait(tips: Tips, monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    """Let time pass, here and at Stripe, in which the mails are sent."""
    for mail in Mail.scan():
        mail.end("sent")
    later = float(now() + seconds)
    monkeypatch.setattr(base, "clock", lambda: later)
    tips.shop.local.control("clock", advance=seconds)


@pytest.mark.parametrize("hours", [23.5, 25])
@pytest.mark.parametrize("name", NAMES)
def test_a_call_of_yesterday_is_looked_up_and_not_made_again(
    name: str, hours: float, tips: Tips, stops: Stops, monkeypatch: pytest.MonkeyPatch
):
    die(tips, STORIES[name], stops, "after act")
    wait(tips, monkeypatch, int(hours * HOUR))
    tips.work()
    tips.check(STORIES[name].given_back, STORIES[name].sent_again)


@pytest.mark.parametrize("name", NAMES)
def test_what_may_be_on_its_way_waits_until_no_call_can_come_any_more(
    name: str, tips: Tips, stops: Stops, monkeypatch: pytest.MonkeyPatch
):
    die(tips, STORIES[name], stops, "before act")
    refunds = len(list(payments.refunds_of(tips.payment_id)))
    wait(tips, monkeypatch, int(23.5 * HOUR))
    tips.work()
    held = Payment.read(tips.payment_id)
    assert (held.due, bool(held.under_way)) == ("due", True)
    assert len(list(payments.refunds_of(tips.payment_id))) == refunds
    wait(tips, monkeypatch, HOUR)
    tips.work()
    tips.check(STORIES[name].given_back, STORIES[name].sent_again)
