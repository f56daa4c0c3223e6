"""Audiences that are chosen by hand: who keeps what was taken back to fewer, and what is said below it."""

from typing import Any

import pytest

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.money.grants import post_key
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import FOLLOWERS, PRICE, PUBLIC, Post
from chalicelib.models.photos.sharing.audiences import CHOSEN, CLOSE_FRIENDS, LIST, ME
from chalicelib.models.photos.sharing.close_friends import CloseFriend
from chalicelib.models.photos.timelines import TimelineEntry
from chalicelib.services.people.reading import lists
from chalicelib.services.photos import comments, posts, views
from chalicelib.services.photos.access import may_see
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.posts import Draft
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post
from tests.kit.money.paid import grant, make_locked
from tests.services.photos.audiences import edit
from tests.services.photos.test_access import ASKED, AUTHOR, VIEWERS


def sees(account: Account, post: Post) -> bool:
    try:
        return views.find(account.id, post.id).state.may_see
    except NotFound:
        return False


@pytest.mark.parametrize("access", [FOLLOWERS, ME])
def test_whoever_bought_a_post_keeps_it_when_it_is_taken_back_to_fewer(access: str):
    anna, buyer, stranger = make_account(), make_account(), make_account()
    post = make_locked(anna)
    grant(buyer.id, post_key(post.id))
    Post(post.id).update([Post.sales_count.set(1)])
    edit(anna, post, Terms(access))
    assert (sees(buyer, post), sees(stranger, post), sees(anna, post)) == (True, False, True)
    with pytest.raises(NotFound):
        views.find(stranger.id, post.id)


@pytest.mark.parametrize(("access", "later"), [(PUBLIC, ME), (PUBLIC, FOLLOWERS), (FOLLOWERS, ME), (FOLLOWERS, PRICE)])
def test_a_comment_that_comes_while_a_post_is_taken_back_is_not_written(access: str, later: str):
    anna, ben = make_account(), make_account()
    make_follow(ben, anna)
    post = make_post(anna, access=access)
    as_read = Post.find(post.id)
    Post(post.id).update([Post.access.set(later), Post.version.set(post.version + 1)])
    with pytest.raises(Unprocessable):
        posts.publish(ben.id, Draft("Lovely"), parent=as_read)
    assert Post.find(post.id).comments_count == 0


def test_who_may_see_a_post_stays_as_it_is_once_somebody_commented():
    anna, ben = make_account(), make_account()
    post = make_post(anna)
    deliver_events()
    comments.write(ben.id, post.id, Draft("Lovely"))
    for access in (ME, FOLLOWERS):
        with pytest.raises(Unprocessable, match="comments"):
            edit(anna, post, Terms(access))
    assert Post.find(post.id).access == PUBLIC


def test_a_comment_has_no_audience_of_its_own_choosing():
    post = make_post(make_account())
    with pytest.raises(Unprocessable, match="audience"):
        comments.write(make_account().id, post.id, Draft("To myself", access=ME))


@pytest.mark.parametrize("name", VIEWERS)
def test_a_comment_below_what_is_for_the_chosen_is_for_them_and_not_for_whoever_it_answers(name: str):
    ids: Any = {"author_id": "9", "parent_id": "10", "parent_author_id": ASKED, "root_id": "9", "audience_id": AUTHOR}
    comments = {
        "close friend": Post("11", access=CLOSE_FRIENDS, **ids),
        "listed": Post("11", access=LIST, offer={"list_id": "l"}, **ids),
    }
    for chosen, comment in comments.items():
        assert may_see(VIEWERS[name], comment) is (name in {"author", chosen})


@pytest.mark.parametrize("access", CHOSEN)
def test_what_is_for_the_chosen_is_delivered_to_them_alone(access: str):
    anna, friend, stranger, follower = (make_account() for _ in range(4))
    for one in (friend, follower):
        make_follow(one, anna)
    for one in (friend, stranger):
        make_follow(anna, one)
    CloseFriend.add_all(anna.id, [friend.id, stranger.id])
    made = lists.create(anna.id, "Family")
    lists.add(anna.id, made.id, [friend.id, stranger.id])
    post = make_post(anna, access=access, offer={"list_id": made.id})
    deliver_events()
    homes = {one.id for one in (anna, friend, stranger, follower) if _has_home(one, post)}
    assert homes == {anna.id, friend.id}


def _has_home(account: Account, post: Post) -> bool:
    return post.id in [row.post_id for row in TimelineEntry.page(account.id, Page()).rows]
