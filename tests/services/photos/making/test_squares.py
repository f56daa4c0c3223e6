"""The square follows the focus, whenever it changes, and shows no half of anything."""

from datetime import timedelta
from typing import Any

import boto3
import pytest
import requests
import time_machine

from chalicelib import config
from chalicelib.gateways import storage
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos import publishing
from chalicelib.models.photos.making import exchanges
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import media
from chalicelib.services.photos.files.addresses import PHOTO
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_token
from tests.kit.money.paid import PRICED, let_sell, place_of
from tests.kit.photos import colours, encoded, is_near, make_corners
from tests.services.photos.making.stage import clear, everything, killing, once
from tests.services.photos.making.test_cuts import CALLS
from tests.services.photos.making.test_moves import STEPS

PAID = "paid and shown locked"
RED, LIME = (255, 0, 0), (0, 255, 0)
LEFT, RIGHT = "-1,0.9", "1,0.9"


@pytest.fixture
def anna() -> Account:
    clear()
    account = make_account()
    let_sell(account)
    return account


@pytest.fixture
def own(anna: Account) -> Client:
    return Client(make_token(anna))


def begin(anna: Account) -> Media:
    return media.begin(anna.id, encoded(make_corners(1200, 400), "JPEG", quality=95), "image/jpeg")


@pytest.fixture
def ready(anna: Account) -> Media:
    item = begin(anna)
    deliver_events()
    return Media.find(item.id)


def look(own: Client, item: Media, focus: str) -> requests.Response:
    return own.put(f"/api/v1/media/{item.id}", data={"focus": focus})


def publish(own: Client, item: Media, **more: Any) -> Any:
    return own.post("/api/v1/statuses", json={"status": "x", "media_ids": [item.id], **more}).json()


def corner(item: Media) -> tuple[int, ...]:
    """Return the colour at the top left of a photo's square, as it lies in its place."""
    row = Media.find(item.id)
    key = row.lies_at.folder + "square.jpg"
    body = boto3.client("s3").get_object(Bucket=config.RENDITIONS_BUCKET, Key=key)["Body"].read()
    return colours(body, (0.1, 0.1))[0]


def assert_shows(item: Media, colour: tuple[int, ...], place: str = "") -> None:
    """Check the square, and that the other files are there once, and nothing else."""
    row = Media.find(item.id)
    assert is_near(corner(item), colour, 40)
    assert place_of(row) == (place or ("open" if row.post_id else "signed"))
    assert len(everything()) == len(PHOTO) + (2 if place == PAID else 1)
    if row.post_id:
        (photo,) = Post.find(row.post_id).body["media"]
        assert [photo["key"], photo["focus"]] == [row.key, row.focus]


def test_a_focus_after_the_upload_cuts_the_square_under_another_address(own: Client, ready: Media):
    before = own.get(f"/api/v1/media/{ready.id}").json()

    after = look(own, ready, RIGHT).json()

    assert_shows(ready, LIME)
    assert after["meta"]["focus"] == {"x": 1.0, "y": 0.9}
    addresses = [{one["name"]: one["url"] for one in found["rossgram"]["renditions"]} for found in (before, after)]
    assert addresses[0]["square"] != addresses[1]["square"]
    assert own.get(f"/api/v1/media/{ready.id}").json() == after
    look(own, ready, LEFT)
    assert_shows(ready, RED)


def test_the_same_focus_and_another_alt_text_leave_the_files_alone(own: Client, ready: Media):
    own.put(f"/api/v1/media/{ready.id}", data={"focus": "0,0", "description": "Corners"})

    assert [Media.find(ready.id).key, Media.find(ready.id).description] == [ready.key, "Corners"]


def test_a_focus_before_the_renditions_are_made_is_the_one_they_are_made_with(own: Client, anna: Account):
    item = begin(anna)
    assert look(own, item, RIGHT).status_code == 206

    deliver_events()

    assert_shows(item, LIME)


def test_a_focus_while_the_renditions_are_made_is_followed(own: Client, anna: Account, monkeypatch: pytest.MonkeyPatch):
    item = begin(anna)
    once(monkeypatch, Media, "finish", lambda: look(own, item, RIGHT))

    deliver_events()

    assert Media.find(item.id).is_ready
    assert_shows(item, LIME)


def test_a_run_that_began_before_the_focus_changed_and_ends_late_is_put_right(
    own: Client, anna: Account, monkeypatch: pytest.MonkeyPatch
):
    item = begin(anna)

    def meanwhile() -> None:
        look(own, item, RIGHT)
        media.process(item.original_key)

    once(monkeypatch, storage, "keep_rendition", meanwhile)

    media.process(item.original_key)

    assert Media.find(item.id).is_ready
    assert_shows(item, LIME)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step[1])
def test_of_two_at_once_the_last_one_wins(
    own: Client, ready: Media, monkeypatch: pytest.MonkeyPatch, step: tuple[Any, str]
):
    once(monkeypatch, *step, lambda: look(own, ready, LEFT))

    assert look(own, ready, RIGHT).status_code == 200

    assert Media.find(ready.id).focus == [1.0, 0.9]
    assert_shows(ready, LIME)


def test_a_post_that_comes_first_keeps_its_photo_whole(own: Client, ready: Media, monkeypatch: pytest.MonkeyPatch):
    once(monkeypatch, exchanges, "swap", lambda: publish(own, ready))

    assert look(own, ready, RIGHT).status_code == 404

    assert Media.find(ready.id).post_id
    assert place_of(Media.find(ready.id)) == "open"


def test_a_post_never_names_files_that_are_gone(own: Client, ready: Media, monkeypatch: pytest.MonkeyPatch):
    once(monkeypatch, publishing, "create", lambda: look(own, ready, RIGHT))

    first = own.post("/api/v1/statuses", json={"status": "x", "media_ids": [ready.id]})

    assert (first.status_code, bool(publish(own, ready)["media_attachments"])) == (422, True)
    assert_shows(ready, LIME)


@pytest.mark.parametrize("is_sold", [False, True])
def test_a_focus_that_is_edited_with_the_post_cuts_the_square_too(own: Client, ready: Media, is_sold: bool):
    post = publish(own, ready, **({"rossgram": {"price": PRICED}} if is_sold else {}))
    change: Any = {"status": "x", "media_attributes": [{"id": ready.id, "focus": RIGHT}]}

    edited = own.put(f"/api/v1/statuses/{post['id']}", json=change).json()

    assert edited["media_attachments"][0]["meta"]["focus"] == {"x": 1.0, "y": 0.9}
    assert_shows(ready, LIME, PAID if is_sold else "")
    again = own.get(f"/api/v1/statuses/{post['id']}").json()["media_attachments"][0]
    assert again["url"].partition("?")[0] == edited["media_attachments"][0]["url"].partition("?")[0]


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(("place", "name"), CALLS, ids=[name for _, name in CALLS])
def test_whoever_edits_again_after_a_crash_gets_the_square(
    own: Client, ready: Media, monkeypatch: pytest.MonkeyPatch, place: Any, name: str, moment: str
):
    post = publish(own, ready)
    change: Any = {"status": "x", "media_attributes": [{"id": ready.id, "focus": RIGHT}]}
    with monkeypatch.context() as patch:
        patch.setattr(place, name, killing(getattr(place, name), moment))
        with pytest.raises(KeyboardInterrupt):
            own.put(f"/api/v1/statuses/{post['id']}", json=change)

    own.put(f"/api/v1/statuses/{post['id']}", json=change)
    with time_machine.travel(timedelta(minutes=5)):
        deliver_events()

    assert_shows(ready, LIME)
