"""The bytes of paid photos: where they lie, and how they are reached."""

import base64
import io
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
import time_machine
from PIL import Image

from chalicelib import config, imaging
from chalicelib.errors import NotFound
from chalicelib.models.base import now
from chalicelib.models.money.grants import Grant, post_key
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.places import OPEN, PAID, SIGNED, Place
from chalicelib.services.photos.files import addresses, door
from chalicelib.services.photos.files.addresses import Ticket
from tests.kit.edge import fetch, follow
from tests.kit.factories import make_account
from tests.kit.money.paid import grant, make_locked, objects, place_of, strays, upload
from tests.kit.photos import is_near
from tests.kit.recorder import record_calls

NOON = "2026-11-26T12:00:00Z"


def test_of_a_paid_post_nothing_lies_in_the_open_but_its_locked_preview(anna: Account, photo: Media):
    assert place_of(photo) == SIGNED
    assert objects("media/") == set()
    make_locked(anna, photo=photo)
    item = Media.find(photo.id)
    assert place_of(photo) == "paid and shown locked"
    assert objects("media/") == {item.lies_at.locked}
    assert strays() == set()
    assert [item.due, item.due_at] == [None, None]


def test_no_key_tells_another(photo: Media):
    place = Place(PAID, photo.key)
    parts = {place.folder.split("/")[1], place.locked.split("/")[1], Place(SIGNED, photo.key).folder.split("/")[1]}
    assert len(parts | {photo.key}) == 4
    assert not [part for part in parts if photo.key in part or photo.id in part]


def test_a_locked_preview_holds_no_more_than_eight_pixels_a_side(anna: Account):
    photo = upload(anna, 900, 1200)
    key = photo.lies_at.folder + addresses.LOCKED
    body = boto3.client("s3").get_object(Bucket=config.RENDITIONS_BUCKET, Key=key)["Body"]
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


def path_of(anna: Account, photo: Media, buyer: Account, file: str = "full.jpg") -> str:
    """Return the address that a buyer has for a file."""
    post = make_locked(anna, photo=photo)
    grant(buyer.id, post_key(post.id))
    return addresses.address(Media.find(photo.id).lies_at, Ticket(post.id, photo.id, buyer.id))(file)


def test_the_address_of_a_bought_photo_stays_the_same_and_works_until_the_right_ends(anna: Account, photo: Media):
    buyer = make_account()
    url = path_of(anna, photo, buyer)
    assert urlsplit(url).path.endswith("/full.jpg")
    assert urlsplit(url).query == ""
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(3):
            assert (follow(url).status, follow(url).headers["Content-Type"]) == (200, "image/jpeg")
            again = addresses.address(Media.find(photo.id).lies_at, Ticket(*url.split("/")[-2].split("-")[:3]))
            assert again("full.jpg") == url
            clock.shift(86_400)
        Grant(buyer.id, post_key(Media.find(photo.id).post_id or "")).delete()
        assert fetch(url).status == 404


def test_where_it_leads_ends_within_five_minutes_and_later_than_the_way_there(anna: Account, photo: Media):
    url = path_of(anna, photo, make_account(), "feed.avif")
    with time_machine.travel(NOON, tick=False) as clock:
        led = fetch(url)
        target = led.headers["Location"]
        assert urlsplit(target).netloc == urlsplit(url).netloc
        kept = dict(part.strip().partition("=")[::2] for part in led.headers["Cache-Control"].split(","))
        assert {"private", "max-age"} == set(kept)
        clock.shift(int(kept["max-age"]))
        assert (fetch(target).status, fetch(target).headers["Content-Type"]) == (200, "image/avif")
        assert fetch(target).headers["Cache-Control"] == "private, max-age=300"
        clock.shift(300 - int(kept["max-age"]))
        assert fetch(target).status == 403
    assert led.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("place", [OPEN, SIGNED, PAID])
def test_an_address_takes_no_trip(place: str, monkeypatch: pytest.MonkeyPatch):
    calls = record_calls(monkeypatch)
    url = addresses.address(Place(place, "a-key"), Ticket("1", "2", "3"))("feed.avif")
    assert urlsplit(url).path.endswith("/feed.avif")
    assert calls == []


def test_the_door_takes_two_trips_and_none_for_what_is_not_ours(
    anna: Account, photo: Media, monkeypatch: pytest.MonkeyPatch
):
    sealed = path_of(anna, photo, make_account()).split("/")[-2]
    calls = record_calls(monkeypatch)
    door.lead(sealed, "full.jpg")
    # Who blocks whom is asked together with what decides.
    post, *decides = [name for name, _ in calls]
    assert (post, sorted(decides)) == ("GetItem", ["BatchGetItem", "Query"])
    calls.clear()
    ticket = Ticket.read(sealed)
    assert ticket
    forged = [
        sealed[:-1] + ("A" if sealed[-1] != "A" else "B"),
        sealed.replace(ticket.viewer_id, anna.id),
        *("", "-", "---", "1-2-3", sealed.rpartition("-")[0]),
    ]
    for one in forged:
        with pytest.raises(NotFound):
            door.lead(one, "full.jpg")
    for file in ("locked.jpg", "full.png", "../full.jpg", ""):
        with pytest.raises(NotFound):
            door.lead(sealed, file)
    assert calls == []


def test_a_signed_address_is_the_same_for_all_within_a_window_of_at_most_a_day():
    place = Place(SIGNED, "a-key")
    lasts = set()
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(49):
            seen = {addresses.address(place, Ticket("1", "2", viewer))("full.jpg") for viewer in ("", "3", "4")}
            assert len(seen) == 1
            lasts.add((seen.pop(), int(now())))
            clock.shift(1800)
    assert len({url for url, _ in lasts}) == 3
    for url, at in lasts:
        assert 12 * 3600 <= end_of(url) - at <= 24 * 3600


def end_of(url: str) -> int:
    """Return until when an address is signed."""
    policy = parse_qs(urlsplit(url).query)["Policy"][0].translate(str.maketrans("-_~", "+=/"))
    statement = json.loads(base64.b64decode(policy))["Statement"][0]
    return int(statement["Condition"]["DateLessThan"]["AWS:EpochTime"])
