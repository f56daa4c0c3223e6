"""Photos that are moved from one place to another with each change of who may see them."""

from datetime import timedelta

import pytest
import time_machine

from chalicelib.errors import Unprocessable
from chalicelib.gateways import storage
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.places import OPEN, PAID, SIGNED
from chalicelib.models.photos.posts import FOLLOWERS, PRICE, PUBLIC, UNLISTED, Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.services import sweeper
from chalicelib.services.photos import comments, media, posts
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.posts import Draft
from tests.kit.events import deliver_events
from tests.kit.money.paid import PRICED, make_locked, place_of, strays, upload
from tests.services.photos.audiences import FOR_SALE, SELL, edit, publish


def test_a_price_comes_and_goes_with_its_files_each_time_to_a_new_place(anna: Account, photo: Media):
    post = publish(anna, photo)
    keys = [photo.key, Media.find(photo.id).key]
    assert place_of(photo) == OPEN
    sold = edit(anna, post, SELL)
    keys.append(Media.find(photo.id).key)
    assert (sold.access, sold.offer, place_of(photo)) == (PRICE, PRICED, FOR_SALE)
    dearer = edit(anna, sold, Terms(PRICE, {"amount": 700, "currency": "eur"}))
    assert (dearer.offer or {})["amount"] == 700
    assert edit(anna, dearer, None, "Another walk").offer == dearer.offer
    assert place_of(photo) == FOR_SALE
    assert Media.find(photo.id).key == keys[-1]
    given = edit(anna, dearer, Terms(PUBLIC))
    keys.append(Media.find(photo.id).key)
    assert (given.access, given.offer, given.public, place_of(photo)) == (PUBLIC, None, "public", OPEN)
    assert len(set(keys)) == len(keys)
    assert [(one["key"], one["place"]) for one in given.body["media"]] == [(keys[-1], OPEN)]
    assert strays() == set()


def test_what_stays_as_open_stays_where_it_is(anna: Account, photo: Media):
    post = publish(anna, photo)
    before = Media.find(photo.id).key
    edit(anna, edit(anna, post, Terms(UNLISTED)), None, "Another walk")
    assert Media.find(photo.id).key == before


def test_a_change_of_the_place_alone_is_no_edit(anna: Account, photo: Media):
    post = publish(anna, photo)
    assert edit(anna, post, SELL).edited_at is None
    assert list(Revision.of(post.id)) == []


def test_photos_that_an_edit_adds_lie_where_the_others_do(anna: Account, photo: Media):
    post = make_locked(anna, photo=photo)
    added = upload(anna)
    posts.edit(anna.id, post.id, Draft("Two", [photo.id, added.id]), {})
    assert place_of(added) == FOR_SALE
    with pytest.raises(Unprocessable, match="needs a photo"):
        posts.edit(anna.id, post.id, Draft("None", []), {})


@pytest.mark.parametrize("access", [PUBLIC, FOLLOWERS, PRICE])
def test_a_photo_that_leaves_its_post_is_its_authors_alone_at_once(access: str, anna: Account, purged: set[str]):
    first, other = upload(anna), upload(anna)
    offer = PRICED if access == PRICE else None
    post = posts.publish(anna.id, Draft("Two", [first.id, other.id], access=access, offer=offer))
    before = Media.find(other.id).lies_at
    posts.edit(anna.id, post.id, Draft("One", [first.id]), {})
    assert place_of(other) == SIGNED
    assert Media.find(other.id).key not in {before.key, other.key}
    assert strays() == set()
    deliver_events("moves")
    assert before.folder in purged


