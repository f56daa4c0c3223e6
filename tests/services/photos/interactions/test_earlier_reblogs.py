"""Whoever begins to follow finds at home what was posted and reblogged before, by its time."""

from chalicelib.models.photos.timelines import Home, TimelineEntry
from chalicelib.services.photos import timelines
from chalicelib.services.photos.interactions import reblogs
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post
from tests.services.photos.interactions.shown import home, shown_to


def test_whoever_begins_to_follow_finds_older_posts_and_reblogs_by_their_time():
    author, other, reader = make_account(), make_account(), make_account()
    first, shown = make_post(author), make_post(other)
    reblog = reblogs.reblog(author.id, shown.id)
    last = make_post(author)
    deliver_events()
    timelines.follow(reader.id, author.id)
    wanted = [(last.id, None), (reblog.post.id, shown.id), (first.id, None)]
    assert home(reader) == wanted
    assert TimelineEntry.get(reader.id, reblog.post.id).reblogged_author_id == other.id
    deliver_events()
    assert home(reader) == wanted
    Home.show_reblogs(reader.id, author.id, is_shown=False)
    assert [post_id for post_id, _ in home(reader)] == [last.id, first.id]


def test_of_many_older_posts_and_reblogs_the_newest_come_home():
    author, reader = make_account(), make_account()
    shown = [make_post(make_account()) for _ in range(15)]
    for post in shown:
        make_post(author)
        reblogs.reblog(author.id, post.id)
    deliver_events()
    timelines.follow(reader.id, author.id)
    assert (len(home(reader)), shown_to(reader)) == (20, [post.id for post in shown[:4:-1]])
