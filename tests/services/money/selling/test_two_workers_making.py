"""Two requests that make something at Stripe, at every call: it is there once, and the rows and Stripe agree."""

import pytest

from tests.kit.money.workers import SECOND, Stops
from tests.services.money.selling.making import SCENES
from tests.services.money.selling.scenes import play_all, play_some
from tests.services.money.selling.story import Story
from tests.services.money.two_workers import MAKING


@pytest.mark.parametrize("name", SCENES)
def test_a_sample_of_two_workers_at_what_is_made(name: str, story: Story, stops: Stops):
    play_some(story, SCENES[name], stops)
    assert MAKING.get(name, set()) <= stops.called


@pytest.mark.money
@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("name", SCENES)
def test_two_workers_at_every_call_of_what_is_made(name: str, second: str, story: Story, stops: Stops, record_property):
    record_property("runs", play_all(story, SCENES[name], stops, second))
