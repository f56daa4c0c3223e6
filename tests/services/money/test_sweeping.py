"""What a crash left undone between two steps of a payment is found and queued again."""

import pytest

from chalicelib.gateways import queue
from chalicelib.models import base
from chalicelib.models.money.grants import Grant
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.services import sweeper
from chalicelib.services.money.payments.settlement import Observation, settle
from tests.kit.events import deliver_events, drop_events
from tests.kit.money.stripe_objects import deliver, event, intent_id, make_purchase, send, session


def later(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    at = base.clock() + seconds
    monkeypatch.setattr(base, "clock", lambda: at)


def test_an_event_that_was_stored_and_never_queued_is_applied(monkeypatch: pytest.MonkeyPatch):
    purchase = make_purchase()
    send(event("checkout.session.completed", session(purchase)))
    drop_events()
    assert sweeper.sweep()["events"] == 0, "what is fresh is still in its queue"
    later(monkeypatch, 301)
    assert sweeper.sweep()["events"] == 1
    deliver_events("payments")
    assert Grant.count() == 1
    assert sweeper.sweep()["events"] == 0


def test_an_event_that_cannot_be_applied_stays_in_sight_and_is_not_queued_each_time(monkeypatch: pytest.MonkeyPatch):
    purchase = make_purchase()
    send(event("checkout.session.completed", session(purchase)))
    drop_events()
    later(monkeypatch, 301)
    assert [sweeper.sweep()["events"] for _ in range(3)] == [1, 0, 0]
    later(monkeypatch, 4000)
    assert sweeper.sweep()["events"] == 1
    assert [row.unapplied for row in StripeEvent.scan()] == ["unapplied"]


def test_a_payment_with_something_left_to_do_is_queued_again_now_and_then(monkeypatch: pytest.MonkeyPatch):
    purchase = make_purchase()
    deliver(event("checkout.session.completed", session(purchase)))
    settle(intent_id(purchase), Observation(wanted={"r1": 100}))
    drop_events()
    assert sweeper.sweep()["refunds"] == 0
    later(monkeypatch, 121)
    sent: list[tuple[str, str]] = []
    monkeypatch.setattr(queue, "send", lambda name, **message: sent.append((name, message.get("payment_id", ""))))
    assert [sweeper.sweep()["refunds"] for _ in range(3)] == [1, 0, 0]
    assert [payment_id for name, payment_id in sent if name == "refunds"] == [intent_id(purchase)]
    later(monkeypatch, 4000)
    assert sweeper.sweep()["refunds"] == 1
    assert Payment.read(intent_id(purchase)).due == "due"
