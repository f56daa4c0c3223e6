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


def test_what_an_index_told_too_late_is_counted_within_a_day(monkeypatch: pytest.MonkeyPatch):
    anna, ben = make_account(), make_account()
    post = make_post(anna)
    likes.like(ben.id, post.id)
    with monkeypatch.context() as patch:
        patch.setitem(TOTALS, "likes", Total("likes", Post, lambda _: 0))
        deliver_events()
    assert likes_of(post) == 0

    with time_machine.travel(timedelta(hours=1)):
        for number in range(counts.SHARES):
            counts.review(number)
        deliver_events()
        assert likes_of(post) == 1
    empty_queues()
    with time_machine.travel(timedelta(days=3)):
        assert sum(counts.review(number) for number in range(counts.SHARES)) == 0


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
