"""Totals are counted from what is there: soon, after any crash, and however many write at once."""

from datetime import timedelta

import pytest
import time_machine

from chalicelib.errors import Unavailable
from chalicelib.models import base
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.posts import Post
from chalicelib.models.totals import TOTALS, Total, milliseconds
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.people import counts
from chalicelib.services.photos import likes, posts, timelines, views
from tests.kit.events import deliver_events, drop_events, empty_queues
from tests.kit.factories import make_account, make_post
from tests.kit.killing import every_kill
from tests.kit.recorder import record_calls


def likes_of(post: Post) -> int:
    return int(Post.find(post.id).likes_count)


def at(seconds: float = 0) -> int:
    return milliseconds(base.clock() + seconds)


def test_whoever_likes_sees_it_at_once_and_all_others_soon():
    anna, ben = make_account(), make_account()
    post = make_post(anna)

    answer = render_status(likes.like(ben.id, post.id))
    assert (answer["favourited"], answer["favourites_count"]) == (True, 1)
    own = render_status(views.find(ben.id, post.id))
    assert (own["favourited"], own["favourites_count"]) == (True, 1)
    assert render_status(views.find(anna.id, post.id))["favourites_count"] == 0
    deliver_events()

    assert render_status(views.find(anna.id, post.id))["favourites_count"] == 1
    assert likes.like(ben.id, post.id).post.likes_count == 1
    assert likes.unlike(ben.id, post.id).post.likes_count == 0
    deliver_events()
    assert likes_of(post) == 0


@pytest.mark.parametrize("is_taken_back", [False, True], ids=["like", "unlike"])
def test_a_like_that_is_cut_anywhere_is_counted_by_its_hint(monkeypatch: pytest.MonkeyPatch, is_taken_back: bool):
    anna, ben = make_account(), make_account()

    def begin() -> Post:
        post = make_post(anna)
        if is_taken_back:
            likes.like(ben.id, post.id)
        deliver_events()
        return post

    act = likes.unlike if is_taken_back else likes.like
    made = every_kill(monkeypatch, begin, lambda post: act(ben.id, post.id))
    drop_events()
    deliver_events()

    liked = {row.post_id for row in Interaction.scan()}
    assert [likes_of(post) for post in made] == [int(post.id in liked) for post in made]
    assert 0 < len(liked) < len(made)


def test_a_follow_that_is_cut_anywhere_is_counted_on_both_sides(monkeypatch: pytest.MonkeyPatch):
    anna = make_account()
    fans = every_kill(monkeypatch, make_account, lambda fan: timelines.follow(fan.id, anna.id))
    drop_events()
    deliver_events()

    following = [int(Account.find(fan.id).following_count) for fan in fans]
    assert Account.find(anna.id).followers_count == sum(following)
    assert 0 < sum(following) < len(fans)


def test_a_count_that_is_cut_anywhere_is_made_by_its_message(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(counts, "LARGE", 0)
    anna, ben = make_account(), make_account()

    def begin() -> Post:
        post = make_post(anna)
        likes.like(ben.id, post.id)
        empty_queues()
        Post(post.id).update([Post.likes_count.set(7)])
        return post

    made = every_kill(monkeypatch, begin, lambda post: counts.recount("likes", post.id, at()))
    with time_machine.travel(timedelta(minutes=2)):
        # SQS hands the message out again.
        for post in made:
            counts.recount("likes", post.id, at(-120))
    assert {likes_of(post) for post in made} == {1}


def test_two_who_count_at_once_leave_the_later_count(monkeypatch: pytest.MonkeyPatch):
    anna, fans = make_account(), [make_account() for _ in range(3)]
    post = make_post(anna)
    likes.like(fans[0].id, post.id)
    total, more = TOTALS["likes"], fans[1:]

    def count(row_id: str) -> int:
        found = int(total.count(row_id))
        if more:
            # Another like comes between the counting and the writing, and is counted before this is written.
            likes.like(more.pop().id, post.id)
            counts.recount("likes", post.id, at())
        return found

    monkeypatch.setitem(TOTALS, "likes", Total("likes", Post, count))
    counts.recount("likes", post.id, at())
    assert likes_of(post) == 3


def test_hints_that_a_count_covers_read_one_row(monkeypatch: pytest.MonkeyPatch):
    post = make_post(make_account())
    with time_machine.travel(timedelta(seconds=10)):
        counts.recount("likes", post.id, at())
    calls = record_calls(monkeypatch)
    counts.work_off([{"subjects": [["likes", post.id]], "at": at()}] * 10)
    assert [name for name, _ in calls] == ["GetItem"]


def test_a_large_total_is_counted_once_in_a_while_and_by_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(counts, "LARGE", 1)
    anna, fans = make_account(), [make_account() for _ in range(4)]
    post = make_post(anna)
    with time_machine.travel(timedelta(0), tick=False) as clock:
        for fan in fans[:3]:
            likes.like(fan.id, post.id)
        counts.recount("likes", post.id, at(-5))
        empty_queues()
        likes.like(fans[3].id, post.id)
        clock.shift(timedelta(seconds=10))
        counts.recount("likes", post.id, at(-5))
        assert likes_of(post) == 3
        clock.shift(timedelta(seconds=counts.PAUSE_SECONDS))
        assert TOTALS["likes"].claim(Post.find(post.id), at())
        counts.recount("likes", post.id, at(-50))
        assert likes_of(post) == 3
        clock.shift(timedelta(minutes=2))
        # What had to wait was put back, with its delay.
        deliver_events("counts")
        assert likes_of(post) == 4


def test_a_like_that_comes_while_its_post_is_deleted_is_gone_in_the_end(monkeypatch: pytest.MonkeyPatch):
    anna, ben = make_account(), make_account()
    post = make_post(anna)
    view = views.find(ben.id, post.id)
    posts.delete(anna.id, post.id)
    deliver_events()
    monkeypatch.setattr(views, "find", lambda *_: view)
    likes.like(ben.id, post.id)
    drop_events()
    deliver_events()
    assert list(Interaction.scan()) == []


def test_a_total_that_others_always_write_first_is_tried_again_by_its_message(monkeypatch: pytest.MonkeyPatch):
    post = make_post(make_account())
    monkeypatch.setattr(Total, "write", lambda *_: False)
    monkeypatch.setattr(counts, "wait_a_little", lambda _: None)
    with pytest.raises(Unavailable):
        counts.recount("likes", post.id, at())


def test_unliking_keeps_a_bookmark_and_liking_twice_sends_one_hint():
    from chalicelib.services.photos import bookmarks

    anna, ben = make_account(), make_account()
    post = make_post(anna)
    bookmarks.bookmark(ben.id, post.id)
    likes.like(ben.id, post.id)
    likes.unlike(ben.id, post.id)
    [row] = Interaction.scan()
    assert (bool(row.like_id), bool(row.bookmark_id)) == (False, True)


def test_a_subject_that_cannot_be_counted_keeps_no_other_of_its_batch_waiting(monkeypatch: pytest.MonkeyPatch):
    seen: list[str] = []

    def recount(_: str, row_id: str, *__: object, **___: object) -> None:
        seen.append(row_id)
        if row_id == "bad":
            raise Unavailable

    monkeypatch.setattr(counts, "recount", recount)
    with pytest.raises(Unavailable):
        counts.work_off([{"subjects": [["likes", "bad"], ["likes", "good"]], "at": 1}])
    assert seen == ["bad", "good"]
