"""Comments and likes: what they count, and who may see them."""

import pytest

from chalicelib.errors import NotFound
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.lists import listings
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import comments, likes, posts, views
from chalicelib.services.photos.posts import Draft
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post


def test_a_comment_is_counted_on_its_parent_and_not_among_posts():
    anna, ben = make_account(), make_account()
    post = make_post(anna)
    comment = comments.write(ben.id, post.id, Draft(caption="Lovely"))
    answer = comments.write(anna.id, comment.id, Draft(caption="Thank you"))

    assert Post.find(post.id).comments_count == 1
    assert Account.find(ben.id).posts_count == 0
    assert Post.ids_in(listings.names(ben.id, comments=False), Page()).rows == []
    context = comments.context(None, comment.id)
    assert [view.post.id for view in context.ancestors] == [post.id]
    assert [view.post.id for view in context.descendants] == [answer.id]
    posts.delete(ben.id, comment.id)
    assert Post.find(post.id).comments_count == 0


def test_two_likes_of_one_person_count_once():
    anna, ben = make_account(), make_account()
    post = make_post(anna)
    likes.like(ben.id, post.id)
    likes.like(ben.id, post.id)
    deliver_events()
    assert Post.find(post.id).likes_count == 1
    likes.unlike(ben.id, post.id)
    likes.unlike(ben.id, post.id)
    deliver_events()
    assert Post.find(post.id).likes_count == 0


def test_a_post_for_followers_is_seen_by_them_and_its_author_alone():
    anna, ben, eve = make_account(), make_account(), make_account()
    make_follow(ben, anna)
    post = make_post(anna, access="followers")
    assert views.find(anna.id, post.id).post.id == post.id
    assert views.find(ben.id, post.id).post.id == post.id
    for stranger in (eve.id, None):
        with pytest.raises(NotFound):
            views.find(stranger, post.id)
    with pytest.raises(NotFound):
        comments.write(eve.id, post.id, Draft(caption="Hi"))
    with pytest.raises(NotFound):
        likes.like(eve.id, post.id)
    assert Post.public_ids(Page()).rows == []


def test_a_comment_is_seen_by_those_who_may_see_what_it_hangs_on():
    anna, ben, carla, eve = make_account(), make_account(), make_account(), make_account()
    for follower in (ben, carla):
        make_follow(follower, anna)
    make_follow(eve, ben)
    post = make_post(anna, access="followers")
    comment = comments.write(ben.id, post.id, Draft(caption="Among us"))
    answer = comments.write(carla.id, comment.id, Draft(caption="Yes"))
    for reader in (anna, ben, carla):
        assert views.find(reader.id, comment.id).post.id == comment.id
        assert views.find(reader.id, answer.id).post.id == answer.id
    for stranger in (eve.id, None):
        for hidden in (comment, answer):
            with pytest.raises(NotFound):
                views.find(stranger, hidden.id)


def test_a_comment_for_ones_own_followers_is_seen_by_whoever_it_answers():
    anna, ben, eve = make_account(), make_account(), make_account()
    comment = comments.write(ben.id, make_post(anna).id, Draft(caption="Just us", access="followers"))
    assert views.find(anna.id, comment.id).post.id == comment.id
    with pytest.raises(NotFound):
        views.find(eve.id, comment.id)
