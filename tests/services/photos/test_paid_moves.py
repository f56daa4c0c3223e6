"""Photos that are moved between the open and where they are paid for, whatever happens on the way."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from chalicelib.errors import Unprocessable
from chalicelib.gateways import storage
from chalicelib.models.base import now
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos import attachments
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import PRICE, PUBLIC, Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.services import sweeper
from chalicelib.services.photos import comments, files, media, posts
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.posts import Draft
from tests.kit.factories import make_account
from tests.kit.money.paid import ALL_OPEN, ALL_PAID, PRICED, let_sell, make_locked, objects, places, upload

SELL = Terms(PRICE, PRICED)


class Killed(BaseException):
    """The process died here."""


@pytest.fixture
def anna() -> Account:
    account = make_account()
    let_sell(account)
    return account


@pytest.fixture
def photo(anna: Account) -> Media:
    return upload(anna)


def publish(anna: Account, photo: Media, **draft: Any) -> Post:
    return posts.publish(anna.id, Draft("A walk", [photo.id], **draft))


def edit(anna: Account, post: Post, terms: Terms | None, caption: str = "A walk") -> Post:
    return posts.edit(anna.id, post.id, Draft(caption, [item["id"] for item in post.body["media"]]), {}, terms)


def test_a_price_comes_and_goes_with_its_files(anna: Account, photo: Media):
    post = publish(anna, photo)
    sold = edit(anna, post, SELL)
    assert (sold.access, sold.offer, places(photo)) == (PRICE, PRICED, ALL_PAID)
    dearer = edit(anna, sold, Terms(PRICE, {"amount": 700, "currency": "eur"}))
    assert (dearer.offer or {})["amount"] == 700
    assert edit(anna, dearer, None, "Another walk").offer == dearer.offer
    assert places(photo) == ALL_PAID
    given = edit(anna, dearer, Terms(PUBLIC))
    assert (given.access, given.offer, given.public, places(photo)) == (PUBLIC, None, "public", ALL_OPEN)


def test_photos_that_an_edit_adds_lie_where_the_others_do(anna: Account, photo: Media):
    post = make_locked(anna, photo=photo)
    added = upload(anna)
    posts.edit(anna.id, post.id, Draft("Two", [photo.id, added.id]), {})
    assert places(added) == ALL_PAID
    with pytest.raises(Unprocessable, match="needs a photo"):
        posts.edit(anna.id, post.id, Draft("None", []), {})


def test_the_photos_of_a_deleted_paid_post_stay_private_until_they_are_published_anew(anna: Account, photo: Media):
    posts.delete(anna.id, make_locked(anna, photo=photo).id)
    assert places(photo) == ALL_PAID
    publish(anna, photo)
    assert places(photo) == ALL_OPEN
    assert Media.find(photo.id).is_private is None


def test_photos_that_nobody_uses_are_deleted_from_both_places(anna: Account, photo: Media):
    posts.delete(anna.id, make_locked(anna, photo=photo).id)
    with time_machine.travel(timedelta(days=2)):
        sweeper.sweep()
    assert places(photo) == (set(), set())
    assert files.locked_key(photo.key) not in objects()


def test_the_photo_of_a_comment_on_a_paid_post_is_private_too(anna: Account, photo: Media):
    post = make_locked(anna)
    comments.write(anna.id, post.id, Draft("Look", [photo.id]))
    assert places(photo) == ALL_PAID


def test_a_refused_post_leaves_its_photo_as_it_was(anna: Account, photo: Media, monkeypatch: pytest.MonkeyPatch):
    other = publish(anna, upload(anna))
    monkeypatch.setattr(Media, "find_all", lambda *_: [photo, Media.find(other.body["media"][0]["id"])])
    with pytest.raises(Unprocessable):
        publish(anna, photo, access=PRICE, offer=PRICED)
    assert places(photo) == ALL_OPEN
    assert Media.find(photo.id).moving_until is None


# Who is killed before the post is written cleans nothing up either.
STEPS: dict[str, list[tuple[Any, str]]] = {
    "before copying": [(storage, "copy_rendition"), (files, "end_move")],
    "before the post is written": [(Revision, "replace"), (files, "end_move")],
    "before the files are deleted": [(attachments, "take_over")],
    "before the photo is released": [(attachments, "release")],
}


def die(*_: object, **__: object) -> None:
    raise Killed


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("is_sold", [True, False])
def test_whatever_a_crash_leaves_is_put_right(
    step: str, is_sold: bool, anna: Account, photo: Media, monkeypatch: pytest.MonkeyPatch
):
    post = publish(anna, photo, **({} if is_sold else {"access": PRICE, "offer": PRICED}))
    terms = SELL if is_sold else Terms(PUBLIC)
    with monkeypatch.context() as broken:
        for place, name in STEPS[step]:
            broken.setattr(place, name, die)
        with pytest.raises(Killed):
            edit(anna, post, terms)
    with time_machine.travel(timedelta(seconds=attachments.MOVE_SECONDS + 10)):
        sweeper.sweep()
    written = Post.find(post.id)
    assert written.is_paid is bool(Media.find(photo.id).is_private)
    assert places(photo) == (ALL_PAID if written.is_paid else ALL_OPEN)
    assert Media.find(photo.id).due is None


def test_while_one_request_moves_a_photo_no_other_takes_it(anna: Account, photo: Media):
    attachments.hold([photo])
    for draft in ({}, {"access": PRICE, "offer": PRICED}):
        with pytest.raises(Unprocessable):
            publish(anna, photo, **draft)
    Media(photo.id).update([Media.due_at.set(now() - 1)])
    sweeper.sweep()
    assert places(photo) == ALL_OPEN


def test_a_run_of_the_renditions_that_ends_late_leaves_nothing_in_the_open(
    anna: Account, photo: Media, monkeypatch: pytest.MonkeyPatch
):
    make_locked(anna, photo=photo)
    late: Callable[..., Any] = Media.find
    stale = Media.find(photo.id)
    stale.state = "processing"
    answers = iter([stale])
    monkeypatch.setattr(Media, "find", lambda media_id: next(answers, None) or late(media_id))
    media.process(photo.original_key)
    assert places(photo) == ALL_PAID
