"""What is said of a photo from the moment when it arrives."""

import io
from typing import Any

import boto3
import pytest
import requests
from PIL import Image

from chalicelib import config, deadline
from chalicelib.services.photos import media
from infra import pictures
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_token
from tests.kit.photos import make_photo


@pytest.fixture
def own() -> Client:
    return Client(make_token(make_account()))


def file_at(url: str) -> Any:
    """Return what lies behind an address of a photo that anybody may fetch."""
    return boto3.client("s3").get_object(Bucket=config.RENDITIONS_BUCKET, Key=url.removeprefix(f"{config.PUBLIC_URL}/"))


def send(own: Client, **more: str) -> requests.Response:
    return own.post("/api/v2/media", files={"file": ("p.jpg", make_photo(800, 600), "image/jpeg")}, data=more)


def test_pixelfeds_app_publishes_what_it_has_just_sent(own: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "POSE_AS_PIXELFED", True)
    monkeypatch.setattr(deadline, "pause", lambda _: deliver_events())

    sent = send(own)
    published = own.post("/api/v1/statuses", json={"media_ids": [sent.json()["id"]]})

    assert (sent.status_code, published.status_code) == (200, 200)
    monkeypatch.setattr(media, "LONGEST_WAIT", 0.0)
    assert send(own).status_code == 202


def test_the_preview_of_a_photo_works_from_the_start(own: Client):
    pictures.put(config.RENDITIONS_BUCKET)

    sent = send(own)
    polled = own.get(f"/api/v1/media/{sent.json()['id']}")
    form = own.post("/api/rossgram/v1/uploads", json={"content_type": "image/jpeg"})

    assert (sent.status_code, polled.status_code, form.status_code) == (202, 206, 201)
    for entity in (sent.json(), polled.json(), form.json()["media"]):
        assert entity["url"] is None
        found = file_at(entity["preview_url"])
        assert found["ContentType"] == "image/jpeg"
        assert Image.open(io.BytesIO(found["Body"].read())).format == "JPEG"


def test_the_preview_of_a_photo_that_is_ready_is_its_own(own: Client):
    sent = send(own).json()
    deliver_events()

    ready = own.get(f"/api/v1/media/{sent['id']}").json()

    assert ready["preview_url"] != sent["preview_url"]


@pytest.mark.parametrize("content_type", ["IMAGE/JPEG", "image/jpeg; charset=binary", " Image/Jpeg ;q=1"])
def test_a_media_type_is_taken_in_any_case_and_with_parameters(content_type: str):
    answer = Client(make_token(make_account())).post("/api/rossgram/v1/uploads", json={"content_type": content_type})
    assert answer.status_code == 201, answer.text
    assert answer.json()["fields"]["Content-Type"] == "image/jpeg"
