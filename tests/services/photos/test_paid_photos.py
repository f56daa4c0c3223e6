"""The bytes of paid photos: where they lie, and how they are reached."""

import io
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
import time_machine
from PIL import Image

from chalicelib import config, imaging
from chalicelib.gateways import storage
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.services.photos import files
from tests.kit.factories import make_account
from tests.kit.money.paid import ALL_OPEN, ALL_PAID, let_sell, make_locked, objects, places, upload
from tests.kit.photos import is_near
from tests.kit.recorder import record_calls


@pytest.fixture
def anna() -> Account:
    account = make_account()
    let_sell(account)
    return account


@pytest.fixture
def photo(anna: Account) -> Media:
    return upload(anna)


def test_of_a_paid_post_nothing_lies_in_the_open_but_its_locked_preview(anna: Account, photo: Media):
    assert places(photo) == ALL_OPEN
    before = objects("media/")
    make_locked(anna, photo=photo)
    assert places(photo) == ALL_PAID
    gone = before - objects("media/")
    assert gone == {files.open_key(photo.key, file) for file in files.PHOTO}
    assert files.locked_key(photo.key) in objects("media/")
    item = Media.find(photo.id)
    assert item.is_private
    assert [item.due, item.due_at, item.moving_until] == [None, None, None]


def test_neither_key_tells_the_other(photo: Media):
    for key in (files.locked_key(photo.key), files.paid_key(photo.key, "full.jpg")):
        assert photo.key not in key
        assert photo.id not in key
    assert files.locked_key(photo.key).split("/")[1] != files.paid_key(photo.key, "full.jpg").split("/")[1]


def test_a_locked_preview_holds_no_more_than_eight_pixels_a_side(anna: Account):
    photo = upload(anna, 900, 1200)
    body = boto3.client("s3").get_object(Bucket=config.RENDITIONS_BUCKET, Key=files.locked_key(photo.key))["Body"]
    shown = Image.open(io.BytesIO(body.read()))
    assert shown.size == (360, 480)
    # What is made of the eight pixels alone is the same, byte by byte.
    tiny = Image.new("RGB", (6, 8), "teal")
    tiny.putpixel((2, 2), (255, 0, 0))
    png = io.BytesIO()
    tiny.save(png, "PNG")
    large = Image.open(io.BytesIO(imaging.render_locked(png.getvalue(), (900, 1200)).body))
    assert large.size == (360, 480)
    back = large.resize((6, 8), Image.Resampling.BOX)
    for at in ((5, 7), (0, 0)):
        seen: Any = back.getpixel(at)
        assert is_near(seen, (0, 128, 128), 40)


def test_a_signed_address_ends_within_five_minutes_and_is_kept_by_nobody(monkeypatch: pytest.MonkeyPatch):
    calls = record_calls(monkeypatch)
    url = urlsplit(files.address("a-key", "feed.avif", is_private=True))
    asked = {name: values[0] for name, values in parse_qs(url.query).items()}
    assert 0 < int(asked["X-Amz-Expires"]) <= 300
    assert asked["X-Amz-Algorithm"] == "AWS4-HMAC-SHA256"
    assert asked["response-cache-control"] == "private, no-store"
    assert asked["response-content-type"] == "image/avif"
    assert url.path.endswith(files.paid_key("a-key", "feed.avif"))
    assert calls == []


def test_it_is_signed_as_boto3_would_sign_it():
    with time_machine.travel("2026-11-22T10:00:00Z", tick=False):
        ours = storage.signed_url("paid/a/full.jpg", "image/jpeg")
        params = {"Bucket": config.RENDITIONS_BUCKET, "Key": "paid/a/full.jpg", "ResponseContentType": "image/jpeg"}
        theirs = storage.client().generate_presigned_url(
            "get_object", Params={**params, "ResponseCacheControl": storage.NEVER}, ExpiresIn=300
        )
    assert ours == theirs
