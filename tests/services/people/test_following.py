"""Home timelines of those who follow and who leave, wherever the work is cut."""

from typing import Any

import pytest

from chalicelib import config
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.timelines import Home, TimelineEntry
from chalicelib.services.people import homes
from chalicelib.services.photos import timelines
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_follow, make_post
from tests.kit.killing import every_kill
from tests.kit.recorder import record_calls
from tests.services.people.test_homes import entries, finish, home


@pytest.mark.parametrize("most", [0, 10_000], ids=["pulled", "delivered"])
def test_a_follow_that_is_cut_anywhere_brings_the_posts_home_or_does_not_exist(
    monkeypatch: pytest.MonkeyPatch, most: int
):
    monkeypatch.setattr(config, "PULL_ABOVE", most)
    anna = make_account()
    post = make_post(anna).id
    deliver_events()

    readers = every_kill(monkeypatch, make_account, lambda reader: timelines.follow(reader.id, anna.id))
    drop_events()
    finish()

    wanted = [[post] if Follow.is_there(reader.id, anna.id) else [] for reader in readers]
    assert [home(reader) for reader in readers] == wanted
    assert 0 < sum(map(len, wanted)) < len(readers)


def test_an_unfollow_that_is_cut_anywhere_takes_the_posts_out_or_did_not_happen(monkeypatch: pytest.MonkeyPatch):
    anna = make_account()
    post = make_post(anna).id
    deliver_events()

    def begin() -> Account:
        reader = make_account()
        timelines.follow(reader.id, anna.id)
        deliver_events()
        return reader

    readers = every_kill(monkeypatch, begin, lambda reader: timelines.unfollow(reader.id, anna.id))
    drop_events()
    finish()

    wanted = [[post] if Follow.is_there(reader.id, anna.id) else [] for reader in readers]
    assert [home(reader) for reader in readers] == wanted
    assert 0 < sum(map(len, wanted)) < len(readers)


@pytest.mark.parametrize("most", [0, 10_000], ids=["pulled", "delivered"])
def test_whoever_unfollows_during_a_delivery_finds_nothing_of_it(monkeypatch: pytest.MonkeyPatch, most: int):
    anna, ben, eve = make_account(), make_account(), make_account()
    for fan in (ben, eve):
        timelines.follow(fan.id, anna.id)
    deliver_events()
    monkeypatch.setattr(config, "PULL_ABOVE", most)
    post = make_post(anna).id
    real = Follow.followers_of

    def followers_of(account_id: str, page: Page) -> Any:
        found = real(account_id, page)
        # Its message too is through by then: nothing hides what comes after it.
        timelines.unfollow(ben.id, anna.id)
        deliver_events("follows")
        return found

    monkeypatch.setattr(Follow, "followers_of", followers_of)
    timelines.deliver(post)

    assert (home(ben), home(eve)) == ([], [post])
    assert not Home.get(ben.id).pulled


def test_whoever_unfollows_while_the_timeline_is_rebuilt_finds_nothing_of_it(monkeypatch: pytest.MonkeyPatch):
    anna, ben = make_account(), make_account()
    make_follow(ben, anna)
    make_post(anna)
    real = TimelineEntry.add

    def add(found: Any) -> None:
        timelines.unfollow(ben.id, anna.id)
        real(found)

    monkeypatch.setattr(TimelineEntry, "add", add)
    homes.rebuild(ben.id, "")
    assert entries(ben) == []


def test_a_second_message_about_a_follow_writes_nothing_again(monkeypatch: pytest.MonkeyPatch):
    anna, ben = make_account(), make_account()
    make_post(anna)
    deliver_events()
    timelines.follow(ben.id, anna.id)
    calls = record_calls(monkeypatch)
    homes.settle(ben.id, anna.id)
    assert not {name for name, _ in calls} & {"BatchWriteItem", "PutItem", "UpdateItem"}
