"""Promises of deliveries: they are sent until they are kept, and those of an older release too."""

from datetime import timedelta

import pytest
import time_machine

from chalicelib import config
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.models.promises import Promise
from chalicelib.services import sweeper
from chalicelib.services.photos import timelines
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_follow, make_post
from tests.services.photos.test_timelines import home


def test_a_post_that_the_release_before_left_undelivered_is_delivered():
    anna, ben = make_account(), make_account()
    make_follow(ben, anna)
    post = make_post(anna)
    drop_events()
    Post(post.id).update([Post.undelivered.set("undelivered")])
    for promise in Promise.scan():
        promise.delete()

    with time_machine.travel(timedelta(minutes=6)):
        # Its delivery, and the message for its words.
        assert (sweeper.sweep()["posts"], deliver_events()) == (1, 2)
        assert home(ben) == [post.id]
        assert sweeper.sweep()["posts"] == 0


def test_an_account_that_grows_very_large_during_a_delivery_loses_no_follower(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(timelines, "DELIVERED_AT_ONCE", 2)
    monkeypatch.setattr(config, "PULL_ABOVE", 3)
    anna, fans = make_account(), [make_account() for _ in range(5)]
    for fan in fans:
        make_follow(fan, anna)
    posts = [make_post(anna).id]
    drop_events()
    timelines.deliver(posts[0])
    anna.update([Account.followers_count.set(5)])
    deliver_events()

    posts.append(make_post(anna).id)
    deliver_events()
    posts.append(make_post(anna).id)
    deliver_events()
    assert [home(fan) for fan in fans] == [posts[::-1]] * 5


def test_a_promise_that_cannot_be_kept_is_sent_ever_more_rarely():
    make_post(make_account())
    drop_events()
    sent = []
    with time_machine.travel(timedelta(0)) as clock:
        for minutes in range(0, 120, 5):
            sent += [minutes] * sweeper.sweep()["promises"]
            drop_events()
            clock.shift(timedelta(minutes=5))
    assert sent == [5, 10, 20, 40, 75]
