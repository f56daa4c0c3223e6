"""People in photos: who may be tagged, who sees it, and what a tag never opens."""

from typing import Any

import pytest

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import FOLLOWERS, PRICE, Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.models.photos.sharing.person_tags import HIDDEN, PENDING, SHOWN, PersonTag
from chalicelib.models.talk.notifications import Notification
from chalicelib.services.people import accounts
from chalicelib.services.people.relationships import blocks
from chalicelib.services.photos import posts, views
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.sharing import person_tags, tagged
from chalicelib.services.photos.sharing.person_tags import Point
from tests.kit.factories import make_account, make_follow, make_media, make_post
from tests.kit.person_tags import at, close, media_of, own, photos_of, publish, seen, told


@pytest.fixture
def ben() -> Account:
    return make_account()


def test_a_person_in_a_photo_is_seen_by_all_told_and_listed(anna: Account, ben: Account):
    older, post = publish(anna, ben), publish(anna, ben)
    (person,) = views.find(None, post.id).people
    assert (person.account.id, person.media_id, person.x, person.y) == (ben.id, media_of(post), 0.25, 0.5)
    assert photos_of(ben) == photos_of(ben, ben) == photos_of(ben, anna) == [post.id, older.id]
    assert told(ben) == [post.id, older.id]
    assert (photos_of(anna), told(anna)) == ([], [])


def test_oneself_is_tagged_without_being_told(anna: Account):
    post = publish(anna, anna)
    assert (seen(None, post), photos_of(anna), told(anna)) == ([anna.id], [post.id], [])


def test_an_edit_adds_moves_and_removes_and_is_no_edit_of_the_words(anna: Account, ben: Account):
    cleo = make_account()
    post = publish(anna, ben)
    tagged.tag(anna.id, post.id, [at(ben, media_of(post), 0.75), at(cleo, media_of(post))])
    assert [(one.account.id, one.x) for one in views.find(None, post.id).people] == [(ben.id, 0.75), (cleo.id, 0.25)]
    assert (told(ben), told(cleo)) == ([post.id], [post.id])
    tagged.tag(anna.id, post.id, [at(cleo, media_of(post))])
    assert (seen(None, post), photos_of(ben), photos_of(cleo), told(ben)) == ([cleo.id], [], [post.id], [])
    kept = Post.find(post.id)
    assert not kept.edited_at
    assert (list(Revision.of(post.id)), kept.body["caption"]) == ([], "A walk")


@pytest.mark.parametrize("since", ["the handle is somebody's", "the mentioned blocks the author"])
def test_whom_the_words_mention_stays_who_they_were_where_people_alone_change(anna: Account, ben: Account, since: str):
    cleo = None if since == "the handle is somebody's" else make_account("cleo")
    post = make_post(anna, caption="Hello @cleo")
    if cleo:
        blocks.block(cleo.id, anna.id)
    other = cleo or make_account("cleo")
    tagged.tag(anna.id, post.id, [at(ben, media_of(post))])
    kept = Post.find(post.id)
    assert not kept.edited_at
    assert (list(Revision.of(post.id)), kept.body["mentions"]) == ([], post.body["mentions"])
    assert len(list(Notification.query(other.id))) == len(post.body["mentions"])
    posts.edit(anna.id, post.id, Draft(caption="Hello again @cleo"), {})
    assert Post.find(post.id).body["mentions"] != post.body["mentions"]


def test_an_edit_of_words_keeps_who_is_tagged_and_a_photo_takes_its_people_along(anna: Account, ben: Account):
    first, second = make_media(anna), make_media(anna)
    both = [at(ben, second.id), at(make_account(), first.id)]
    post = posts.publish(anna.id, Draft(caption="Fog", media_ids=[first.id, second.id], people=both))
    posts.edit(anna.id, post.id, Draft(caption="Mist"), {})
    assert photos_of(ben) == [post.id]
    posts.edit(anna.id, post.id, Draft(caption="Mist", media_ids=[first.id]), {})
    assert (photos_of(ben), seen(None, post)) == ([], [both[1].account_id])
    assert (own(ben, SHOWN), told(ben)) == ([], [])


