"""Pages of ids, whatever bounds them."""

import itertools
from collections.abc import Iterable

import pytest

from bench.meter import metered
from chalicelib.models.paging import Page, Turned, count_up_to, key, merge, turn
from chalicelib.models.people.requests import FollowRequest
from tests.kit.factories import make_account

IDS = [key(number) for number in range(10, 20)]


def read(low: str, high: str, rising: bool, limit: int) -> Iterable[str]:
    assert low <= high, "DynamoDB refuses such a span; moto does not"
    found = [row for row in IDS if low <= row <= high]
    return (found if rising else found[::-1])[:limit]


def page(**bounds: object) -> tuple[list[int], bool]:
    turned = turn(read, lambda row: row, Page(**bounds))  # type: ignore[arg-type]
    return [int(row) for row in turned.rows], turned.has_more


def test_the_newest_rows_come_first():
    assert page(limit=3) == ([19, 18, 17], True)


def test_max_id_is_exclusive():
    assert page(limit=3, max_id="17") == ([16, 15, 14], True)


@pytest.mark.parametrize("bounds", [{"min_id": "17"}, {"since_id": "15"}, {"since_id": "19"}, {"min_id": "9" * 30}])
def test_between_bounds_that_cross_there_is_nothing(bounds: dict[str, str]):
    assert page(limit=3, max_id="15", **bounds) == ([], False)


def test_the_last_page_has_no_more():
    assert page(limit=3, max_id="13") == ([12, 11, 10], False)
    assert page(limit=10) == ([19, 18, 17, 16, 15, 14, 13, 12, 11, 10], False)


def test_since_id_keeps_the_newest_above_it():
    assert page(limit=3, since_id="15") == ([19, 18, 17], True)
    assert page(limit=3, since_id="17") == ([19, 18], True)


def test_min_id_takes_the_oldest_above_it_and_still_lists_newest_first():
    assert page(limit=3, min_id="12") == ([15, 14, 13], True)
    assert page(limit=3, min_id="18") == ([19], True)


def test_a_bound_below_everything_leaves_nothing_older():
    assert page(limit=3, min_id="1") == ([12, 11, 10], False)
    assert page(limit=10, since_id="0") == ([19, 18, 17, 16, 15, 14, 13, 12, 11, 10], False)


def test_a_bound_that_is_gone_still_tells_that_older_rows_exist(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(f"{__name__}.IDS", [row for row in IDS if row != key(15)])
    assert page(limit=2, min_id="15") == ([17, 16], True)


def test_ids_that_are_no_ids_of_ours_still_bound_a_page():
    assert page(limit=2, max_id="9" * 30) == ([19, 18], True)
    assert page(limit=2, max_id="0") == ([], False)
    assert page(limit=2, min_id="9" * 30) == ([], False)


@pytest.mark.parametrize("limit", range(1, 12))
def test_walking_by_max_id_meets_every_row_once_and_ends(limit: int):
    walked: list[int] = []
    bounds: dict[str, object] = {}
    for _ in itertools.repeat(None, 12):
        rows, has_more = page(limit=limit, **bounds)
        walked += rows
        if not has_more:
            break
        bounds = {"max_id": str(rows[-1])}
    assert walked == list(range(19, 9, -1))


@pytest.mark.parametrize("limit", range(1, 12))
def test_walking_by_min_id_meets_every_row_once(limit: int):
    walked: list[int] = []
    newest = "9"
    while rows := page(limit=limit, min_id=newest)[0]:
        walked += rows[::-1]
        newest = str(rows[0])
    assert walked == list(range(10, 20))


def test_merging_keeps_the_page_next_to_its_bound():
    lists = [Turned([key(9), key(5)], False), Turned([key(8), key(4)], True)]
    assert merge(lists, Page(limit=3)) == Turned([key(9), key(8), key(5)], True)
    assert merge(lists, Page(limit=3, min_id="3")) == Turned([key(8), key(5), key(4)], True)
    assert not merge([Turned([key(9)], False)], Page(limit=3)).has_more


def test_rows_are_counted_up_to_a_most_by_one_query():
    anna = make_account()
    for _ in range(5):
        FollowRequest(anna.id, make_account().id).save()
    with metered() as bill:
        assert [count_up_to(most, FollowRequest, anna.id) for most in (3, 9)] == [3, 5]
        assert count_up_to(3, FollowRequest, anna.id, "listed") == 3
    assert bill.trips == 3
