"""Two requests that make something at Stripe, at every call: it is there once, and the rows and Stripe agree."""

import pytest

from tests.kit.money.workers import SECOND, Stops, Turn, Worker, make_stops
from tests.services.money.selling.making import SCENES
from tests.services.money.selling.story import Story
from tests.services.money.two_workers import MAKING


@pytest.fixture
def stops(story: Story, monkeypatch: pytest.MonkeyPatch) -> Stops:
    del story
    return make_stops(monkeypatch)


def play(story: Story, name: str, stops: Stops, *turns: Turn) -> list[Worker]:
    """Play one run of a new creator and fan by turns, and check it."""
    jobs, check = SCENES[name](Story(story.shop))
    workers = stops.play(jobs, turns)
    story.shop.tell()
    story.shop.work()
    try:
        assert [worker.error for worker in workers] == [None, None]
        check(workers)
    except AssertionError as error:
        error.add_note(f"after {turns}, with {[worker.seen for worker in workers]}")
        raise
    return workers


@pytest.mark.parametrize("name", SCENES)
def test_a_sample_of_two_workers_at_what_is_made(name: str, story: Story, stops: Stops):
    for second in SECOND.values():
        play(story, name, stops, Turn(0, until="before act"), Turn(1, until=second))
    play(story, name, stops, Turn(0, until="after act"), Turn(1))
    assert MAKING.get(name, set()) <= stops.called


@pytest.mark.money
@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("name", SCENES)
def test_two_workers_at_every_call_of_what_is_made(name: str, second: str, story: Story, stops: Stops, record_property):
    [alone, _] = play(story, name, stops)
    for place in range(1, len(alone.seen) + 1):
        play(story, name, stops, Turn(0, place), Turn(1, until=SECOND[second]))
    record_property("runs", len(alone.seen))
