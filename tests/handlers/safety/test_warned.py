"""What moderators did is pushed to the device of whom they acted against, where that asks for it."""

from collections.abc import Iterator

import pytest

from chalicelib import config
from chalicelib.services.safety import silencing
from chalicelib.services.safety.decisions import Decision
from tests.kit.pushes import PushService, push_service
from tests.kit.subscribed import EVERY_ALERT, Subscribed


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[PushService]:
    monkeypatch.setattr(config, "PUSH_ANYWHERE", True)
    with push_service() as running:
        yield running


@pytest.mark.parametrize(("asks", "tells"), [(True, True), (False, True), (True, False)])
def test_a_strike_is_pushed_to_who_asks_for_it(service: PushService, asks: bool, tells: bool):
    scene = Subscribed(service, alerts=EVERY_ALERT | {"moderation_warning": asks})
    silencing.silence(scene.anna.id, Decision("op", reason="Spam", is_told=tells))
    pushed = [kind for kind, _ in scene.pushed()]
    assert pushed == (["moderation_warning"] if asks and tells else [])
