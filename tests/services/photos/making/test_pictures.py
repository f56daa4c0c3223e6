"""Avatars and headers are made anew from their originals, wherever that is cut."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine

from chalicelib.gateways import queue, storage
from chalicelib.imaging.ladder import MADE_WITH
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.lists import listings
from chalicelib.models.photos.making import exchanges
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import media
from chalicelib.services.photos.making import exchange, remaking
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_post
from tests.kit.photos import make_photo
from tests.services.photos.making.stage import clear, everything, killing, once, stored

BODY = make_photo(800, 600)
CALLS = [(queue, "announce"), (exchange, "_write_files"), (exchanges, "swap"), (queue, "send")]


@pytest.fixture
def anna() -> Account:
    """Return somebody whose avatar an older pipeline made, and who has posted with it."""
    clear()
    account = make_account()
    make_old(account, "avatar")
    make_post(Account.find(account.id))
    drop_events()
    return Account.find(account.id)


def make_old(owner: Account, purpose: str) -> Media:
    """Give an account a picture whose row does not say what it was made with."""
    item = media.begin(owner.id, BODY, "image/jpeg", purpose=purpose)
    deliver_events()
    item.update([Media.renditions.remove(), Media.processing.remove(), Media.made_with.remove()])
    return Media.find(item.id)


def finish() -> None:
    """Carry every message, those of minutes later too."""
    deliver_events()
    with time_machine.travel(timedelta(minutes=5)):
        deliver_events()


def drawn(account: Account) -> set[str]:
    """Return the avatars that an account's posts show."""
    return {
        Post.find(post_id).author["avatar"]
        for post_id in Post.ids_in(listings.names(account.id, comments=False), Page()).rows
    }


def assert_whole(account: Account) -> None:
    """Check that account, row and posts name one set of files, that it is there, and that no other is."""
    now, item = Account.find(account.id), Media.find(str(account.avatar_media_id))
    assert (now.avatar_key, item.made_with, drawn(account)) == (item.key, MADE_WITH, {item.key})
    assert stored(item.key) == {"avatar.jpg", "square.jpg"}
    assert everything() == {f"media/{item.key}/{file}" for file in stored(item.key)}


def test_an_avatar_and_a_header_are_made_anew(anna: Account):
    header = make_old(anna, "header")
    assert remaking.count_left() == 2

    remaking.begin(1)
    deliver_events()

    after = Account.find(anna.id)
    assert remaking.count_left() == 0
    assert anna.avatar_key != after.avatar_key
    assert header.key != after.header_key
    assert (stored(str(after.avatar_key)), stored(str(after.header_key))) == (
        {"avatar.jpg", "square.jpg"},
        {"header.jpg"},
    )
    assert drawn(anna) == {after.avatar_key}


def test_the_old_files_stay_until_posts_are_drawn_anew(anna: Account):
    remaking.remake(str(anna.avatar_media_id))
    assert drawn(anna) == {anna.avatar_key}
    assert stored(str(anna.avatar_key)) == {"avatar.jpg", "square.jpg"}

    finish()
    assert_whole(anna)


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(("place", "name"), CALLS, ids=[name for _, name in CALLS])
def test_a_job_that_is_cut_anywhere_is_finished_by_the_next(
    anna: Account, monkeypatch: pytest.MonkeyPatch, place: Any, name: str, moment: str
):
    with monkeypatch.context() as patch:
        patch.setattr(place, name, _killing(getattr(place, name), moment))
        with pytest.raises(KeyboardInterrupt):
            remaking.remake(str(anna.avatar_media_id))
    # Whatever is shown is there, old or new.
    assert stored(str(Account.find(anna.id).avatar_key)) == {"avatar.jpg", "square.jpg"}
    assert all(stored(key) for key in drawn(anna))

    remaking.begin(1)
    finish()
    assert_whole(anna)


def _killing(real: Any, moment: str) -> Any:
    def call(*given: Any, **named: Any) -> Any:
        return killing(partial(real, **named), moment)(*given)

    return call


def test_an_avatar_that_is_replaced_meanwhile_leaves_nothing(anna: Account, monkeypatch: pytest.MonkeyPatch):
    def replace() -> None:
        media.begin(anna.id, BODY, "image/jpeg", purpose="avatar")
        deliver_events("originals")

    once(monkeypatch, exchanges, "swap", replace)
    remaking.remake(str(anna.avatar_media_id))
    finish()

    assert_whole(Account.find(anna.id))


@pytest.mark.parametrize("body", [None, b"<html>"])
def test_a_picture_whose_original_is_lost_or_refused_keeps_its_files(anna: Account, body: bytes | None):
    item = Media.find(str(anna.avatar_media_id))
    storage.remove_original(item.original_key)
    if body:
        storage.keep_original(item.original_key, body, "image/jpeg")
    drop_events()

    remaking.begin(1)
    deliver_events()

    assert (remaking.count_left(), Account.find(anna.id).avatar_key) == (0, item.key)
    assert stored(item.key) == {"avatar.jpg", "square.jpg"}
