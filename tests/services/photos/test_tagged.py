"""Who is seen in photos: blocks, closed and private accounts, and what is deleted."""

import pytest

from chalicelib.errors import NotFound
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing.person_tags import PersonTag
from chalicelib.models.talk.notifications import Notification
from chalicelib.services.people.relationships import blocks, privacy
from chalicelib.services.photos import posts
from chalicelib.services.photos.sharing import person_tags, tagged
from chalicelib.services.safety import removal
from tests.kit.factories import make_account, make_follow
from tests.kit.moderated import DECISION
from tests.kit.person_tags import close, photos_of, publish, seen, told


@pytest.fixture
def ben() -> Account:
    return make_account()


@pytest.mark.parametrize("way", ["of the tagged", "of the author"])
def test_a_block_between_author_and_tagged_hides_the_tag_from_everybody(anna: Account, ben: Account, way: str):
    post = publish(anna, ben)
    blocks.block(*((ben.id, anna.id) if way == "of the tagged" else (anna.id, ben.id)))
    cleo = make_account()
    assert (seen(None, post), seen(cleo, post), seen(anna, post)) == ([], [], [])
    assert (photos_of(ben), photos_of(ben, cleo), photos_of(ben, ben)) == ([], [], [])


@pytest.mark.parametrize("way", ["blocks the tagged", "is blocked by the tagged"])
def test_whoever_must_not_meet_the_tagged_sees_the_post_without_them(anna: Account, ben: Account, way: str):
    post, cleo = publish(anna, ben), make_account()
    blocks.block(*((cleo.id, ben.id) if way == "blocks the tagged" else (ben.id, cleo.id)))
    assert (seen(cleo, post), seen(None, post)) == ([], [ben.id])


def test_whose_account_is_closed_is_seen_in_no_photo(anna: Account, ben: Account):
    post = publish(anna, ben)
    close(ben)
    assert (seen(anna, post), seen(None, post)) == ([], [])
    with pytest.raises(NotFound):
        photos_of(ben)


def test_photos_of_a_private_account_are_for_its_followers(anna: Account, ben: Account):
    post, follower = publish(anna, ben), make_account()
    make_follow(follower, ben)
    privacy.set_private(ben.id, is_private=True)
    assert (photos_of(ben), photos_of(ben, anna)) == ([], [])
    assert photos_of(ben, follower) == photos_of(ben, ben) == [post.id]


def test_a_deleted_post_leaves_nothing_behind(anna: Account, ben: Account):
    post = publish(anna, ben)
    posts.delete(anna.id, post.id)
    assert (PersonTag.some(ben.id, 5), told(ben), list(Notification.query(ben.id))) == ([], [], [])


@pytest.mark.parametrize("way", ["its author deletes", "moderators remove"])
def test_a_sold_post_that_is_taken_away_leaves_its_people_nothing(anna: Account, ben: Account, way: str):
    post = publish(anna, ben)
    Post(post.id).update([Post.sales_count.set(1)])
    if way == "its author deletes":
        posts.delete(anna.id, post.id)
    else:
        removal.remove(post.id, DECISION)
    assert (Post.find(post.id).people, PersonTag.some(ben.id, 5), list(Notification.query(ben.id))) == (None, [], [])


def test_whoever_leaves_is_taken_off_the_photos_of_others(anna: Account, ben: Account):
    post = publish(anna, ben)
    person_tags.forget(ben.id, post.id)
    assert (Post.find(post.id).people, PersonTag.some(ben.id, 5)) == (None, [])
    person_tags.forget(ben.id, "1")


def test_a_page_of_photos_of_somebody_turns(anna: Account, ben: Account):
    made = [publish(anna, ben).id for _ in range(3)]
    first = tagged.page(None, ben.id, Page(limit=2))
    assert ([view.post.id for view in first.views], first.has_more) == ([made[2], made[1]], True)
    rest = tagged.page(None, ben.id, Page(limit=2, max_id=first.oldest))
    assert ([view.post.id for view in rest.views], rest.has_more) == ([made[0]], False)
