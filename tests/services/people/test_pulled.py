"""Home timelines of readers who follow very large accounts, whose posts are pulled."""

import pytest

from bench.meter import Bill, metered
from chalicelib import config
from chalicelib.errors import Unavailable
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.lists import recent_posts as model
from chalicelib.models.photos.lists.recent_posts import RecentPosts
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.timelines import Home, TimelineEntry
from chalicelib.services.people import homes
from chalicelib.services.photos import timelines
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post


@pytest.fixture(autouse=True)
def pull_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every account a very large one."""
    monkeypatch.setattr(config, "PULL_ABOVE", 0)


def make_reader(followed: int) -> Account:
    """Return a reader who follows as many very large accounts, each with two posts."""
    reader, authors = make_account(), [make_account() for _ in range(followed)]
    for author in authors:
        timelines.follow(reader.id, author.id)
    # They are large once their followers are counted.
    deliver_events()
    for author in authors:
        for _ in range(2):
            make_post(author)
    deliver_events()
    assert list(TimelineEntry.query(reader.id)) == []
    return reader


def bill_of(reader: Account, page: Page) -> tuple[Bill, list[str]]:
    with metered() as bill:
        found = timelines.home(reader.id, page)
    return bill, [view.post.id for view in found.views]


def test_trips_and_calls_do_not_grow_with_how_many_very_large_accounts_are_followed():
    few, many = make_reader(3), make_reader(50)
    for page in (Page(limit=6), Page(limit=5, max_id="9" * 18)):
        (one, shown), (other, more) = bill_of(few, page), bill_of(many, page)
        assert len(shown) == len(more) == page.limit
        assert (other.trips, len(other.calls)) == (one.trips, len(one.calls))


def test_a_page_of_a_home_that_pulls_costs_one_trip_more_than_one_that_does_not():
    reader, other = make_reader(20), make_account()
    for _ in range(6):
        make_post(other)
    deliver_events()
    assert bill_of(reader, Page(limit=6))[0].trips == bill_of(other, Page(limit=6))[0].trips + 1


def test_a_row_of_recent_posts_is_kept_short_and_whole(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(model, "RECENT_POSTS", 3)
    monkeypatch.setattr(model, "MOST_IN_ROW", 4)
    author = make_account()
    posts = [make_post(author) for _ in range(9)]
    # Deliveries come in any order, and twice.
    for post in [posts[4], posts[8], posts[8], posts[7], posts[6], posts[5], posts[0]]:
        RecentPosts.add(post)
        ids = RecentPosts.of([author.id])[author.id]
        assert len(ids) <= 4
    assert ids[:3] == [post.id for post in posts[:5:-1]]


def test_posts_from_before_there_was_a_row_are_pulled():
    reader = make_reader(2)
    shown = bill_of(reader, Page())[1]
    for row in RecentPosts.scan():
        row.delete()
    assert len(shown) == 4
    assert [bill_of(reader, Page())[1] for _ in range(2)] == [shown, shown]
    later = make_post(Account.get(Post.get(shown[0]).author_id)).id
    deliver_events()
    assert bill_of(reader, Page())[1] == [later, *shown]


def test_a_failed_read_of_a_round_is_the_callers_failure(monkeypatch: pytest.MonkeyPatch):
    reader = make_reader(2)

    def fail(*_: object) -> None:
        raise Unavailable

    monkeypatch.setattr(Home, "of", fail)
    with pytest.raises(Unavailable):
        timelines.home(reader.id, Page())


def test_a_delivery_that_overlaps_the_deletion_of_its_author_brings_no_account_back(monkeypatch: pytest.MonkeyPatch):
    author = make_account()
    timelines.follow(make_account().id, author.id)
    deliver_events()
    post = make_post(author)
    pull = homes.pull

    def delete_meanwhile(follower_ids: list[str], author_id: str) -> None:
        pull(follower_ids, author_id)
        Account(author_id).delete()

    monkeypatch.setattr(homes, "pull", delete_meanwhile)
    timelines.deliver(post.id)
    assert author.id not in {row.id for row in Account.scan()}
