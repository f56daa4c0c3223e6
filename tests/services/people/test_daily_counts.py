"""Totals that changed within a day are counted once more: nobody promises when an index has followed."""

from datetime import timedelta

import pytest
import time_machine

from chalicelib.models.base import now
from chalicelib.models.photos.posts import Post
from chalicelib.models.totals import TOTALS, Total
from chalicelib.services import sweeper
from chalicelib.services.people import counts
from chalicelib.services.photos import likes
from tests.kit.events import deliver_events, empty_queues
from tests.kit.factories import make_account, make_post
from tests.services.people.test_counts import likes_of


def test_what_an_index_told_too_late_is_counted_within_a_day_and_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    anna, ben = make_account(), make_account()
    post = make_post(anna)
    likes.like(ben.id, post.id)
    with monkeypatch.context() as patch:
        patch.setitem(TOTALS, "likes", Total("likes", Post, lambda _: 0))
        deliver_events()
    assert likes_of(post) == 0
    assert caplog.messages == []

    with time_machine.travel(timedelta(hours=1)):
        for number in range(counts.SHARES):
            counts.review(number)
        deliver_events()
        assert likes_of(post) == 1
        assert caplog.messages == [f"A review found likes of {post.id} at 1 instead of 0"]
        caplog.clear()
    with time_machine.travel(timedelta(hours=2)):
        for number in range(counts.SHARES):
            counts.review(number)
        deliver_events()
        assert caplog.messages == []
    empty_queues()
    with time_machine.travel(timedelta(days=3)):
        assert sum(counts.review(number) for number in range(counts.SHARES)) == 0


def test_a_review_that_comes_with_a_hint_finds_what_nobody_has_counted_yet(caplog: pytest.LogCaptureFixture):
    post = make_post(make_account())
    likes.like(make_account().id, post.id)
    asked = counts.late(("likes", post.id))
    counts.work_off([{**asked, "is_review": True}, asked])
    assert (likes_of(post), caplog.messages) == (1, [])


def test_the_sweeper_goes_round_all_shares_in_a_day(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(counts, "SHARES", 12)
    seen: list[int] = []

    def review(share: int) -> int:
        seen.append(share)
        return 0

    monkeypatch.setattr(counts, "review", review)
    begin = now()
    for number in range(counts.SHARES):
        monkeypatch.setattr(sweeper, "now", lambda number=number: begin + 300 * number)
        sweeper.sweep()
    assert sorted(seen) == list(range(counts.SHARES))
