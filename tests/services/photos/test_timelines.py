"""Home timelines: who finds what in theirs, whatever happened in between."""

from datetime import timedelta

import pytest
import time_machine

from chalicelib import config
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.timelines import Home, TimelineEntry
from chalicelib.models.promises import Promise
from chalicelib.services import sweeper
from chalicelib.services.photos import likes, posts, timelines
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_follow, make_post


def home(account: Account, **page: object) -> list[str]:
    found = timelines.home(account.id, Page(**page))  # type: ignore[arg-type]
    return [view.post.id for view in found.views]


def test_a_follower_finds_a_delivered_post():
    anna, ben = make_account(), make_account()
    make_follow(ben, anna)
    post = make_post(anna)
    assert home(ben) == []

    deliver_events()

    assert home(ben) == [post.id]
    assert home(anna) == [post.id]


def test_strangers_find_nothing():
    anna, ben = make_account(), make_account()
    make_post(anna)
    deliver_events()
    assert home(ben) == []


def test_a_delivery_that_runs_twice_keeps_the_readers_like():
    anna, ben = make_account(), make_account()
    make_follow(ben, anna)
    post = make_post(anna)
    deliver_events()
    likes.like(ben.id, post.id)

    timelines.deliver(post.id)

    found = timelines.home(ben.id, Page()).views
    assert [(item.post.id, item.state.is_liked) for item in found] == [(post.id, True)]


def test_a_like_taken_back_is_gone_from_home():
    anna, ben = make_account(), make_account()
    make_follow(ben, anna)
    post = make_post(anna)
    deliver_events()
    likes.like(ben.id, post.id)
    likes.unlike(ben.id, post.id)
    assert [item.state.is_liked for item in timelines.home(ben.id, Page()).views] == [False]


def test_the_sweeper_delivers_a_post_whose_message_was_lost():
    anna, ben = make_account(), make_account()
    make_follow(ben, anna)
    post = make_post(anna)
    assert drop_events() == 1

    assert sweeper.sweep()["promises"] == 0
    with time_machine.travel(timedelta(minutes=6)):
        assert sweeper.sweep()["promises"] == 1
        deliver_events()
        assert home(ben) == [post.id]
        assert (sweeper.sweep()["promises"], list(Promise.scan())) == (0, [])


def test_a_delivery_goes_on_over_many_pages_of_followers(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(timelines, "DELIVERED_AT_ONCE", 2)
    anna, fans = make_account(), [make_account() for _ in range(5)]
    for fan in fans:
        make_follow(fan, anna)
    post = make_post(anna)

    # Three pages, and the message for its words.
    assert deliver_events() == 4

    assert [home(fan) for fan in fans] == [[post.id]] * 5


def test_nothing_is_written_for_those_who_never_look():
    anna, ben = make_account(), make_account(is_active=False)
    make_follow(ben, anna)
    make_post(anna)
    deliver_events()
    assert [entry.account_id for entry in TimelineEntry.scan()] == [anna.id]


def test_whoever_returns_finds_a_rebuilt_timeline():
    anna, ben = make_account(), make_account(is_active=False)
    make_follow(ben, anna)
    older, newer = make_post(anna), make_post(anna)
    likes.like(ben.id, older.id)
    deliver_events()

    found = timelines.home(ben.id, Page()).views

    assert [(item.post.id, item.state.is_liked) for item in found] == [(newer.id, False), (older.id, True)]
    assert Home.get(ben.id).is_active
    last = make_post(anna)
    deliver_events()
    assert home(ben)[0] == last.id


def test_posts_of_a_very_large_account_are_pulled(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "PULL_ABOVE", 1)
    anna, ben, eve = make_account(), make_account(), make_account()
    early = make_post(anna)
    for fan in (ben, eve):
        timelines.follow(fan.id, anna.id)
    deliver_events()
    other = make_post(ben)
    timelines.follow(eve.id, ben.id)
    deliver_events()
    late = make_post(anna)
    deliver_events()
    likes.like(eve.id, late.id)

    found = timelines.home(eve.id, Page()).views

    assert [item.post.id for item in found] == [late.id, other.id, early.id]
    assert [item.state.is_liked for item in found] == [True, False, False]
    assert late.id not in {entry.post_id for entry in TimelineEntry.scan() if entry.account_id != anna.id}
    assert home(eve, limit=1) == [late.id]
    assert home(eve, limit=2, max_id=late.id) == [other.id, early.id]
    assert home(eve, limit=2, min_id=early.id) == [late.id, other.id]


def test_following_brings_recent_posts_home():
    anna, ben = make_account(), make_account()
    post = make_post(anna)
    deliver_events()
    timelines.follow(ben.id, anna.id)
    assert home(ben) == [post.id]


def test_a_page_is_filled_up_where_posts_were_deleted():
    anna = make_account()
    ids = [make_post(anna).id for _ in range(8)]
    deliver_events()
    for post_id in ids[2:6]:
        posts.delete(anna.id, post_id)

    assert home(anna, limit=3) == [ids[7], ids[6], ids[1]]
    found = timelines.home(anna.id, Page(limit=3))
    assert found.has_more
    assert home(anna, limit=3, max_id=found.oldest) == [ids[0]]
    assert home(anna, limit=3, min_id=ids[0]) == [ids[7], ids[6], ids[1]]


def test_a_post_for_followers_is_hidden_from_a_follower_who_left_while_it_was_delivered():
    anna, ben = make_account(), make_account()
    make_follow(ben, anna)
    post = make_post(anna, access="followers")
    timelines.unfollow(ben.id, anna.id)
    # The delivery had read the followers before.
    TimelineEntry.add([TimelineEntry(ben.id, post.id, author_id=anna.id)])
    assert home(ben) == []
