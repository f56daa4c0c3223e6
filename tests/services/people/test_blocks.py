"""Blocks, wherever the work is cut and whatever comes at the same time."""

from typing import Any

import pytest

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.money.grants import post_key
from chalicelib.models.paging import Page
from chalicelib.models.people import barriers
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import BLOCKED_BY, BLOCKS, Barrier, Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.posts import PRICE
from chalicelib.models.photos.timelines import TimelineEntry
from chalicelib.services.money.selling import buying
from chalicelib.services.people.relationships import blocks
from chalicelib.services.photos import comments, likes, timelines, views
from chalicelib.services.photos.posts import Draft
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_post
from tests.kit.killing import every_kill
from tests.kit.money.paid import grant, make_locked
from tests.services.people.test_homes import entries, finish, home


def friends() -> tuple[Account, Account]:
    """Return two who follow each other, with a post of each in the other's home."""
    anna, ben = make_account(), make_account()
    for one, other in ((anna, ben), (ben, anna)):
        timelines.follow(one.id, other.id)
    for one in (anna, ben):
        make_post(one)
    deliver_events()
    return anna, ben


def authors(reader: Account) -> set[str]:
    return {entry.author_id for entry in TimelineEntry.query(reader.id)}


def test_a_block_that_is_cut_anywhere_ends_everything_or_did_not_happen(monkeypatch: pytest.MonkeyPatch):
    pairs = every_kill(monkeypatch, friends, lambda pair: blocks.block(pair[0].id, pair[1].id))
    drop_events()
    finish()
    done = 0
    for anna, ben in pairs:
        is_blocked = Barrier.is_there(anna.id, ben.id, BLOCKS)
        done += is_blocked
        assert Barrier.is_there(ben.id, anna.id, BLOCKED_BY) is is_blocked
        for one, other in ((anna, ben), (ben, anna)):
            assert Follow.is_there(one.id, other.id) is not is_blocked
            found = Account.find(one.id)
            assert authors(one) == ({one.id} if is_blocked else {one.id, other.id})
            # Nobody counted before: the follows were made without.
            assert (found.followers_count, found.following_count) == ((0, 0) if is_blocked else (1, 1))
    assert 0 < done < len(pairs)


def test_a_follow_that_comes_while_a_block_is_written_ends(monkeypatch: pytest.MonkeyPatch):
    anna, ben = make_account(), make_account()
    make_post(anna)
    deliver_events()
    real = Follow.create

    def create(*pair: str) -> bool:
        blocks.block(anna.id, ben.id)
        return real(*pair)

    monkeypatch.setattr(Follow, "create", create)
    timelines.follow(ben.id, anna.id)
    # What it brought home is hidden, and goes with the message.
    assert home(ben) == []
    deliver_events()
    assert not Follow.is_there(ben.id, anna.id)
    assert entries(ben) == []


@pytest.mark.parametrize("number", [0, 3, 4, 5, 9])
def test_of_very_many_blocks_each_counts(number: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(barriers, "MOST_IN_A_QUERY", 4)
    owner, others = make_account(), [make_account() for _ in range(10)]
    for place, other in enumerate(others[:number]):
        pair = (owner.id, other.id) if place % 2 else (other.id, owner.id)
        blocks.block(*pair)
    # Each of the two blocks the other.
    if number:
        blocks.block(owner.id, others[0].id)
        blocks.block(others[0].id, owner.id)
    posts = [make_post(other) for other in others]
    wanted = [post.id for post in posts[number:]]
    assert [view.post.id for view in views.find_many(owner.id, [post.id for post in posts])] == wanted
    assert [view.post.id for view in views.of_posts(owner.id, posts)] == wanted
    found = Barriers.of(owner.id, [other.id for other in others])
    assert found.barred == {other.id for other in others[:number]}
    shown = blocks.find_met(owner.id, [other.id for other in others])
    assert [account.id for account in shown] == [other.id for other in others[number:]]


def test_a_buyer_who_is_blocked_keeps_what_was_bought_and_nothing_else():
    anna, ben, eve = make_account(), make_account(), make_account()
    bought, other = make_locked(anna, PRICE), make_locked(anna, PRICE)
    grant(ben.id, post_key(bought.id))
    grant(eve.id, post_key(bought.id))
    comments.write(eve.id, bought.id, Draft("Worth it"))
    assert [view.post.id for view in views.find_many(ben.id, [bought.id, other.id])] == [bought.id, other.id]
    blocks.block(anna.id, ben.id)
    assert [view.post.id for view in views.find_many(ben.id, [bought.id, other.id])] == [bought.id]
    assert views.find(ben.id, bought.id).state.may_see
    assert comments.context(ben.id, bought.id).descendants == []
    refused: list[Any] = [
        lambda: likes.like(ben.id, bought.id),
        lambda: comments.write(ben.id, bought.id, Draft("Me too")),
    ]
    for act in refused:
        with pytest.raises(Unprocessable):
            act()
    # Nothing more is sold to whom one blocks, or to whom one is blocked by.
    with pytest.raises(NotFound):
        buying.begin(ben.id, other.id)
    blocks.unblock(anna.id, ben.id)
    blocks.block(ben.id, anna.id)
    with pytest.raises(Unprocessable, match="unblock"):
        buying.begin(ben.id, other.id)


def test_a_list_of_blocks_pages_both_ways():
    owner, others = make_account(), [make_account() for _ in range(4)]
    for other in others:
        blocks.block(owner.id, other.id)
    first = blocks.blocked(owner.id, Page(limit=2))
    assert [account.id for account in first.shown] == [others[3].id, others[2].id]
    older = blocks.blocked(owner.id, Page(limit=2, max_id=first.oldest)).shown
    assert [account.id for account in older] == [others[1].id, others[0].id]
    newer = blocks.blocked(owner.id, Page(limit=2, min_id=first.oldest)).shown
    assert [account.id for account in newer] == [others[3].id]
