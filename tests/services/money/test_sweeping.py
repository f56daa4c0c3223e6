"""What a crash left undone between two steps of a payment is found and queued again."""

import pytest

from chalicelib.gateways import queue
from chalicelib.models import base
from chalicelib.models.money.grants import Grant
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.photos.media import Media
from chalicelib.services import promises, sweeper
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


def fail(*_: object) -> int:
    raise ValueError("a row that cannot be read")


def test_a_photo_that_fails_each_time_keeps_neither_other_photos_nor_money_waiting(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    purchase = make_purchase()
    send(event("checkout.session.completed", session(purchase)))
    drop_events()
    later(monkeypatch, 301)
    seen: list[str] = []
    monkeypatch.setattr(Media, "due_ids", lambda *_: ["bad", "gone", "good"])
    monkeypatch.setattr(Media, "find", lambda media_id: fail() if media_id == "bad" else media_id)
    monkeypatch.setattr(sweeper, "_look_after", seen.append)
    swept = sweeper.sweep()
    assert seen == ["gone", "good"]
    assert (swept["media"], swept["events"]) == (3, 1)
    assert [(row.levelname, row.args) for row in caplog.records if row.levelname == "ERROR"] == [
        ("ERROR", ("the sweep of photo bad",))
    ]


def test_a_stage_that_fails_rings_and_stops_no_other(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture):
    whole = set(sweeper.sweep())
    monkeypatch.setattr(Media, "due_ids", fail)
    monkeypatch.setattr(promises, "send_due", fail)
    assert set(sweeper.sweep()) == whole - {"media", "promises"}
    assert [row.args for row in caplog.records if row.levelname == "ERROR"] == [
        ("the sweep of media",),
        ("the sweep of promises",),
    ]
