"""Whoever paid has the originals of a post where its photos lie by then, wherever the move there is cut."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from chalicelib import imaging
from chalicelib.gateways import storage
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.places import SIGNED, Place
from chalicelib.models.photos.posts import PRICE, Post
from chalicelib.services.photos import posts
from chalicelib.services.photos.files import older, telling
from chalicelib.services.photos.files import originals as making
from chalicelib.services.photos.files.addresses import LOCKED, ORIGINAL, PHOTO, kind_of
from chalicelib.services.photos.making import remaking
from chalicelib.services.photos.posts import Draft
from tests.kit.events import deliver_events
from tests.kit.factories import make_account
from tests.kit.killing import ALL_WRITES, Killed, every_kill, make_killer
from tests.kit.money.paid import PRICED, empty_bucket, let_sell, originals, strays, upload


def make_sold() -> Post:
    anna = make_account()
    let_sell(anna)
    draft = Draft("A walk", [upload(anna, 60, 40).id], access=PRICE, offer=PRICED, originals=[])
    post = posts.publish(anna.id, draft)
    deliver_events()
    Post(post.id).update([Post.sales_count.set(1)])
    return Post.find(post.id)


def photo_of(post: Post) -> Media:
    return Media.find(post.body["media"][0]["id"])


def change_focus(post: Post) -> None:
    item = photo_of(post)
    posts.edit(post.author_id, post.id, Draft("A walk", [item.id]), {item.id: {"focus": [0.5, 0.5]}})


def keep_the_camera(post: Post) -> None:
    posts.edit(post.author_id, post.id, Draft("A walk", [photo_of(post).id], originals=["camera"]), {})


def make_anew(post: Post) -> None:
    Media(photo_of(post).id).update([Media.made_with.remove()])
    remaking.remake(photo_of(post).id)


def close(post: Post) -> None:
    telling.tell(post.id, lambda told: setattr(told, "closed_by", {post.author_id}))


def withdraw(post: Post) -> None:
    posts.delete(post.author_id, post.id)


def make_misplaced() -> Post:
    """Sell a post whose photo lies where only what is not sold does, as some of older posts do."""
    post = make_sold()
    here = photo_of(post).lies_at
    for file in (*PHOTO, LOCKED, ORIGINAL):
        storage.copy_rendition(here.folder + file, Place(SIGNED, here.key).folder + file, kind_of(file))
        storage.remove_renditions([here.folder + file])
    photos = [photo | {"place": SIGNED} for photo in post.body["media"]]
    Post(post.id).update([Post.body.set(post.body | {"media": photos})])
    photo_of(post).update([Media.place.set(SIGNED)])
    return Post.find(post.id)


def put_right(post: Post) -> None:
    older.settle(post.id)


MOVES: dict[Callable[[Post], None], Callable[[], Post]] = {
    change_focus: make_sold,
    keep_the_camera: make_sold,
    make_anew: make_sold,
    close: make_sold,
    withdraw: make_sold,
    put_right: make_misplaced,
}


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.__name__)
def test_a_move_that_is_cut_leaves_buyers_the_originals(move: Callable[[Post], None], monkeypatch: pytest.MonkeyPatch):
    empty_bucket()
    begun = every_kill(monkeypatch, MOVES[move], move)
    deliver_events()
    assert originals() == Counter({"original for buyers": len(begun)})


def test_a_sale_that_is_cut_promises_no_original_that_is_never_made(monkeypatch: pytest.MonkeyPatch):
    empty_bucket()
    anna = make_account()
    let_sell(anna)

    def publish(photo: Media) -> None:
        posts.publish(anna.id, Draft("A walk", [photo.id], access=PRICE, offer=PRICED, originals=[]))

    every_kill(monkeypatch, lambda: upload(anna, 60, 40), publish)
    deliver_events()
    sold = [photo for photo in Media.scan_all() if photo.post_id]
    assert len(sold) > 1
    assert originals() == Counter({"original for buyers": len(sold)})


def delete_unsold(post: Post) -> None:
    Post(post.id).update([Post.sales_count.set(0)])
    posts.delete(post.author_id, post.id)


@pytest.mark.parametrize("move", [keep_the_camera, withdraw, delete_unsold], ids=lambda move: move.__name__)
def test_originals_that_are_made_while_a_photo_moves_on_leave_no_file_astray(
    move: Callable[[Post], None], monkeypatch: pytest.MonkeyPatch
):
    empty_bucket()
    share, killer = imaging.share, make_killer(monkeypatch, ALL_WRITES)

    def share_late(*given: Any) -> Any:
        """Share, and let the photo move on; what that has promised is done by the time the file is put there."""
        killer.is_aiming = False
        shared = share(*given)
        monkeypatch.setattr(imaging, "share", share)
        move(Post.find(given_posts[-1]))
        deliver_events()
        killer.is_aiming = True
        return shared

    given_posts: list[str] = []
    for at in range(7):
        given_posts.append(make_sold().id)
        monkeypatch.setattr(imaging, "share", share_late)
        with suppress(Killed), killer.aiming(at):
            making.make(given_posts[-1])
        assert (killer.count == at + 1) == (at < 6)
    deliver_events()
    assert (strays(), originals()["original astray"]) == (set(), 0)
