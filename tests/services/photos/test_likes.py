"""Likes: what can be taken back, and what it tells."""

import json

import pytest

from chalicelib.errors import NotFound
from chalicelib.models.paging import Page
from chalicelib.models.photos import sales
from chalicelib.models.photos.posts import Post
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos import comments, likes, timelines
from chalicelib.services.photos.posts import Draft
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post

SECRET = "What only followers read"


def test_a_like_is_taken_back_from_a_post_that_one_no_longer_sees_and_tells_nothing_of_it():
    anna, ben, eve = make_account(), make_account(), make_account()
    for fan in (ben, eve):
        timelines.follow(fan.id, anna.id)
    post = make_post(anna, SECRET, access="followers", spoiler="Inside", sensitive=True, language="de")
    for fan in (ben, eve):
        likes.like(fan.id, post.id)
    timelines.unfollow(ben.id, anna.id)

    view = likes.unlike(ben.id, post.id)
    deliver_events()

    assert Post.find(post.id).likes_count == 1
    status = render_status(view)
    assert (status["id"], status["favourited"], status["account"]["id"]) == (post.id, False, anna.id)
    assert not [word for word in (SECRET, "Inside", post.body["media"][0]["key"], '"de"') if word in json.dumps(status)]
    assert (status["media_attachments"], status["favourites_count"], status["sensitive"]) == ([], 0, False)
    with pytest.raises(NotFound):
        likes.unlike(ben.id, post.id)


def test_a_comment_that_went_behind_a_lock_gives_its_like_back_and_not_its_words():
    anna, ben = make_account(), make_account()
    comment = comments.write(anna.id, make_post(anna).id, Draft(SECRET))
    likes.like(ben.id, comment.id)
    offer = {"amount": 500, "currency": "eur"}
    Post(comment.id).update([Post.access.set("price"), Post.offer.set(offer), Post.audience_id.set(anna.id)])
    status = render_status(likes.unlike(ben.id, comment.id))
    assert (SECRET in json.dumps(status), status["rossgram"]["price"], status["card"]) == (False, None, None)


def test_whoever_never_liked_a_hidden_post_is_not_told_that_it_is_there():
    anna, ben = make_account(), make_account()
    post = make_post(anna, access="followers")
    for post_id in (post.id, "1"):
        with pytest.raises(NotFound):
            likes.unlike(ben.id, post_id)


def test_a_post_that_was_withdrawn_is_gone_for_whoever_takes_a_like_back():
    anna, ben = make_account(), make_account()
    post = make_post(anna)
    likes.like(ben.id, post.id)
    assert sales.withdraw(Post.find(post.id))
    with pytest.raises(NotFound):
        likes.unlike(ben.id, post.id)
    deliver_events()
    assert Post.find(post.id).likes_count == 0


def test_a_like_counts_once_and_is_taken_back_once():
    anna, ben = make_account(), make_account()
    post = make_post(anna)
    shown = [render_status(likes.like(ben.id, post.id))["favourites_count"] for _ in range(2)]
    deliver_events()
    assert (shown, Post.find(post.id).likes_count) == ([1, 1], 1)
    assert [account.id for account in likes.likers(ben.id, post.id, Page()).shown] == [ben.id]
    assert likes.unlike(ben.id, post.id).post.likes_count == 0
    deliver_events()
    assert likes.unlike(ben.id, post.id).post.likes_count == 0
    assert Post.find(post.id).likes_count == 0
