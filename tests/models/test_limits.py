"""Fixed windows, counted by DynamoDB and not by us."""

import random

import pytest
import time_machine

from chalicelib.errors import TooManyRequests
from chalicelib.models.safety.limits import Limit
from tests.kit.recorder import record_calls

NOON = 1_800_000_000  # A whole number of quarters of an hour.


def test_as_many_as_are_allowed_pass_in_each_window() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(3):
            Limit.hit("a", 3, 900)
        with pytest.raises(TooManyRequests) as refused:
            Limit.hit("a", 3, 900)
        Limit.hit("b", 3, 900)
        clock.shift(899)
        with pytest.raises(TooManyRequests):
            Limit.hit("a", 3, 900)
        clock.shift(1)
        Limit.hit("a", 3, 900)

    assert refused.value.headers == {
        "X-RateLimit-Limit": "3",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": "2027-01-15T08:15:00.000Z",
        "Retry-After": "900",
    }


def test_a_try_that_was_given_back_does_not_count() -> None:
    for _ in range(5):
        Limit.hit("a", 1, 900).give_back()
    Limit.hit("a", 1, 900)


@pytest.mark.parametrize("writes", [1, 2])
def test_what_an_estimate_counted_ends_with_its_test(writes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under a clock that stands still, the tests of one process would otherwise be limited together, some at random."""
    monkeypatch.setattr(random, "randrange", lambda step: step - 1)
    with time_machine.travel(NOON, tick=False):
        for _ in range(writes):
            Limit.estimate("a", 2, 900, 1)


def test_a_row_outlives_its_window_by_nothing() -> None:
    with time_machine.travel(NOON, tick=False):
        Limit.hit("a", 1, 900)
    assert [row.expires_at.timestamp() for row in Limit.scan()] == [NOON + 900]


def test_a_hit_is_one_atomic_write_that_answers_with_the_new_number(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = record_calls(monkeypatch)
    Limit.hit("a", 1, 900)

    [(name, request)] = calls
    assert name == "UpdateItem"
    assert "ADD #" in request["UpdateExpression"]
    assert request["ReturnValues"] == "ALL_NEW"
    assert "ConditionExpression" not in request
