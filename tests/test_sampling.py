"""A sample plays every test function, and another part of its cases with each seed."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests import conftest
from tests.kit.sampling import moments, sample

ORDERS = [f"test_orders.py::test_all_orders[{story}-{share}]" for story in "abcde" for share in range(4)]
KILLS = [f"test_kills.py::test_fifty[{delay}]" for delay in range(3)]
ROUNDS = ["test_crowds.py::test_rounds"]
ALL = [*ORDERS, *KILLS, *ROUNDS]


def test_each_function_keeps_its_share_of_cases_and_one_at_least():
    chosen = sample(ALL, 8, seed=1)
    assert [len(chosen.intersection(cases)) for cases in (ORDERS, KILLS, ROUNDS)] == [3, 1, 1]
    assert sample(ALL, 1, seed=1) == set(ALL)


def test_a_seed_chooses_the_same_cases_whatever_else_is_collected():
    assert sample(ALL, 8, seed=7) == sample(ROUNDS + KILLS[::-1], 8, seed=7) | sample(ORDERS[::-1], 8, seed=7)


def test_seeds_come_to_every_case_in_time():
    assert set().union(*(sample(ALL, 8, seed) for seed in range(100))) == set(ALL)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_seeds_come_to_every_moment_in_time_and_each_plays_its_share(number: int):
    played = [moments("POST /x", number, 8, seed) for seed in range(100)]
    assert {at for one in played for at in one} == set(range(number))
    assert {len(one) for one in played} <= {max(1, number // 8), -(-number // 8)}


class Case(SimpleNamespace):
    """A test as pytest collects it, with the share that its mark tells."""

    def get_closest_marker(self, _: str) -> Any:
        return SimpleNamespace(args=(self.share,)) if self.share else None


def played(share: int, **asked: Any) -> tuple[set[str], set[str]]:
    """Return what pytest plays of cases with such a mark, and what it counts as left out."""
    gone: list[Any] = []
    hook = SimpleNamespace(pytest_deselected=lambda *, items: gone.extend(items))
    option = SimpleNamespace(**({"sample": 1, "seed": 3, "whole": False} | asked))
    items: list[Any] = [Case(nodeid=case, share=share) for case in ALL]
    config: Any = SimpleNamespace(option=option, hook=hook)
    conftest.pytest_collection_modifyitems(config, items)
    return {item.nodeid for item in items}, {item.nodeid for item in gone}


def test_pytest_plays_the_sample_and_counts_the_rest_as_left_out():
    chosen = sample(ALL, 8, seed=3)
    assert played(0, sample=8) == (chosen, set(ALL) - chosen)


def test_what_is_marked_is_sampled_by_its_mark_unless_all_is_asked_for():
    chosen = sample(ALL, 4, seed=3)
    assert played(4) == (chosen, set(ALL) - chosen)
    assert played(4, sample=8)[0] == sample(ALL, 8, seed=3)
    assert played(4, whole=True) == (set(ALL), set())
    assert played(0) == (set(ALL), set())
