"""Two workers at one payment, at every call, one of them killed or not: everything happens once at Stripe."""

from functools import partial

import pytest

from tests.kit.killing import Killed
from tests.kit.money.shop import Shop
from tests.kit.money.tips import STORIES, Story, Tips, break_creators
from tests.kit.money.workers import SECOND, Stops, Turn, Worker, make_stops
from tests.services.money.two_workers import PAYMENTS

SAMPLED = ("a part in the Dashboard", "a part in the Dashboard and one by us", "a refund that failed")


@pytest.fixture
def stops(story: Story, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Stops:
    del shop
    if story.is_broke:
        break_creators(monkeypatch)
    return make_stops(monkeypatch)


@pytest.fixture
def tips(stops: Stops, shop: Shop) -> Tips:
    del stops
    return Tips(shop)


@pytest.fixture
def story(name: str) -> Story:
    return STORIES[name]


def play(tips: Tips, story: Story, stops: Stops, *turns: Turn) -> list[Worker]:
    """Play one run by turns, let the queue bring the message again, and check what is left."""
    tips.pay()
    story.happen(tips)
    workers = stops.play([tips.work, tips.work], turns)
    errors = [worker.error for worker in workers if not isinstance(worker.error, Killed)]
    tips.work()
    try:
        tips.check(story.given_back, story.sent_again)
        assert errors == [None] * len(errors)
    except AssertionError as error:
        error.add_note(f"after {turns}, with {[worker.seen for worker in workers]}")
        raise
    return workers


def count_stops(tips: Tips, story: Story, stops: Stops) -> list[str]:
    """Return the stops of a worker that is alone."""
    [worker, _] = play(tips, story, stops)
    return worker.seen


def play_all(tips: Tips, story: Story, stops: Stops, second: str, *, is_killed: bool) -> int:
    """Let the first worker stop at each of its stops while the second works; return how many runs there were."""
    number = len(count_stops(tips, story, stops))
    for place in range(1, number + 1):
        first, other = Turn(0, place), Turn(1, until=SECOND[second])
        dying = [Turn(0, 1, is_killed=True)] if is_killed else []
        play(tips, story, stops, first, other, *dying)
    return number


@pytest.mark.parametrize("name", SAMPLED)
@pytest.mark.parametrize("second", SECOND)
def test_a_sample_of_two_workers(name: str, second: str, story: Story, tips: Tips, stops: Stops):
    turn = partial(Turn, 1, until=SECOND[second])
    play(tips, story, stops, Turn(0, until="before act"), turn())
    play(tips, story, stops, Turn(0, until="after act"), turn(), Turn(0, 1, is_killed=True))
    assert PAYMENTS.get(name, set()) <= stops.called


@pytest.mark.parametrize("stop", ["after transfers.retrieve", "before TransactWriteItems"])
@pytest.mark.parametrize("name", ["a part in the Dashboard"])
def test_what_was_decided_from_an_older_row_is_never_done(name: str, stop: str, story: Story, tips: Tips, stops: Stops):
    """The first has looked; the second does all of it and less is refunded once more; then the first goes on."""
    del name
    tips.pay()
    story.happen(tips)

    def refund_again() -> None:
        tips.work()
        tips.refund_in_dashboard(200)

    stops.play([tips.work, refund_again], [Turn(0, until=stop), Turn(1)])
    tips.work()
    tips.check(500)


@pytest.mark.money
@pytest.mark.parametrize("is_killed", [False, True], ids=["alive", "killed"])
@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("name", STORIES)
def test_two_workers_at_every_call(
    name: str, second: str, is_killed: bool, story: Story, tips: Tips, stops: Stops, record_property
):
    del name
    record_property("runs", play_all(tips, story, stops, second, is_killed=is_killed))
