"""Stored photos are made anew from their originals, whatever happens meanwhile."""

from datetime import timedelta

import pytest
import time_machine

from chalicelib.gateways import storage
from chalicelib.imaging.ladder import MADE_WITH
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.making import exchanges
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.schemas.photos.edits import render_edit
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services import sweeper
from chalicelib.services.photos import media, posts, views
from chalicelib.services.photos.making import remaking
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.reading import history
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account
from tests.kit.photos import make_photo
from tests.services.photos.making.stage import (
    BODY,
    Old,
    assert_whole,
    clear,
    everything,
    make_old,
    once,
    shown,
    stored,
)


@pytest.fixture
def anna() -> Account:
    return make_account()


@pytest.fixture
def old(anna: Account) -> Old:
    clear()
    return make_old(anna)


def test_the_whole_stock_is_made_anew_in_pieces(anna: Account, old: Old, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(remaking, "PIECE", 2)
    others = [make_old(anna, make_photo(200, 150)) for _ in range(4)]
    assert remaking.count_left() == 5

    remaking.begin(2)
    deliver_events()

    assert remaking.count_left() == 0
    assert all(Media.find(item.id).made_with == MADE_WITH for item, _ in (old, *others))
    item, post = old
    assert Media.find(item.id).key != item.key
    assert stored(item.key) == set()
    assert shown(post)["renditions"]["full"] == [1673, 1255]
    assert shown(post)["alt"] == "Hills"


def test_a_second_run_changes_nothing(old: Old):
    remaking.begin(1)
    deliver_events()
    before = Media.find(old[0].id).key

    remaking.begin(1)
    deliver_events()

    assert Media.find(old[0].id).key == before
    assert_whole(*old)


def test_what_today_makes_is_left_alone(anna: Account):
    item = media.begin(anna.id, BODY, "image/jpeg")
    deliver_events()
    posts.publish(anna.id, Draft(media_ids=[item.id]))
    before = Media.find(item.id).key

    remaking.remake(item.id)

    assert Media.find(item.id).key == before
    assert remaking.count_left() == 0


def test_an_edit_meanwhile_is_kept(old: Old, monkeypatch: pytest.MonkeyPatch):
    item, post = old
    once(
        monkeypatch,
        exchanges,
        "swap",
        lambda: posts.edit(post.author_id, post.id, Draft(caption="Down"), {item.id: {"alt": "A cat"}}),
    )

    remaking.remake(item.id)

    assert (Post.find(post.id).body["caption"], shown(post)["alt"]) == ("Down", "A cat")
    assert_whole(item, post)


def test_an_edit_that_read_the_old_post_does_not_bring_the_old_files_back(old: Old, monkeypatch: pytest.MonkeyPatch):
    item, post = old
    once(monkeypatch, Revision, "replace", lambda: remaking.remake(item.id))

    posts.edit(post.author_id, post.id, Draft(caption="Down"), {})

    assert Post.find(post.id).body["caption"] == "Down"
    assert_whole(item, post)


def test_two_at_once_leave_one_set_of_files(old: Old, monkeypatch: pytest.MonkeyPatch):
    item, post = old
    once(monkeypatch, exchanges, "swap", lambda: remaking.remake(item.id))

    remaking.remake(item.id)

    assert Media.find(item.id).made_with == MADE_WITH
    assert_whole(item, post)


def test_a_photo_deleted_meanwhile_leaves_nothing(old: Old, monkeypatch: pytest.MonkeyPatch):
    item, post = old
    once(monkeypatch, exchanges, "swap", lambda: posts.delete(post.author_id, post.id))

    remaking.remake(item.id)

    assert Media.find(item.id).post_id is None
    assert Media.find(item.id).made_with is None
    with time_machine.travel(timedelta(hours=25)):
        sweeper.sweep()
    assert everything() == set()


@pytest.mark.parametrize("body", [None, b"<html>"])
def test_an_original_that_is_lost_or_refused_by_now_leaves_the_files_as_they_are(old: Old, body: bytes | None):
    item, post = old
    storage.remove_original(item.original_key)
    if body:
        storage.keep_original(item.original_key, body, "image/jpeg")
    drop_events()

    remaking.begin(1)
    deliver_events()

    assert (remaking.count_left(), shown(post)["key"]) == (0, item.key)
    assert stored(item.key) >= {"full.jpg", "square.jpg"}


def test_a_run_of_the_renditions_that_ends_late_leaves_nothing_under_the_old_key(
    old: Old, monkeypatch: pytest.MonkeyPatch
):
    item, post = old
    remaking.remake(item.id)
    late, find = Media.find(item.id), Media.find
    late.state, late.key = "processing", item.key
    answers = iter([late])
    monkeypatch.setattr(Media, "find", lambda media_id: next(answers, None) or find(media_id))

    media.process(item.original_key)

    assert_whole(item, post)


def test_the_history_of_a_post_shows_the_files_of_today(old: Old):
    item, post = old
    posts.edit(post.author_id, post.id, Draft(caption="Down"), {item.id: {"alt": "A cat"}})
    remaking.remake(item.id)

    view = views.of_posts(None, [Post.find(post.id)])[0]
    first, last = [render_edit(view, body, at) for body, at in history.texts(None, view.post)]

    assert first["media_attachments"][0]["url"] == render_status(view)["media_attachments"][0]["url"]
    assert [edit["media_attachments"][0]["description"] for edit in (first, last)] == ["Hills", "A cat"]
