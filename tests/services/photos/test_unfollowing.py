"""Posts of whom one unfollows are gone at once, and taken out behind the request."""

from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.timelines import Home, TimelineEntry
from chalicelib.services.photos import timelines
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post


def home(account: Account) -> list[str]:
    return [view.post.id for view in timelines.home(account.id, Page()).views]


def entries_of(account: Account) -> int:
    return len(TimelineEntry.page(account.id, Page()).rows)


def test_unfollowing_takes_the_posts_out():
    anna, ben = make_account(), make_account()
    timelines.follow(ben.id, anna.id)
    make_post(anna)
    deliver_events()
    timelines.unfollow(ben.id, anna.id)
    assert home(ben) == []
    # They are hidden at once, and taken out by a message.
    assert entries_of(ben) == 1
    deliver_events()
    assert entries_of(ben) == 0
    assert not Home.of(ben.id).unfollowed


def test_whoever_follows_again_before_the_posts_are_taken_out_finds_them():
    anna, ben = make_account(), make_account()
    Home.see(ben.id)
    timelines.follow(ben.id, anna.id)
    post = make_post(anna)
    deliver_events()
    timelines.unfollow(ben.id, anna.id)
    timelines.follow(ben.id, anna.id)
    assert home(ben) == [post.id]
    deliver_events()
    assert home(ben) == [post.id]


def test_whoever_unfollows_themselves_keeps_their_own_posts():
    anna = make_account()
    post = make_post(anna)
    deliver_events()
    timelines.unfollow(anna.id, anna.id)
    deliver_events()
    assert home(anna) == [post.id]
