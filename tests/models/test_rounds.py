"""What is asked at once: in order, under one deadline, and never waiting for itself."""

import threading
from functools import partial

import pytest

from bench.meter import Bill
from chalicelib import deadline
from chalicelib.errors import Unavailable
from chalicelib.models.rounds import THREADS, both, each, lane


def test_acts_run_at_once_and_answer_in_their_order():
    # Nobody passes before all are there.
    meeting = threading.Barrier(THREADS + 1, timeout=30)

    def meet(number: int) -> int:
        meeting.wait()
        return number

    assert each([partial(meet, number) for number in range(THREADS + 1)]) == list(range(THREADS + 1))


def test_a_round_obeys_the_deadline_of_whoever_asks(monkeypatch: pytest.MonkeyPatch):
    with deadline.of_request():
        assert all(left < deadline.NEVER for left in both(deadline.left, deadline.left))
        monkeypatch.setattr(deadline, "clock", lambda: 10.0**12)
        with pytest.raises(Unavailable):
            both(lambda: None, deadline.check)
    assert both(deadline.left, deadline.left) == (deadline.NEVER, deadline.NEVER)


def test_the_first_failure_is_raised_when_all_have_ended():
    ended: list[int] = []

    def fail(number: int) -> None:
        ended.append(number)
        raise ValueError(number)

    with pytest.raises(ValueError, match="0"):
        each([partial(fail, number) for number in range(5)])
    assert sorted(ended) == list(range(5))


def test_rounds_within_a_round_do_not_wait_for_their_own_threads():
    def inner(number: int) -> int:
        return sum(each([lambda: number, lambda: number]))

    assert sum(each([partial(inner, number) for number in range(4 * THREADS)])) == sum(range(4 * THREADS)) * 2


def test_the_acts_of_a_round_within_a_round_run_at_once():
    meeting = threading.Barrier(4, timeout=30)
    meet = partial(both, meeting.wait, meeting.wait)
    assert [len(passed) for passed in both(meet, meet)] == [2, 2]


def test_a_round_takes_as_many_trips_as_its_slowest_place():
    bill = Bill()

    def ask() -> None:
        bill.add("Query", lane.get())

    def follow() -> None:
        ask()
        both(ask, lambda: both(ask, ask))

    ask()
    each([ask, follow, lambda: both(ask, ask)])
    assert (bill.trips, len(bill.calls)) == (1 + 3, 1 + 1 + 4 + 2)
