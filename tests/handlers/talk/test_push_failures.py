"""Push services that refuse, hang and break, and workers that are killed: nobody is told anything more than twice."""

from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib import config
from chalicelib.gateways.push import posting
from chalicelib.models.talk import push_subscriptions
from chalicelib.models.talk.push_subscriptions import WINDOW_SECONDS, PushSubscription
from chalicelib.services.talk.push import pushing
from tests.kit.events import delays, deliver_events, empty_queues
from tests.kit.pushes import PushService
from tests.kit.subscribed import Subscribed, push, subscribed_client, tell, told_ids
from tests.kit.telling import Clock


@pytest.fixture
def scene(service: PushService) -> Subscribed:
    return Subscribed(service)


def device_of(scene: Subscribed) -> PushSubscription:
    return PushSubscription.of_account(scene.anna.id)[0]


@pytest.mark.parametrize("status", [404, 410, 400, 403, 413])
def test_a_device_that_is_gone_is_forgotten(scene: Subscribed, service: PushService, status: int):
    tell(scene, 3)
    service.answers = [(status, {})]
    push(scene)
    assert len(service.pushed) == 1
    assert PushSubscription.of_account(scene.anna.id) == []
    assert delays("pushes") == []


def test_a_device_whose_name_leads_into_this_network_is_forgotten(
    scene: Subscribed, service: PushService, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(config, "PUSH_ANYWHERE", False)
    tell(scene)
    push(scene)
    assert service.pushed == []
    assert PushSubscription.of_account(scene.anna.id) == []


@pytest.mark.parametrize(
    ("answer", "wait"),
    [((429, {"Retry-After": "300"}), 300), *(((status, {}), 60) for status in (503, 500, 302, 408))],
)
def test_a_push_service_that_is_busy_is_left_alone_for_a_while(
    scene: Subscribed, service: PushService, clock: Clock, answer: tuple[int, dict[str, str]], wait: int
):
    tell(scene, 2)
    service.answers = [answer]
    push(scene)
    assert delays("pushes") == [wait]
    push(scene)
    clock.at += wait - 1
    push(scene, is_retry=True)
    assert len(service.pushed) == 1
    clock.at += 1
    push(scene, is_retry=True)
    push(scene)
    # The first was refused, so it goes out once more, and then the second.
    ids = [one["notification_id"] for one in service.read_by(scene.device)]
    assert ids == [ids[0], ids[0], ids[2]]
    assert device_of(scene).failures == 0


def test_waiting_doubles_and_ends_and_the_next_news_tries_again(scene: Subscribed, service: PushService, clock: Clock):
    tell(scene)
    service.answers = [(503, {})] * 9
    waits = []
    for _ in range(9):
        empty_queues()
        push(scene, is_retry=True)
        waits += delays("pushes")
        clock.at = max(clock.at, float(device_of(scene).paused_until))
        tell(scene)
    # A message waits for 15 minutes at most; what is too old by then is news no more.
    assert waits[:5] == [60, 120, 240, 480, 900]
    assert len(waits) == 7
    push(scene)
    assert device_of(scene).failures == 0


def test_a_service_that_took_nothing_for_a_week_is_not_asked_again(
    scene: Subscribed, service: PushService, clock: Clock
):
    service.answers = [(503, {})] * 2
    tell(scene)
    push(scene)
    clock.at += pushing.GIVEN_UP_SECONDS + 1
    tell(scene)
    push(scene)
    assert PushSubscription.of_account(scene.anna.id) == []


def test_what_may_have_arrived_goes_out_once_more_and_not_a_third_time(
    scene: Subscribed, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    tried: list[str] = []

    def silent(address: str, *_: Any) -> posting.Answer:
        tried.append(address)
        raise posting.Unanswered

    monkeypatch.setattr(posting, "post", silent)
    tell(scene)
    for _ in range(5):
        push(scene, is_retry=True)
        clock.at += 300
    assert len(tried) == 2


def test_one_device_that_fails_keeps_no_other_from_hearing(scene: Subscribed, service: PushService):
    _, other = subscribed_client(scene.anna, service)
    tell(scene)
    # The newest device comes first.
    service.answers = [(503, {}), (201, {})]
    push(scene)
    assert scene.device.read(*service.pushed[1])["notification_type"] == "mention"
    assert other.read(*service.pushed[0])["notification_type"] == "mention"


def test_two_at_once_push_once(scene: Subscribed, service: PushService):
    tell(scene, 3)
    service.on_push = lambda: push(scene)
    push(scene)
    assert set(told_ids(service, scene.device).values()) == {1}
    assert len(service.pushed) == 3


def test_a_device_that_ends_meanwhile_stays_ended(scene: Subscribed, service: PushService):
    tell(scene, 2)
    service.on_push = lambda: device_of(scene).remove()
    service.answers = [(503, {})]
    push(scene)
    assert PushSubscription.of_account(scene.anna.id) == []


def test_a_run_that_takes_too_long_goes_on_in_another(
    scene: Subscribed, service: PushService, monkeypatch: pytest.MonkeyPatch
):
    late = SimpleNamespace(monotonic=lambda: 50.0 * bool(service.pushed))
    monkeypatch.setattr(pushing, "time", late)
    tell(scene, 3)
    push(scene)
    assert len(service.pushed) == 1
    monkeypatch.undo()
    monkeypatch.setattr(config, "PUSH_ANYWHERE", True)
    deliver_events("pushes")
    assert set(told_ids(service, scene.device).values()) == {1}
    assert len(service.pushed) == 3


def test_so_many_are_pushed_in_an_hour_at_most(
    scene: Subscribed, service: PushService, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(push_subscriptions, "MOST_IN_A_WINDOW", 3)
    tell(scene, 5)
    push(scene)
    tell(scene, 1)
    push(scene)
    assert len(service.pushed) == 3
    clock.at += WINDOW_SECONDS + 1
    tell(scene, 1)
    push(scene)
    # What was left out is news no more.
    assert len(service.pushed) == 4
