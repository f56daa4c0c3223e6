"""Workers that are killed while they push: nobody stays untold, and nobody is told anything more than twice."""

from typing import Any

import pytest

from chalicelib.gateways.push import posting
from chalicelib.models.talk.push_subscriptions import CLAIM_SECONDS
from tests.kit.killing import ALL_WRITES, Killed, make_killer
from tests.kit.pushes import PushService
from tests.kit.subscribed import Subscribed, push, tell, told_ids
from tests.kit.telling import Clock


@pytest.fixture
def scene(service: PushService) -> Subscribed:
    return Subscribed(service)


def test_a_worker_that_is_killed_anywhere_leaves_nobody_untold_and_tells_nobody_thrice(
    scene: Subscribed, service: PushService, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    real = posting.post
    killer = make_killer(monkeypatch, ALL_WRITES)
    monkeypatch.setattr(posting, "post", lambda *args: killer.around("post", real, *args))
    for at in range(100):
        tell(scene, 3)
        service.pushed.clear()
        try:
            with killer.aiming(at):
                push(scene)
        except Killed:
            pass
        else:
            assert at > 5
            break
        # The message comes again once the claim is over.
        clock.at += CLAIM_SECONDS + 1
        push(scene)
        found = told_ids(service, scene.device)
        assert len(found) == 3, killer.seen
        assert set(found.values()) <= {1, 2}, killer.seen
    else:
        raise AssertionError("it never ended")


def test_a_worker_that_dies_each_time_tells_nobody_thrice(
    scene: Subscribed, service: PushService, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    def dies(*args: Any) -> posting.Answer:
        real(*args)
        raise Killed

    real = posting.post
    monkeypatch.setattr(posting, "post", dies)
    tell(scene)
    for _ in range(4):
        try:
            push(scene)
        except Killed:
            clock.at += CLAIM_SECONDS + 1
    assert set(told_ids(service, scene.device).values()) == {2}