@pytest.mark.parametrize(
    "bar",
    [
        lambda anna, ben: blocks.block(ben.id, anna.id),
        lambda anna, ben: blocks.block(anna.id, ben.id),
        lambda anna, ben: close(ben),
        lambda anna, ben: accounts.update(ben.id, {"tags_from": "nobody"}),
        lambda anna, ben: accounts.update(ben.id, {"tags_from": "following"}),
    ],
    ids=["blocks the author", "is blocked", "is closed", "wishes none", "wishes only whom they follow"],
)
def test_whoever_is_barred_or_wishes_it_is_not_tagged_and_nothing_is_written(anna: Account, ben: Account, bar: Any):
    bar(anna, ben)
    with pytest.raises(Unprocessable, match="cannot be tagged"):
        publish(anna, ben)
    post = make_post(anna)
    with pytest.raises(Unprocessable, match="cannot be tagged"):
        tagged.tag(anna.id, post.id, [at(ben, media_of(post))])
    assert (Post.find(post.id).people, PersonTag.some(ben.id, 5)) == (None, [])
    assert list(Notification.query(ben.id)) == []


def test_whom_the_tagged_follows_may_tag_where_they_wish_so(anna: Account, ben: Account):
    accounts.update(ben.id, {"tags_from": "following"})
    make_follow(ben, anna)
    assert seen(None, publish(anna, ben)) == [ben.id]


def test_whoever_is_tagged_stays_so_in_later_edits_whatever_they_wish_since(anna: Account, ben: Account):
    post = publish(anna, ben)
    accounts.update(ben.id, {"tags_from": "nobody"})
    tagged.tag(anna.id, post.id, [at(ben, media_of(post), 0.9)])
    assert seen(None, post) == [ben.id]


@pytest.mark.parametrize("sort", ["too many", "twice in a photo", "another's photo", "nobody"])
def test_what_no_photo_can_have_is_refused(anna: Account, ben: Account, sort: str):
    post = make_post(anna)
    here = media_of(post)
    points = {
        "too many": [at(make_account(is_active=False), here) for _ in range(21)] if sort == "too many" else [],
        "twice in a photo": [at(ben, here), at(ben, here, 0.9)],
        "another's photo": [at(ben, make_media(anna).id)],
        "nobody": [Point("0", here, 0.1, 0.1)],
    }
    with pytest.raises(Unprocessable):
        tagged.tag(anna.id, post.id, points[sort])
    assert Post.find(post.id).people is None


def test_only_its_author_tags_people_and_only_in_posts(anna: Account, ben: Account):
    post = make_post(anna)
    with pytest.raises(NotFound):
        tagged.tag(ben.id, post.id, [at(ben, media_of(post))])
    media = make_media(ben)
    comment = Draft(caption="Hm", media_ids=[media.id], people=[at(anna, media.id)])
    with pytest.raises(Unprocessable, match="photos of posts"):
        posts.publish(ben.id, comment, parent=post)


def test_a_tag_opens_nothing_to_whom_it_names(anna: Account, ben: Account):
    hidden, sold = publish(anna, ben, access=FOLLOWERS), publish(anna, ben)
    Post(sold.id).update([Post.access.set(PRICE), Post.offer.set({"amount": 500, "currency": "eur"})])
    with pytest.raises(NotFound):
        views.find(ben.id, hidden.id)
    assert views.find(ben.id, sold.id).is_locked
    assert (seen(ben, sold), seen(None, sold), photos_of(ben, ben), told(ben)) == ([], [], [], [sold.id])
    follower = make_account()
    make_follow(follower, anna)
    assert photos_of(ben, follower) == [hidden.id]


def test_whoever_takes_themselves_off_is_off_for_good_even_where_they_see_nothing(anna: Account, ben: Account):
    post = publish(anna, ben, access=FOLLOWERS)
    person_tags.take_off(ben.id, post.id)
    assert (seen(anna, post), PersonTag.some(ben.id, 5), told(ben)) == ([], [], [])
    with pytest.raises(Unprocessable, match="cannot be tagged"):
        tagged.tag(anna.id, post.id, [at(ben, media_of(post))])
    with pytest.raises(NotFound):
        person_tags.take_off(ben.id, post.id)
    with pytest.raises(NotFound):
        person_tags.take_off(ben.id, make_post(anna).id)


def test_what_one_hides_or_has_not_approved_is_on_the_post_and_not_on_the_profile(anna: Account, ben: Account):
    accounts.update(ben.id, {"tags_by_hand": True})
    post = publish(anna, ben)
    assert (seen(None, post), photos_of(ben), photos_of(ben, ben), own(ben, PENDING)) == ([ben.id], [], [], [post.id])
    tagged.put_in(ben.id, post.id, SHOWN)
    assert (photos_of(ben), own(ben, PENDING)) == ([post.id], [])
    tagged.put_in(ben.id, post.id, HIDDEN)
    assert (photos_of(ben), own(ben, HIDDEN), seen(None, post)) == ([], [post.id], [ben.id])
    with pytest.raises(NotFound):
        tagged.put_in(anna.id, post.id, SHOWN)
