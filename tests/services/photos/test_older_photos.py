"""Photos from before there were three places: rows and posts that say less, and files that lie elsewhere."""

import argparse
from typing import Any

import pytest

from chalicelib.gateways import storage
from chalicelib.models.base import now
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.places import OPEN, PAID, SIGNED, Place
from chalicelib.models.photos.posts import FOLLOWERS, PRICE, PUBLIC, Post
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services import sweeper
from chalicelib.services.photos import posts, views
from chalicelib.services.photos.files.addresses import LOCKED, PHOTO
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.posts import Draft
from infra.operate import protect
from tests.kit.edge import follow
from tests.kit.money.paid import PRICED, empty_bucket, objects, place_of, strays
from tests.kit.stored import make_stored
from tests.kit.walk import urls_of
from tests.services.photos.audiences import SELL


def keep(place: Place) -> None:
    """Store a photo's files as they were stored: the locked preview in the open, whatever the photo was for."""
    for file in PHOTO:
        storage.keep_rendition(place.folder + file, file.encode(), "image/jpeg")
    storage.keep_rendition(place.locked, LOCKED.encode(), "image/jpeg")


def make_older(anna: Account, access: str = PUBLIC) -> Post:
    """Publish a photo as it was published: the row tells what is paid for, and the post nothing of places."""
    item = make_stored(anna)
    post = posts.publish(anna.id, Draft("A walk", [item.id], access=access, offer=PRICED if access == PRICE else None))
    empty_bucket()
    here = Media.find(item.id)
    is_private = Media.is_private.set(True) if access == PRICE else Media.is_private.remove()
    here.update([Media.place.remove(), is_private])
    photos = [{name: value for name, value in photo.items() if name != "place"} for photo in post.body["media"]]
    Post(post.id).update([Post.body.set(post.body | {"media": photos})])
    keep(Place(PAID if access == PRICE else OPEN, here.key))
    return Post.find(post.id)


def addresses_of(viewer: str | None, post: Post) -> list[str]:
    status: Any = render_status(views.find(viewer, post.id))
    return [url for photo in status["media_attachments"] for url in urls_of(photo)]


@pytest.mark.parametrize("access", [PUBLIC, PRICE])
def test_it_is_shown_as_before(access: str, anna: Account):
    post = make_older(anna, access)
    for viewer in (None, anna.id):
        assert {follow(url).status for url in addresses_of(viewer, post)} == {200}


def test_it_is_sold_and_given_away_with_its_locked_preview(anna: Account):
    post = make_older(anna)
    photo = Media.find(post.body["media"][0]["id"])
    for terms, place in ((SELL, "paid and shown locked"), (Terms(PUBLIC), OPEN), (SELL, "paid and shown locked")):
        posts.edit(anna.id, post.id, Draft("A walk", [photo.id]), {}, terms)
        assert place_of(photo) == place
        assert strays() == set()


@pytest.mark.parametrize("access", [PUBLIC, PRICE])
def test_it_is_deleted_with_all_that_lay_in_the_open(access: str, anna: Account):
    post = make_older(anna, access)
    photo = Media.find(post.body["media"][0]["id"])
    posts.delete(anna.id, post.id)
    assert place_of(photo) == SIGNED
    assert objects("media/") == set()
    assert strays() == set()


def test_what_is_for_followers_is_moved_out_of_the_open_by_hand_once(anna: Account, capsys: pytest.CaptureFixture[str]):
    public, hidden = make_older(anna), make_older(anna, FOLLOWERS)
    keep(Place(OPEN, Media.find(public.body["media"][0]["id"]).key))
    before = addresses_of(anna.id, hidden)
    assert {follow(url).status for url in before} == {200}
    for said in ("1 of 1 posts moved", "0 of 0 posts moved"):
        assert protect.run(argparse.Namespace()) == 0
        assert said in capsys.readouterr().out
    assert {follow(url).status for url in before} == {404}
    assert {follow(url).status for url in addresses_of(anna.id, Post.find(hidden.id))} == {200}
    assert Post.find(hidden.id).edited_at is None
    assert {follow(url).status for url in addresses_of(None, public)} == {200}


@pytest.mark.parametrize("access", [PUBLIC, PRICE])
def test_a_move_that_was_cut_before_is_finished(access: str, anna: Account):
    post = make_older(anna, access)
    photo = Media.find(post.body["media"][0]["id"])
    wrong = Place(OPEN if access == PRICE else PAID, photo.key)
    keep(wrong)
    photo.update([Media.moving_until.set(now() - 10), Media.due.set("due"), Media.due_at.set(now() - 10)])
    sweeper.sweep()
    assert not [key for key in objects() if key.startswith(wrong.folder)]
    assert {follow(url).status for viewer in (None, anna.id) for url in addresses_of(viewer, post)} == {200}
    found = Media.find(photo.id)
    assert [found.moving_until, found.due, found.post_id] == [None, None, post.id]
