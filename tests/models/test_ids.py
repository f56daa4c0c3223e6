"""Ids: they sort by time as text, and within a millisecond by the order in which a process made them."""

from concurrent.futures import ThreadPoolExecutor

from chalicelib.models.base import id_time, new_id

AT = 1_790_000_000.123


def test_ids_of_one_millisecond_ascend():
    made = [new_id(AT) for _ in range(1000)]
    assert made == sorted(set(made))
    assert {len(one) for one in made} == {18}


def test_more_ids_than_a_millisecond_holds_go_on_in_the_next():
    made = [new_id(AT + 10) for _ in range(70_000)]
    assert made == sorted(set(made))
    assert id_time(made[-1]) - id_time(made[0]) < 0.003


def test_an_earlier_moment_has_a_smaller_id():
    late, early = new_id(AT + 20), new_id(AT + 19.9)
    assert early < late
    assert abs(id_time(early) - AT - 19.9) < 0.001


def test_of_many_at_once_none_is_made_twice():
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: new_id(AT + 30), range(5000)))
    assert len(set(made)) == len(made)