@pytest.mark.parametrize("access", [PUBLIC, FOLLOWERS, PRICE])
def test_the_photos_of_a_deleted_post_are_its_authors_for_a_day(
    access: str, anna: Account, photo: Media, purged: set[str]
):
    post = publish(anna, photo, access=access, offer=PRICED if access == PRICE else None)
    before = Media.find(photo.id).lies_at
    gone = posts.delete(anna.id, post.id)
    here = Media.find(photo.id).lies_at
    assert place_of(photo) == SIGNED
    assert here.key not in {before.key, photo.key}
    assert (gone.body["media"][0]["key"], gone.body["media"][0]["place"]) == (here.key, SIGNED)
    assert strays() == set()
    deliver_events("moves")
    assert before.folder in purged
    assert here.folder not in purged
    again = publish(anna, photo)
    assert (place_of(photo), again.body["media"][0]["place"]) == (OPEN, OPEN)
    posts.delete(anna.id, again.id)
    with time_machine.travel(timedelta(days=2)):
        sweeper.sweep()
        deliver_events("moves")
    assert strays() == set()
    assert not [one for one in Media.scan_all() if one.id == photo.id]


def test_photos_that_are_deleted_with_their_post_are_gone_at_once(anna: Account, photo: Media, purged: set[str]):
    post = publish(anna, photo, access=PRICE, offer=PRICED)
    before = Media.find(photo.id).lies_at
    assert posts.delete(anna.id, post.id, deletes_media=True).body["media"] == []
    with pytest.raises(AssertionError):
        place_of(photo)
    for refused in (lambda: publish(anna, photo), lambda: media.find(anna.id, photo.id)):
        with pytest.raises(Exception, match=r"(?i)not|found|record|processed"):
            refused()
    deliver_events("moves")
    assert {before.folder, before.locked.removesuffix("locked.jpg")} <= purged
    with time_machine.travel(timedelta(seconds=1)):
        sweeper.sweep()
    assert not storage.has_original(photo.original_key)
    assert not [one for one in Media.scan_all() if one.id == photo.id]


@pytest.mark.parametrize("is_given_away", [True, False])
def test_the_photos_of_a_sold_post_that_is_deleted_are_its_buyers_alone(
    is_given_away: bool, anna: Account, photo: Media
):
    post = make_locked(anna, photo=photo)
    Post(post.id).update([Post.sales_count.set(1)])
    if is_given_away:
        edit(anna, Post.find(post.id), Terms(PUBLIC))
        assert place_of(photo) == OPEN
    posts.delete(anna.id, post.id)
    assert place_of(photo) == PAID
    assert Post.find(post.id).body["media"][0]["place"] == PAID
    assert strays() == set()


def test_the_photo_of_a_comment_is_in_the_audience_of_its_post_and_goes_with_it(anna: Account):
    for access, place in ((PUBLIC, OPEN), (FOLLOWERS, SIGNED), (PRICE, PAID)):
        first, said = upload(anna), upload(anna)
        post = publish(anna, first, access=access, offer=PRICED if access == PRICE else None)
        comments.write(anna.id, post.id, Draft("Look", [said.id]))
        assert place_of(said) == place
        posts.delete(anna.id, post.id)
        before = Media.find(said.id).lies_at
        deliver_events("deletions")
        assert (place_of(said), Media.find(said.id).lies_at != before) == (SIGNED, True)
        assert strays() == set()


def test_a_refused_post_leaves_its_photo_as_it_was(anna: Account, photo: Media, monkeypatch: pytest.MonkeyPatch):
    other = publish(anna, upload(anna))
    monkeypatch.setattr(Media, "find_all", lambda *_: [photo, Media.find(other.body["media"][0]["id"])])
    with pytest.raises(Unprocessable):
        publish(anna, photo, access=PRICE, offer=PRICED)
    assert (place_of(photo), Media.find(photo.id).key) == (SIGNED, photo.key)
    assert strays() == set()


def test_a_picture_that_is_replaced_is_gone_at_once(anna: Account, purged: set[str]):
    first = upload(anna, purpose="avatar")
    assert first.lies_at.kind == OPEN
    second = upload(anna, purpose="avatar")
    assert strays() == set()
    assert [one.id for one in Media.scan_all()] == [second.id]
    deliver_events("moves")
    assert first.lies_at.folder in purged
