"""Originals: their owner has them as they were, and those who paid have them where the author says so."""

import io
from typing import Any

import pytest
from PIL import Image

from chalicelib import config
from chalicelib.gateways import storage
from chalicelib.models.money.grants import post_key
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import media
from tests.kit.client import Client
from tests.kit.edge import follow
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_token
from tests.kit.money.paid import empty_bucket, grant, let_sell, objects, strays
from tests.kit.photos import CAMERA, make_photo

PRICE = {"price": {"amount": 500, "currency": "eur"}}


class Shop:
    """An author with a photo of many pixels and a camera's words, and somebody who pays."""

    def __init__(self) -> None:
        empty_bucket()
        self.author, self.buyer = make_account(), make_account()
        let_sell(self.author)
        self.own, self.other = (Client(make_token(one)) for one in (self.author, self.buyer))
        self.sent = make_photo(2400, 1800, orientation=6, gps=True)
        self.photo = media.begin(self.author.id, self.sent, "image/jpeg")
        deliver_events("originals")

    def publish(self, **offer: Any) -> Any:
        form: Any = {"status": "A walk", "media_ids": [self.photo.id], "rossgram": PRICE | offer}
        answer = self.own.post("/api/v1/statuses", json=form)
        assert answer.status_code == 200, answer.text
        deliver_events("originals")
        grant(self.buyer.id, post_key(answer.json()["id"]))
        return answer.json()

    def seen(self, status: Any, client: Client | None = None) -> Any:
        found = (client or self.other).get(f"/api/v1/statuses/{status['id']}").json()
        return found["media_attachments"][0]["rossgram"]

    def edit(self, status: Any, **offer: Any) -> Any:
        path = f"/api/v1/statuses/{status['id']}"
        form: Any = {"status": "A walk", "media_ids": [self.photo.id], "rossgram": offer}
        answer = self.own.put(path, json=form)
        deliver_events("originals")
        return answer


@pytest.fixture
def shop() -> Shop:
    return Shop()


def test_whoever_paid_has_every_pixel_and_nothing_of_the_camera(shop: Shop):
    status = shop.publish(originals=True)
    told = shop.seen(status)["original"]
    assert (told["type"], told["width"], told["height"], told["keeps"]) == ("image/jpeg", 1800, 2400, [])
    answer = follow(told["url"])
    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/jpeg")
    found, sent = Image.open(io.BytesIO(answer.body)), Image.open(io.BytesIO(shop.sent))
    assert found.size == sent.size == (2400, 1800)
    assert found.tobytes() == sent.tobytes()
    assert CAMERA.encode() in shop.sent
    assert CAMERA.encode() not in answer.body
    assert dict(found.getexif()) == {0x0112: 6}
    assert strays() == set()


def test_what_the_author_keeps_goes_with_it(shop: Shop):
    told = shop.seen(shop.publish(originals=True, keeps=["camera"]))["original"]
    assert told["keeps"] == ["camera"]
    assert CAMERA.encode() in follow(told["url"]).body


def test_without_the_authors_word_there_are_none(shop: Shop):
    status = shop.publish()
    assert "original" not in shop.seen(status)
    url = shop.seen(status)["renditions"][0]["url"]
    assert follow(url.replace("full.jpg", "original.jpg")).status == 404
    assert not [key for key in objects() if key.endswith("original.jpg")]


def test_nobody_else_is_told_of_them(shop: Shop):
    status = shop.publish(originals=True)
    assert shop.seen(status, Client()) == {"locked": True}


def test_the_author_changes_their_mind_and_back(shop: Shop):
    status = shop.publish(originals=True)
    url = shop.seen(status)["original"]["url"]
    assert shop.edit(status, originals=False).status_code == 200
    assert "original" not in shop.seen(status)
    assert follow(url).status == 404
    assert not [key for key in objects() if key.endswith("original.jpg")]
    assert shop.edit(status, originals=True, keeps=["camera"]).json()["edited_at"] is None
    assert CAMERA.encode() in follow(shop.seen(status)["original"]["url"]).body
    assert strays() == set()


def test_an_edit_that_does_not_speak_of_them_leaves_them(shop: Shop):
    status = shop.publish(originals=True)
    assert shop.edit(status).status_code == 200
    assert follow(shop.seen(status)["original"]["url"]).status == 200


def test_they_end_with_the_post_and_stay_with_its_buyers(shop: Shop):
    status = shop.publish(originals=True)
    url = shop.seen(status)["original"]["url"]
    Post(status["id"]).update([Post.sales_count.set(1)])
    shop.own.delete(f"/api/v1/statuses/{status['id']}")
    deliver_events("originals")
    assert follow(url).status == 200
    assert strays() == set()


def test_what_is_free_promises_no_originals(shop: Shop):
    form: Any = {"status": "x", "media_ids": [shop.photo.id], "visibility": "public"}
    answer = shop.own.post("/api/v1/statuses", json=form | {"rossgram": {"access": "public", "originals": True}})
    assert (answer.status_code, "Originals" in answer.json()["error"]) == (422, True)
    assert shop.own.post("/api/v1/statuses", json=form | {"rossgram": {**PRICE, "keeps": ["x"]}}).status_code == 422


def test_given_away_a_post_gives_no_originals_away(shop: Shop):
    status = shop.publish(originals=True)
    assert shop.edit(status, access="public").status_code == 200
    assert "original" not in shop.seen(status, Client())
    assert not [key for key in objects() if key.endswith("original.jpg")]


def test_its_owner_has_an_original_as_it_was_and_nobody_else_does(shop: Shop):
    path = f"/api/rossgram/v1/media/{shop.photo.id}/original"
    led = shop.own.get(path)
    assert (led.status_code, led.headers["Location"].startswith(f"{config.PUBLIC_URL}/originals/")) == (302, True)
    answer = follow(led.headers["Location"])
    assert (answer.status, answer.body, answer.headers["Access-Control-Allow-Origin"]) == (200, shop.sent, "*")
    assert follow(led.headers["Location"].partition("?")[0]).status == 403
    assert shop.other.get(path).status_code == 404
    assert Client().get(path).status_code == 401


def test_the_original_of_a_photo_that_went_on_meanwhile_is_left_nowhere(shop: Shop, monkeypatch: pytest.MonkeyPatch):
    real, account = storage.keep_rendition, Account.find(shop.author.id)

    def overtaken(key: str, *rest: Any) -> None:
        monkeypatch.setattr(storage, "keep_rendition", real)
        shop.own.delete(f"/api/v1/statuses/{Media.find(shop.photo.id).post_id}")
        real(key, *rest)

    monkeypatch.setattr(storage, "keep_rendition", overtaken)
    shop.publish(originals=True)
    assert account.id == shop.author.id
    assert strays() == set()
