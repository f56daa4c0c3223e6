"""The journey of a photo, told with an unmodified client: in process and against a running server alike."""

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import requests
from mastodon import Mastodon
from PIL import Image

from tests.kit.photos import make_photo

SCOPES = ["read", "write", "follow"]
PATIENCE = 60.0


@dataclass
class Person:
    """Somebody who is signed in on a phone."""

    api: Mastodon
    account: Any


def register(base_url: str, handle: str, session: requests.Session | None = None) -> Person:
    """Sign up through the API as a phone app does."""
    client_id, client_secret = Mastodon.create_app(
        "Journey", scopes=SCOPES, api_base_url=base_url, session=session or requests.Session()
    )
    api = Mastodon(
        client_id=client_id,
        client_secret=client_secret,
        api_base_url=base_url,
        session=session or requests.Session(),
        ratelimit_method="throw",
    )
    api.create_account(
        handle, f"correct horse {handle}", f"{handle}@example.com", agreement=True, scopes=SCOPES, locale="en"
    )
    return Person(api, api.account_verify_credentials())


def wait_for(find: Callable[[], Any]) -> Any:
    """Return what `find` finds, once it finds something."""
    over = time.monotonic() + PATIENCE
    while time.monotonic() < over:
        if found := find():
            return found
        time.sleep(0.05)
    raise AssertionError("it never came")


def phone_photo() -> bytes:
    """Return a 12 MP photo as a phone writes it: stored on its side, with the place where it was taken."""
    return make_photo(4032, 3024, orientation=6, gps=True)


def post_photo(person: Person, photo: bytes, caption: str) -> Any:
    """Upload a photo, wait until it is processed, and publish it."""
    media = person.api.media_post(photo, mime_type="image/jpeg", description="A hill", focus=(0.0, 0.5))
    wait_for(lambda: ready(person, media.id))
    return person.api.status_post(caption, media_ids=[media.id])


def ready(person: Person, media_id: str) -> Any:
    """Return a media once its address is known."""
    media = person.api.media(media_id)
    return media if media.url else None


def check_photo(status: Any, get: Callable[[str], requests.Response]) -> None:
    """Check that a photo is upright, that every rendition is there as said, and that none tells where it was taken."""
    attachment = status["media_attachments"][0]
    assert attachment["description"] == "A hill"
    assert (attachment["rossgram"]["width"], attachment["rossgram"]["height"]) == (3024, 4032)
    assert attachment["meta"]["original"]["height"] == 1673
    files = attachment["rossgram"]["renditions"]
    assert {(item["name"], item["type"]) for item in files} >= {("full", "image/jpeg"), ("feed", "image/avif")}
    for url in (attachment["url"], attachment["preview_url"]):
        assert url in {item["url"] for item in files}
    for item in files:
        answer = get(item["url"])
        assert answer.status_code == 200, item["url"]
        assert answer.headers["Content-Type"] == item["type"]
        with Image.open(io.BytesIO(answer.content)) as image:
            assert image.size == (item["width"], item["height"])
            assert not image.getexif()
        assert b"Rossgram Test Camera" not in answer.content
