"""Votes are given once, and counted exactly: through any crash, two at once, and whoever leaves."""

from datetime import timedelta

import pytest
import time_machine

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.polls import votes
from chalicelib.models.photos.posts import Post
from chalicelib.models.totals import TOTALS, Tally
from chalicelib.services.leaving import belongings
from chalicelib.services.people import counts
from chalicelib.services.photos import bookmarks, likes, posts
from chalicelib.services.photos.interactions import reblogs
from chalicelib.services.photos.polls import voting
from chalicelib.services.photos.polls.asking import Poll
from tests.kit.events import deliver_events, drop_events, empty_queues
from tests.kit.factories import make_account, make_post
from tests.kit.killing import every_kill

ASKED = Poll(["Sea", "Hills", "Town"], 3600, is_multiple=True)


def tally_of(post: Post) -> list[int]:
    return list(Post.find(post.id).votes_count or [0])


def test_a_vote_that_is_cut_anywhere_is_counted_by_its_hint(monkeypatch: pytest.MonkeyPatch):
    anna, ben = make_account(), make_account()
    made = every_kill(
        monkeypatch, lambda: make_post(anna, poll=ASKED), lambda post: voting.vote(ben.id, post.id, [0, 2])
    )
    drop_events()
    deliver_events()

    voted = {row.post_id for row in Interaction.scan() if votes.choices_of(row.vote)}
    assert [tally_of(post) for post in made] == [[1, 1, 0, 1] if post.id in voted else [0] for post in made]
    assert 0 < len(voted) < len(made)


def test_of_two_votes_of_one_account_at_once_one_counts(monkeypatch: pytest.MonkeyPatch):
    anna, ben = make_account(), make_account()
    post = make_post(anna, poll=ASKED)
    announce = counts.announce

    def other_first(*subjects: tuple[str, str]) -> None:
        monkeypatch.setattr(counts, "announce", announce)
        voting.vote(ben.id, post.id, [1])
        announce(*subjects)

    monkeypatch.setattr(counts, "announce", other_first)
    with pytest.raises(Unprocessable):
        voting.vote(ben.id, post.id, [0])
    deliver_events()
    assert tally_of(post) == [1, 0, 1]


def test_the_vote_of_an_account_that_leaves_is_no_more_and_others_stay():
    anna, ben, eve = (make_account() for _ in range(3))
    post = make_post(anna, poll=ASKED)
    voting.vote(ben.id, post.id, [0])
    voting.vote(eve.id, post.id, [0, 1])
    deliver_events()
    assert tally_of(post) == [2, 2, 1]
    for _ in range(3):
        belongings.remove_some(ben.id)
    assert not belongings.remove_some(ben.id)
    deliver_events()
    assert tally_of(post) == [1, 1, 1]
    assert list(Interaction.query(ben.id)) == []


def test_what_else_one_did_with_a_post_stays_beside_a_vote():
    anna, ben = make_account(), make_account()
    post = make_post(anna, poll=ASKED)
    for act in (likes.like, bookmarks.bookmark, reblogs.reblog):
        act(ben.id, post.id)
    voting.vote(ben.id, post.id, [1])
    for undo in (likes.unlike, bookmarks.unbookmark, reblogs.unreblog):
        undo(ben.id, post.id)
    deliver_events()
    row = Interaction.of(ben.id, post.id)
    assert [row.like_id, row.bookmark_id, row.reblog_id] == [None] * 3
    assert (votes.choices_of(row.vote), tally_of(post)) == ((1,), [1, 0, 1])


def test_a_vote_that_comes_while_its_post_is_deleted_is_gone_in_the_end():
    anna, ben = make_account(), make_account()
    post = make_post(anna, poll=ASKED)
    posts.delete(anna.id, post.id)
    deliver_events()
    counts.announce(("votes", post.id))
    votes.create(ben.id, post, (0,))
    deliver_events()
    assert list(Interaction.query(ben.id)) == []
    with pytest.raises(NotFound):
        voting.vote(ben.id, post.id, [0])


def test_as_many_votes_for_something_else_are_counted_anew(monkeypatch: pytest.MonkeyPatch):
    anna, ben, eve = (make_account() for _ in range(3))
    post = make_post(anna, poll=ASKED)
    voting.vote(ben.id, post.id, [0])
    deliver_events()
    votes.remove(ben.id, post.id)
    voting.vote(eve.id, post.id, [2])
    deliver_events()
    assert tally_of(post) == [1, 0, 0, 1]


def test_a_vote_that_an_index_told_too_late_is_counted_within_a_day(monkeypatch: pytest.MonkeyPatch):
    anna, ben = make_account(), make_account()
    post = make_post(anna, poll=ASKED)
    likes.like(ben.id, post.id)
    voting.vote(ben.id, post.id, [0])
    with monkeypatch.context() as patch:
        patch.setitem(TOTALS, "votes", Tally("votes", Post, lambda _: [0]))
        deliver_events()
    assert tally_of(post) == [0]
    with time_machine.travel(timedelta(hours=1)):
        assert sum(counts.review(number) for number in range(counts.SHARES)) == 2
        deliver_events()
        assert tally_of(post) == [1, 1]
    empty_queues()
