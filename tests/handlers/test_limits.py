"""What is announced passes, and what AWS would refuse is refused here, at every route."""

import base64
import io
import json
from typing import Any

import pytest
import requests
from PIL import Image

from app import app
from chalicelib import config
from chalicelib.imaging.limits import MAX_BYTES, limits
from chalicelib.schemas.uploads import LARGEST_BODY, LARGEST_EVENT, LARGEST_FILE, LARGEST_FORM, LARGEST_TEXT
from chalicelib.services.photos.media import LONGEST_DESCRIPTION, TYPES
from infra import gateway_responses
from local.answers import too_large
from local.request_event import request_event
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_token
from tests.kit.hostility import fill

FORM = "multipart/form-data; boundary=x"


@pytest.fixture
def own() -> Client:
    return Client(make_token(make_account()))


def photo(size: int) -> bytes:
    """Return a JPEG of exactly this many bytes, padded by comments, which stand in front of its pixels."""
    body = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(body, "JPEG")
    start, rest = body.getvalue()[:2], body.getvalue()[2:]
    missing = size - len(start) - len(rest)
    padding = b"".join(b"\xff\xfe" + length.to_bytes(2) + bytes(length - 2) for length in lengths(missing))
    assert len(start + padding + rest) == size
    return start + padding + rest


def lengths(missing: int) -> list[int]:
    """Return the lengths of comments which take so many bytes with their markers."""
    whole, left = divmod(missing, 60_002)
    return [60_000] * (whole - 1) + [30_000, 60_002 + left - 30_004]


def refused(answer: requests.Response) -> None:
    assert (answer.status_code, answer.json()) == (413, {"error": "The request is too large"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_instance_announces_what_passes_through_the_api():
    first, second = Client().get("/api/v1/instance").json(), Client().get("/api/v2/instance").json()
    nodeinfo = Client().get("/api/nodeinfo/2.0.json").json()

    for found in (first, second):
        announced = found["configuration"]["media_attachments"]
        assert announced["image_size_limit"] == LARGEST_FILE == 4_400_000
        assert announced["image_matrix_limit"] == min(limit.pixels for limit in limits().values()) == 33_000_000
        assert announced["supported_mime_types"] == list(TYPES)
    assert nodeinfo["metadata"]["config"]["uploader"]["max_photo_size"] * 1024 <= LARGEST_FILE


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_what_a_presigned_form_takes_is_announced_beside_it(version: str):
    uploads = Client().get(f"/api/{version}/instance").json()["rossgram"]["uploads"]

    assert uploads["url"] == f"{config.PUBLIC_URL}/api/rossgram/v1/uploads"
    assert uploads["image_size_limit"] == MAX_BYTES == 52_428_800
    assert list(uploads["formats"]) == list(TYPES)
    assert uploads["formats"]["image/heic"] == {"image_size_limit": 31_457_280, "image_matrix_limit": 50_000_000}


LESS_AT_ONCE = ("ars", "crc", "huf", "lkr", "ngn", "pkr", "vnd")


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_what_amounts_may_be_is_announced_and_where_a_limit_in_worth_cannot_be_reached(version: str):
    found = Client().get(f"/api/{version}/instance").json()["rossgram"]["amounts"]

    assert found["largest_charges"] == {
        "idr": 999_999_999_999,
        "cop": 9_999_999_999,
        "inr": 999_999_999,
        "other": 99_999_999,
    }
    assert found["worth"] == {"tip": 500, "pledge_charged_at_once": 5_000, "goal": 10_000_000}
    assert found["bounded"]["tip"] == {"tzs": 99_999_999, "ugx": 99_999_900}
    assert set(found["bounded"]["pledge_charged_at_once"]) == {*found["bounded"]["tip"], *LESS_AT_ONCE}


@pytest.mark.parametrize("kind", TYPES)
def test_a_presigned_form_takes_the_bytes_that_are_announced_for_its_format(own: Client, kind: str):
    announced = own.get("/api/v2/instance").json()["rossgram"]["uploads"]["formats"][kind]["image_size_limit"]

    form = own.post("/api/rossgram/v1/uploads", json={"content_type": kind}).json()

    policy = json.loads(base64.b64decode(form["fields"]["policy"]))
    assert ["content-length-range", 1, announced] in policy["conditions"]


def test_a_photo_of_the_announced_size_passes_with_all_that_may_be_said_of_it(own: Client):
    said = {"description": "🦊" * LONGEST_DESCRIPTION, "focus": "-0.123456789,0.987654321"}
    headers = {"X-Long": '"' * 8_000}

    answer = own.post(
        "/api/v2/media", files={"file": ("p.jpg", photo(LARGEST_FILE), "image/jpeg")}, data=said, headers=headers
    )
    deliver_events()

    assert answer.status_code == 202
    assert own.get(f"/api/v1/media/{answer.json()['id']}").status_code == 200


@pytest.mark.parametrize("route", sorted((method, path) for path, found in app.route_table.items() for method in found))
def test_every_route_refuses_a_form_that_lambda_would_not_take(own: Client, route: tuple[str, str]):
    method, path = route

    refused(own.request(method, fill(path), data=bytes(LARGEST_FORM + 3), headers={"Content-Type": FORM}))


@pytest.mark.parametrize("path", ["/nope", "/api/v1/nope", "/oauth/token"])
@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded", "text/plain"])
def test_text_is_measured_as_json_writes_it(path: str, kind: str):
    headers = {"Content-Type": kind}

    refused(Client().post(path, data=b"x" * (LARGEST_TEXT + 1), headers=headers))
    refused(Client().post(path, data=b'"' * (LARGEST_TEXT // 2 + 1), headers=headers))
    refused(Client().post(path, data=b"\0" * (LARGEST_TEXT // 6 + 1), headers=headers))
    assert Client().post(path, data=b"x" * LARGEST_TEXT, headers=headers).status_code != 413


def test_a_form_that_just_passes_is_read(own: Client):
    body = b"--x\r\n" + b"a" * (LARGEST_FORM - 5)

    assert own.post("/api/v1/statuses", data=body, headers={"Content-Type": FORM}).status_code == 400


@pytest.mark.parametrize("method", ["OPTIONS", "POST", "GET"])
def test_what_api_gateway_does_not_take_is_refused_before_anything_else(method: str):
    refused(Client().request(method, "/api/v1/statuses", data=bytes(LARGEST_BODY + 1)))


def test_an_event_that_passes_is_one_that_lambda_takes():
    headers = {f"x-{number:03}": '"' * 90 for number in range(105)} | {"content-type": FORM}
    assert sum(len(name) + len(value) for name, value in headers.items()) > 10_000

    event: dict[str, Any] = request_event(
        "POST", "/api/v2/media", headers, bytes(LARGEST_FORM), {"multipart/form-data"}
    )

    assert len(json.dumps(event)) <= LARGEST_EVENT


def test_api_gateway_says_it_in_the_same_words():
    told = gateway_responses.responses()["REQUEST_TOO_LARGE"]["responseTemplates"]["application/json"]

    assert told.replace(":", ": ").encode() == b"".join(too_large().body)
