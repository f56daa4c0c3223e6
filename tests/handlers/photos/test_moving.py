"""What moves goes on moving, or its author is told why not."""

import io
from typing import Any

import boto3
import pytest
from PIL import Image

from chalicelib import config
from chalicelib.imaging import motion
from chalicelib.imaging.limits import MAX_FRAMES, MAX_PIXELS_IN, MAX_SECONDS
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.services.photos import media
from chalicelib.services.photos.files.addresses import MOTION, PHOTO
from tests.handlers.entities import MEDIA, STATUS, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_token
from tests.kit.money.paid import PRICED, let_sell, objects
from tests.kit.photos import encoded

COLOURS = ("red", "lime", "blue", "yellow")
KINDS = {"GIF": "image/gif", "WEBP": "image/webp", "PNG": "image/png"}


@pytest.fixture
def anna() -> Account:
    account = make_account()
    let_sell(account)
    return account


@pytest.fixture
def own(anna: Account) -> Client:
    return Client(make_token(anna))


def film(form: str = "GIF") -> bytes:
    first, *others = [Image.new("RGB", (900, 500), colour) for colour in COLOURS]
    return encoded(first, form, save_all=True, append_images=others, duration=80, loop=0)


def upload(anna: Account, body: bytes, content_type: str = "image/gif") -> Media:
    item = media.begin(anna.id, body, content_type)
    deliver_events()
    return Media.find(item.id)


def publish(own: Client, item: Media, **more: Any) -> Any:
    return own.post("/api/v1/statuses", json={"status": "x", "media_ids": [item.id], **more}).json()


def file_at(url: str) -> tuple[Image.Image, str]:
    key = url.removeprefix(f"{config.PUBLIC_URL}/")
    found = boto3.client("s3").get_object(Bucket=config.RENDITIONS_BUCKET, Key=key)
    return Image.open(io.BytesIO(found["Body"].read())), found["ContentType"]


@pytest.mark.parametrize("form", KINDS)
def test_what_moves_is_an_image_whose_large_picture_moves(anna: Account, own: Client, form: str):
    status = publish(own, upload(anna, film(form), KINDS[form]))

    (photo,) = status["media_attachments"]
    assert faults(status, STATUS) == []
    assert photo["type"] == "image"
    moving, kind = file_at(photo["url"])
    assert (getattr(moving, "n_frames", 1), moving.format, kind) == (4, "WEBP", "image/webp")
    told = photo["meta"]["original"]
    assert moving.size == (told["width"], told["height"])
    still, _ = file_at(photo["preview_url"])
    assert (getattr(still, "n_frames", 1), still.format) == (1, "JPEG")
    assert motion.KEPT in photo["rossgram"]["processing"]
    named = {one["name"]: (one["type"], one["url"]) for one in photo["rossgram"]["renditions"]}
    assert named["motion"] == ("image/webp", photo["url"])


def test_what_moves_beyond_the_limits_is_a_still_and_its_author_is_told(
    anna: Account, own: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(motion, "MAX_FRAMES", 3)

    photo = own.get(f"/api/v1/media/{upload(anna, film()).id}").json()

    assert faults(photo, MEDIA) == []
    assert "/full.jpg?" in photo["url"]
    assert f"only the first frame was kept: an animation may have {motion.LIMITS}" in photo["rossgram"]["processing"]


def lies_at(item: Media) -> str:
    """Return the folder where all files of a photo lie that moves."""
    folder = Media.find(item.id).lies_at.folder
    assert {folder + file for file in (*PHOTO, MOTION)} <= objects(folder)
    return folder


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_the_limits_of_animations_are_announced(version: str):
    uploads = Client().get(f"/api/{version}/instance").json()["rossgram"]["uploads"]

    assert uploads["animation_limits"] == {"frames": MAX_FRAMES, "seconds": MAX_SECONDS, "pixels": MAX_PIXELS_IN}


def test_what_moves_is_moved_with_its_post_and_deleted_with_it(anna: Account, own: Client):
    item = upload(anna, film())

    post = publish(own, item, rossgram={"price": PRICED})

    paid = lies_at(item)
    assert paid.startswith("paid/")
    rule: Any = {"status": "x", "rossgram": {"access": "public"}}
    assert own.put(f"/api/v1/statuses/{post['id']}", json=rule).status_code == 200
    shown = lies_at(item)
    assert shown.startswith("media/")
    own.delete(f"/api/v1/statuses/{post['id']}?delete_media=true")
    assert not objects(paid) | objects(shown)


def test_what_is_locked_shows_no_movement(anna: Account, own: Client):
    post = publish(own, upload(anna, film()), rossgram={"price": PRICED})

    (photo,) = Client().get(f"/api/v1/statuses/{post['id']}").json()["media_attachments"]

    assert photo["url"] == photo["preview_url"]
    assert photo["url"].endswith("/locked.jpg")
    assert MOTION not in str(photo)


def test_a_focus_cuts_the_square_of_what_moves_and_keeps_it_moving(anna: Account, own: Client):
    item = upload(anna, film())

    photo = own.put(f"/api/v1/media/{item.id}", data={"focus": "1,0"}).json()

    assert f"/{MOTION}?" in photo["url"]
    assert lies_at(item).startswith("signed/")
