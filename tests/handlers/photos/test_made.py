"""What the API says of a photo's files is what the files are, and what was done to them is told."""

import io
from typing import Any

import boto3
import pytest
from PIL import Image

from chalicelib import config
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.schemas.photos.media import render_locked_attachment
from chalicelib.services.photos import media, posts
from chalicelib.services.photos.files import addresses
from chalicelib.services.photos.posts import Draft
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_media, make_token
from tests.kit.photos import CAMERA, make_photo

KINDS = {"JPEG": "image/jpeg", "AVIF": "image/avif", "WEBP": "image/webp"}


@pytest.fixture
def anna() -> Account:
    return make_account()


def publish(owner: Account, body: bytes, content_type: str = "image/jpeg", **draft: Any) -> str:
    item = media.begin(owner.id, body, content_type)
    deliver_events()
    return posts.publish(owner.id, Draft(caption="x", media_ids=[item.id], **draft)).id


def attachment(post_id: str, viewer: Client | None = None) -> dict[str, Any]:
    found: dict[str, Any] = (viewer or Client()).get(f"/api/v1/statuses/{post_id}").json()["media_attachments"][0]
    return found


def file_of(url: str) -> tuple[str, tuple[int, int]]:
    """Return the type and size of a file of a public photo as its bytes have them."""
    key = url.removeprefix(f"{config.PUBLIC_URL}/")
    body = boto3.client("s3").get_object(Bucket=config.RENDITIONS_BUCKET, Key=key)["Body"].read()
    with Image.open(io.BytesIO(body)) as image:
        return KINDS[str(image.format)], image.size


@pytest.mark.parametrize("size", [(2000, 1500), (1200, 3000), (160, 120)])
def test_sizes_and_types_are_those_of_the_files(anna: Account, size: tuple[int, int]):
    photo = attachment(publish(anna, make_photo(*size)))

    assert len(photo["rossgram"]["renditions"]) == len(addresses.PHOTO)
    for told in photo["rossgram"]["renditions"]:
        assert file_of(told["url"]) == (told["type"], (told["width"], told["height"])), told
    for meta, url in (("original", photo["url"]), ("small", photo["preview_url"])):
        told = photo["meta"][meta]
        assert file_of(url)[1] == (told["width"], told["height"])


def test_sizes_stay_as_they_were_made_when_the_ladder_changes(anna: Account, monkeypatch: pytest.MonkeyPatch):
    post_id = publish(anna, make_photo(2000, 1500))
    before = attachment(post_id)

    monkeypatch.setattr("chalicelib.imaging.ladder.LADDER", {})

    assert attachment(post_id) == before


def test_a_photo_that_does_not_say_its_sizes_has_those_of_its_time(anna: Account):
    old = make_media(anna, width=4032, height=3024)
    old.update([Media.renditions.remove(), Media.processing.remove(), Media.made_with.remove()])

    photo = attachment(posts.publish(anna.id, Draft(media_ids=[old.id])).id)

    sizes = {one["name"]: (one["width"], one["height"]) for one in photo["rossgram"]["renditions"]}
    assert sizes == {
        "full": (1440, 1080),
        "feed": (1080, 810),
        "card": (640, 480),
        "thumb": (320, 240),
        "square": (150, 150),
    }
    assert photo["rossgram"]["processing"] == []


def test_what_was_done_to_a_file_is_told_to_everybody_who_sees_it(anna: Account):
    post_id = publish(anna, make_photo(2000, 1500, orientation=6, gps=True))

    for viewer in (Client(), Client(make_token(anna))):
        told = attachment(post_id, viewer)["rossgram"]["processing"]
        assert told[0] == "turned upright"
        assert "shrunk from 1500 x 2000 to 1255 x 1673 pixels" in told
        assert "encoded again, without what was written beside its pixels" in told
        assert CAMERA not in str(told)
    own = Client(make_token(anna)).get(f"/api/v1/media/{attachment(post_id)['id']}").json()
    assert own["rossgram"]["processing"] == told


def test_a_file_that_was_kept_is_told_to_be_kept(anna: Account):
    body = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(body, "JPEG", quality=85)

    told = attachment(publish(anna, body.getvalue()))["rossgram"]["processing"]

    assert told == ["kept as it was sent, without what was written beside its pixels"]


def test_a_locked_photo_tells_nothing_of_what_was_done_to_it(anna: Account):
    assert render_locked_attachment(make_media(anna).snapshot())["rossgram"] == {"locked": True}
