"""A day is added up exactly, by one function or by many, however often and however late; and cheaply."""

from collections import Counter
from math import ceil
from typing import Any

import pytest

from chalicelib.handlers.events import VIEWS
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.insights import view_batches
from chalicelib.models.photos.insights.insight_days import InsightDay
from chalicelib.models.photos.insights.view_batches import SHARDS, ViewBatch
from chalicelib.services import limits
from chalicelib.services.photos.insights import adding_up, reporting
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post
from tests.kit.killing import every_kill

DAY = "2026-11-18"
PEOPLE, POSTS, READERS = 5, 40, 60


def community() -> tuple[list[Account], dict[str, str]]:
    """Return people, and of each post whose it is."""
    people = [make_account() for _ in range(PEOPLE)]
    return people, {make_post(people[number % PEOPLE]).id: people[number % PEOPLE].id for number in range(POSTS)}


def reported(posts: dict[str, str], readers: int = READERS) -> list[dict[str, Any]]:
    """Return what readers report: each most posts, and the profiles of two people."""
    ids, people = list(posts), list(dict.fromkeys(posts.values()))
    return [
        {
            "nonce": str(reader),
            "day": DAY,
            "posts": [post_id for number, post_id in enumerate(ids) if (number + reader) % 3],
            "accounts": [people[reader % PEOPLE], people[(reader + 1) % PEOPLE]],
        }
        for reader in range(readers)
    ]


def expected(posts: dict[str, str], messages: list[dict[str, Any]]) -> dict[str, tuple[dict[str, int], int]]:
    """Return what each person is to be told, by adding up one view after the other."""
    seen = Counter(post_id for one in messages for post_id in one["posts"])
    visits = Counter(account_id for one in messages for account_id in one["accounts"])
    return {
        person: ({post_id: seen[post_id] for post_id, author in posts.items() if author == person}, visits[person])
        for person in dict.fromkeys(posts.values())
    }


def told(people: list[Account]) -> dict[str, tuple[dict[str, int], int]]:
    """Return what is written down of each person's day."""
    days = {person.id: InsightDay.since(person.id, DAY)[DAY] for person in people}
    return {person: (dict(seen.posts), seen.profile_visits) for person, seen in days.items()}


@pytest.mark.parametrize("few", [0, 1_000], ids=["by many functions", "by one"])
@pytest.mark.parametrize("together", [1, 7, READERS])
def test_a_day_adds_up_to_what_was_reported(monkeypatch: pytest.MonkeyPatch, few: int, together: int):
    monkeypatch.setattr(view_batches, "FEW_ROWS", few)
    people, posts = community()
    messages = reported(posts)
    for start in range(0, READERS, together):
        reporting.collect([*messages[start : start + together], *messages[start : start + 2]])
    for _ in range(2):
        adding_up.begin(DAY)
        deliver_events("views")
        assert told(people) == expected(posts, messages)
    assert (len(list(ViewBatch.scan(ViewBatch.day.startswith(f"{DAY}#")))) > 0) is (together == READERS)
    assert ViewBatch.parts_of(DAY) == (SHARDS if few < together == READERS else 1)


def test_what_comes_late_is_added_by_as_many_functions_as_before(monkeypatch: pytest.MonkeyPatch):
    people, posts = community()
    messages = reported(posts)
    reporting.collect(messages[:1])
    adding_up.begin(DAY)
    monkeypatch.setattr(view_batches, "FEW_ROWS", 0)
    reporting.collect(messages[1:])
    adding_up.begin(DAY)
    deliver_events("views")
    assert ViewBatch.parts_of(DAY) == 1
    assert told(people) == expected(posts, messages)


def test_a_part_that_is_cut_anywhere_is_finished_by_its_next_try(monkeypatch: pytest.MonkeyPatch):
    _, posts = community()
    messages = reported(posts)
    people = list(dict.fromkeys(posts.values()))
    begun = iter(range(100))

    def begin() -> str:
        day = f"2026-10-{next(begun) + 1:02}"
        reporting.collect({**one, "day": day} for one in messages)
        return day

    for day in every_kill(monkeypatch, begin, adding_up.begin):
        adding_up.begin(day)
        seen = {person: InsightDay.since(person, day)[day] for person in people}
        assert {one: (dict(found.posts), found.profile_visits) for one, found in seen.items()} == expected(
            posts, messages
        )


@pytest.mark.parametrize(("few", "kept"), [(-1, 4), (1_000, 2)], ids=["by many functions", "by one"])
def test_of_many_posts_those_are_told_apart_that_were_seen_most(monkeypatch: pytest.MonkeyPatch, few: int, kept: int):
    monkeypatch.setattr(view_batches, "FEW_ROWS", few)
    monkeypatch.setattr(view_batches, "SHARDED_ABOVE", 0)
    monkeypatch.setattr(adding_up, "MOST_POSTS", 2)
    monkeypatch.setattr(adding_up, "MOST_OF_A_PART", 1)
    author = make_account()
    ids = [make_post(author).id for _ in range(12)]
    reporting.collect(
        {"nonce": str(number), "day": DAY, "posts": ids[number:], "accounts": []} for number in range(len(ids))
    )
    adding_up.begin(DAY)
    deliver_events("views")
    seen = InsightDay.since(author.id, DAY)[DAY]
    assert seen.views == 12 * 13 // 2
    assert kept <= len(seen.posts) < len(ids)
    assert seen.posts[ids[-1]] == 12
    assert all(number == ids.index(post_id) + 1 for post_id, number in seen.posts.items())


@pytest.mark.parametrize("readers", [1, 6, READERS, 1_000])
def test_a_view_takes_less_than_a_tenth_of_a_write(readers: int):
    _, posts = community()
    messages = reported(posts, readers)
    views = sum(len(one["posts"]) + len(one["accounts"]) for one in messages)
    together = VIEWS["batch_size"]
    for start in range(0, readers, together):
        reporting.collect(messages[start : start + together])
    # The keys and names of a row take a tenth of a kilobyte, and one in STEPS of the reports is counted by the limit.
    rows = sum(ceil((len(row.packed) + 100) / 1024) for row in ViewBatch.scan())
    assert (rows + readers / limits.STEPS["views"]) / views <= 0.1
