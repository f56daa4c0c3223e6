"""Bookmarks: made once, told to nobody, and gone with their posts."""

from typing import Any

import pytest

from chalicelib.errors import NotFound
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.bookmarks import Bookmark
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.posts import Post
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos import bookmarks, likes, posts, timelines, views
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post
from tests.kit.money.paid import make_locked


@pytest.fixture
def anna() -> Account:
    return make_account()


@pytest.fixture
def ben() -> Account:
    return make_account()


def stored() -> tuple[int, int]:
    """Return how many bookmarks there are, and how many rows that tell what an account did with a post."""
    return len(list(Bookmark.scan())), len(list(Interaction.scan()))


def test_a_post_is_bookmarked_once_and_the_bookmark_taken_away_once(anna: Account, ben: Account):
    post = make_post(anna)
    assert [bookmarks.bookmark(ben.id, post.id).state.is_bookmarked for _ in range(2)] == [True, True]
    assert stored() == (1, 1)
    assert [bookmarks.unbookmark(ben.id, post.id).state.is_bookmarked for _ in range(2)] == [False, False]
    assert stored() == (0, 0)


def test_nobody_else_is_told_and_nothing_counts_it(anna: Account, ben: Account):
    post = make_post(anna)
    before = render_status(views.find(anna.id, post.id))
    bookmarks.bookmark(ben.id, post.id)
    assert render_status(views.find(anna.id, post.id)) == before
    assert bookmarks.bookmarked(anna.id, Page()).views == []


def test_a_locked_post_may_be_bookmarked_and_a_hidden_one_may_not(anna: Account, ben: Account):
    locked, hidden = make_locked(anna), make_post(anna, access="followers")
    assert bookmarks.bookmark(ben.id, locked.id).is_locked
    assert [view.is_locked for view in bookmarks.bookmarked(ben.id, Page()).views] == [True]
    for post_id in (hidden.id, "1"):
        with pytest.raises(NotFound):
            bookmarks.bookmark(ben.id, post_id)
        with pytest.raises(NotFound):
            bookmarks.unbookmark(ben.id, post_id)
    assert stored() == (1, 1)


@pytest.mark.parametrize("is_liked_first", [True, False])
@pytest.mark.parametrize("is_unliked_first", [True, False])
def test_a_like_and_a_bookmark_of_one_post_outlive_each_other(
    is_liked_first: bool, is_unliked_first: bool, anna: Account, ben: Account
):
    post = make_post(anna)
    acts = [likes.like, bookmarks.bookmark]
    for act in acts if is_liked_first else acts[::-1]:
        act(ben.id, post.id)
    assert stored() == (1, 1)
    if is_unliked_first:
        state = likes.unlike(ben.id, post.id).state
        assert (state.is_liked, state.is_bookmarked) == (False, True)
        assert likes.likers(ben.id, post.id, Page()).shown == []
        state = bookmarks.unbookmark(ben.id, post.id).state
    else:
        state = bookmarks.unbookmark(ben.id, post.id).state
        assert (state.is_liked, state.is_bookmarked) == (True, False)
        state = likes.unlike(ben.id, post.id).state
    assert (state.is_liked, state.is_bookmarked) == (False, False)
    assert (stored(), Post.find(post.id).likes_count) == ((0, 0), 0)


def test_a_like_that_is_taken_back_while_the_post_is_bookmarked_leaves_the_bookmark(
    anna: Account, ben: Account, monkeypatch: pytest.MonkeyPatch
):
    post, real = make_post(anna), Interaction.of
    likes.like(ben.id, post.id)

    def bookmark_meanwhile(*key: str) -> Interaction:
        row = real(*key)
        Bookmark.create(*key)
        return row

    monkeypatch.setattr(Interaction, "of", bookmark_meanwhile)
    likes.unlike(ben.id, post.id)
    state = views.find(ben.id, post.id).state
    assert (state.is_liked, state.is_bookmarked, Post.find(post.id).likes_count) == (False, True, 0)


def test_a_bookmark_of_a_post_that_one_no_longer_sees_is_taken_away_and_tells_nothing(anna: Account, ben: Account):
    timelines.follow(ben.id, anna.id)
    post = make_post(anna, "For followers", access="followers")
    bookmarks.bookmark(ben.id, post.id)
    timelines.unfollow(ben.id, anna.id)
    status = render_status(bookmarks.unbookmark(ben.id, post.id))
    assert (status["id"], status["bookmarked"], status["content"]) == (post.id, False, "")
    assert status["media_attachments"] == []
    assert stored() == (0, 0)
    with pytest.raises(NotFound):
        bookmarks.unbookmark(ben.id, post.id)


def test_a_deleted_post_takes_its_bookmarks_with_it(anna: Account, ben: Account):
    kept, deleted = make_post(anna), make_post(anna)
    for reader in (anna, ben):
        for post in (kept, deleted):
            bookmarks.bookmark(reader.id, post.id)
    likes.like(ben.id, deleted.id)
    posts.delete(anna.id, deleted.id)
    deliver_events()
    assert stored() == (2, 2)
    assert [view.post.id for view in bookmarks.bookmarked(ben.id, Page()).views] == [kept.id]


def test_a_post_that_is_deleted_while_somebody_bookmarks_it_leaves_no_bookmark(
    anna: Account, ben: Account, monkeypatch: pytest.MonkeyPatch
):
    post, real = make_post(anna), views.find

    def delete_meanwhile(*asked: Any) -> views.PostView:
        view = real(*asked)
        posts.delete(anna.id, post.id)
        deliver_events()
        return view

    monkeypatch.setattr(views, "find", delete_meanwhile)
    with pytest.raises(NotFound):
        bookmarks.bookmark(ben.id, post.id)
    assert stored() == (0, 0)
