"""Reblogs that are cut, and those of a post that is deleted."""

from datetime import timedelta

import pytest
import time_machine

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.timelines import TimelineEntry
from chalicelib.models.talk.notifications import Notification
from chalicelib.services import sweeper
from chalicelib.services.photos import likes, posts
from chalicelib.services.photos.interactions import reblogs
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_post
from tests.kit.killing import every_kill
from tests.services.photos.interactions.shown import NOTHING, home, rows


@pytest.mark.parametrize("most", [1, 100])
def test_a_deleted_post_takes_its_reblogs_with_it(
    most: int, anna: Account, ben: Account, cleo: Account, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("chalicelib.services.photos.files.clearing.MOST_REBLOGS", most)
    post = make_post(anna)
    for one in (ben, cleo, anna):
        reblogs.reblog(one.id, post.id)
    likes.like(ben.id, post.id)
    deliver_events()
    posts.delete(anna.id, post.id)
    drop_events()
    deliver_events()
    assert {**rows(), "notifications": 0} == NOTHING
    assert [row.post_id for row in Interaction.scan()] == []


def _of(post: Post) -> tuple[int, list[str]]:
    """Return how often a post is reblogged, and by which reblogs."""
    made = [row.reblog_id for row in Interaction.scan() if row.post_id == post.id and row.reblog_id]
    there = [one.id for one in Post.scan() if one.reblog_of_id == post.id]
    told = [row for row in Notification.scan() if row.kind == "reblog" and row.post_id == post.id]
    assert made == there
    assert len(told) == len(made)
    return int(Post.find(post.id).reblogs_count), made


def test_a_reblog_that_is_cut_anywhere_is_delivered_or_did_not_happen(
    anna: Account, ben: Account, cleo: Account, monkeypatch: pytest.MonkeyPatch
):
    begun = every_kill(monkeypatch, lambda: make_post(anna), lambda post: reblogs.reblog(ben.id, post.id))
    drop_events()
    with time_machine.travel(timedelta(minutes=6)):
        sweeper.sweep()
        deliver_events()
        found = [_of(post) for post in begun]
        assert {number for number, _ in found} == {0, 1}
        assert [number for number, _ in found] == [len(made) for _, made in found]
        assert {one for one, _ in home(cleo)} == {one for _, made in found for one in made}


def test_taking_a_reblog_back_that_is_cut_anywhere_is_finished_or_did_not_happen(
    anna: Account, ben: Account, cleo: Account, monkeypatch: pytest.MonkeyPatch
):
    def begin() -> Post:
        post = make_post(anna)
        reblogs.reblog(ben.id, post.id)
        deliver_events()
        return post

    begun = every_kill(monkeypatch, begin, lambda post: reblogs.unreblog(ben.id, post.id))
    drop_events()
    deliver_events()
    found = [_of(post) for post in begun]
    assert {number for number, _ in found} == {0, 1}
    assert [number for number, _ in found] == [len(made) for _, made in found]
    kept = {one for _, made in found for one in made}
    assert {row.post_id for row in TimelineEntry.scan() if row.account_id == cleo.id} == kept
