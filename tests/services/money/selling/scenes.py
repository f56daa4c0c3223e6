"""A scene that two workers play at Stripe's calls, whatever it is about."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tests.kit.money.workers import SECOND, Stops, Turn, Worker
from tests.services.money.selling.story import Story

Job = Callable[[], None]
Check = Callable[[Sequence[Worker]], None]


class Scene(NamedTuple):
    """What two workers do, and what must be true at the end, after the queues have brought what is left."""

    jobs: tuple[Job, Job]
    check: Check

    def turned(self) -> "Scene":
        """Return the scene with the other worker first."""
        return self._replace(jobs=self.jobs[::-1])


Begin = Callable[[Story], Scene]


def play(story: Story, begin: Begin, stops: Stops, *turns: Turn) -> list[Worker]:
    """Play one run of a new creator and fan by turns, and check it."""
    jobs, check = begin(Story(story.shop))
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


def play_some(story: Story, begin: Begin, stops: Stops) -> None:
    """Stop the first worker before its first call that changes something, with each way of the second, and after it."""
    for second in SECOND.values():
        play(story, begin, stops, Turn(0, until="before act"), Turn(1, until=second))
    play(story, begin, stops, Turn(0, until="after act"), Turn(1))


def play_all(story: Story, begin: Begin, stops: Stops, second: str) -> int:
    """Stop the first worker at each of its calls in turn, with one way of the second; return how many there were."""
    [alone, _] = play(story, begin, stops)
    for place in range(1, len(alone.seen) + 1):
        play(story, begin, stops, Turn(0, place), Turn(1, until=SECOND[second]))
    return len(alone.seen)
