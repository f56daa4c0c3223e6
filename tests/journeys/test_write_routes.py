"""Every route that writes people and photos, killed at each of its calls to AWS: it is finished, or did not happen."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from app import app
from chalicelib.services import sweeper
from chalicelib.services.photos import media
from tests.journeys import (
    appeal_routes,
    browser_routes,
    door_routes,
    interaction_routes,
    joining_routes,
    notice_routes,
    passkey_routes,
    person_tag_routes,
    pixelfed_talk_routes,
    profile_routes,
    reading_routes,
    safety_routes,
    scheduling_routes,
    sharing_routes,
    story_routes,
    talk_routes,
    write_routes,
)
from tests.journeys.scene import Scene
from tests.journeys.write_routes import Route
from tests.kit.events import deliver_events, drop_events, empty_queues
from tests.kit.killing import ALL_WRITES, Killed, Killer, make_killer
from tests.kit.money.paid import empty_bucket, originals
from tests.kit.rows import empty_tables, stored
from tests.kit.sampling import moments

# `make test` plays one in so many moments of each route, another seed others; `make test-routes` plays all.
PLAYED = 16
ROUTES = (
    *(*write_routes.ROUTES, *reading_routes.ROUTES, *safety_routes.ROUTES),
    *(*door_routes.ROUTES, *passkey_routes.ROUTES, *sharing_routes.ROUTES, *interaction_routes.ROUTES),
    *(*scheduling_routes.ROUTES, *profile_routes.ROUTES, *browser_routes.ROUTES, *story_routes.ROUTES),
    *(*talk_routes.ROUTES, *pixelfed_talk_routes.ROUTES, *person_tag_routes.ROUTES, *joining_routes.ROUTES),
    *(*appeal_routes.ROUTES, *notice_routes.ROUTES),
)
WINGS = (
    *("chalicelib.handlers.people.", "chalicelib.handlers.photos.", "chalicelib.handlers.safety."),
    "chalicelib.handlers.talk.",
)
# It answers that there is nothing to change.
NOTHING = "chalicelib.handlers.talk.absent"
SWEEPS = (6 * 60, 20 * 60, 2 * 24 * 3600, 3 * 24 * 3600)


class Play:
    """A route, played from empty tables as often as it takes."""

    make_scene: Callable[[], Scene] = Scene

    def __init__(self, route: Route, killer: Killer) -> None:
        self.route, self.killer = route, killer
        self.begin()
        self.moments = self.ask()
        self.after = self.finish()
        self.begin()
        self.before = self.finish()

    def begin(self) -> None:
        empty_tables()
        empty_queues()
        empty_bucket()
        self.scene = self.make_scene()
        self.prepared = self.route.prepare(self.scene)
        self.client = self.route.client(self.scene)
        deliver_events()

    def ask(self, at: int | None = None) -> int:
        """Send the request, and return how many moments it had; it is killed at one of them."""
        with self.killer.aiming(at):
            answer = self.route.act(self.client, self.scene, self.prepared)
        assert at is not None or answer.status_code < 400, answer.text
        return len(self.killer.seen)

    def finish(self) -> Counter[str]:
        """Let pass what a finisher needs, and return what is there then."""
        deliver_events()
        for seconds in SWEEPS:
            if seconds <= self.route.seconds:
                with time_machine.travel(timedelta(seconds=seconds)):
                    sweeper.sweep()
                    deliver_events()
        return self.left()

    def left(self) -> Counter[str]:
        """Return all rows, and the originals that buyers have."""
        return stored(self.scene.names) + originals()

    def kill(self, at: int) -> None:
        """Kill the request at a moment, and see that it is as if it had been finished, or had never been sent."""
        self.begin()
        with pytest.raises(Killed):
            self.ask(at)
        moment = self.killer.seen[-1]
        # The function ended: what it would have sent at last is lost, and what it sent ahead is not.
        drop_events()
        found = self.finish()
        is_whole = found in (self.before, self.after)
        assert is_whole, (moment, [*(found - self.after)], [*(self.after - found)])
        if self.route.is_repeatable:
            self._repeat(moment)

    def _repeat(self, moment: str) -> None:
        answer = self.route.act(self.client, self.scene, self.prepared)
        # What is deleted, or a name that is taken, is so by the first request.
        assert answer.status_code < 400 or answer.status_code in {404, 422}, answer.text
        found = self.finish()
        assert found == self.after, (moment, found - self.after, self.after - found)


@pytest.fixture
def killer(monkeypatch: pytest.MonkeyPatch) -> Killer:
    monkeypatch.setattr(media, "LONGEST_WAIT", 0.0)
    return make_killer(monkeypatch, ALL_WRITES)


def test_every_write_route_is_played():
    found = {
        (method, path)
        for path, methods in app.route_table.items()
        for method, entry in methods.items()
        if method != "GET"
        and entry.view_function.__module__.startswith(WINGS)
        and entry.view_function.__module__ != NOTHING
    }
    # Pixelfed's app sends what others PATCH.
    assert found - {("POST", "/api/v1/accounts/update_credentials")} == {(one.method, one.path) for one in ROUTES}


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_a_write_route_that_is_cut_is_finished_or_did_not_happen(
    route: Route, killer: Killer, pytestconfig: pytest.Config
):
    play = Play(route, killer)
    assert play.moments >= 2
    for at in moments(str(route), play.moments, PLAYED, pytestconfig.option.seed):
        play.kill(at)


@pytest.mark.routes
@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_a_write_route_that_is_cut_at_any_call_is_finished_or_did_not_happen(
    route: Route, killer: Killer, record_property: Any
):
    play = Play(route, killer)
    for at in range(play.moments):
        play.kill(at)
    record_property("runs", play.moments)
