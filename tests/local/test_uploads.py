"""A presigned form accepts only the upload that it was created for."""

from typing import Any

import pytest
import requests

from chalicelib.imaging.limits import MAX_BYTES
from tests.kit.photos import make_photo
from tests.local.running import Running

pytestmark = pytest.mark.local_aws


@pytest.fixture(scope="module")
def photo() -> bytes:
    return make_photo(1200, 900)


@pytest.fixture(scope="module")
def token(stack: Running) -> str:
    return stack.sign_up("uploader")


@pytest.fixture
def form(stack: Running, token: str) -> Any:
    headers = {"Authorization": f"Bearer {token}"}
    return stack.post("/api/rossgram/v1/uploads", json={"content_type": "image/jpeg"}, headers=headers)


def send(form: Any, body: bytes, **changes: str) -> requests.Response:
    file = {"file": ("photo.jpg", body, "image/jpeg")}
    return requests.post(form["url"], data={**form["fields"], **changes}, files=file, timeout=60)


def test_what_it_was_made_for_is_taken(stack: Running, form: Any, photo: bytes):
    answer = send(form, photo)

    assert answer.status_code in {200, 201, 204}, answer.text


def test_the_preview_of_a_photo_to_come_is_served(form: Any):
    answer = requests.get(form["media"]["preview_url"], timeout=60)

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")


@pytest.mark.parametrize(
    "changes", [{"key": "originals/somebody-elses"}, {"Content-Type": "text/html"}, {"x-amz-signature": "0" * 64}]
)
def test_what_it_was_not_made_for_is_refused(form: Any, photo: bytes, changes: dict[str, str]):
    assert send(form, photo, **changes).status_code == 403


def test_an_empty_file_is_refused(form: Any):
    assert send(form, b"").status_code == 400


def test_a_file_above_50_mb_is_refused(form: Any):
    assert send(form, bytes(MAX_BYTES + 1)).status_code == 400


def test_an_expired_form_is_refused(stack: Running, photo: bytes):
    form = stack.aws("s3").generate_presigned_post("rossgram-local-originals", "originals/x", ExpiresIn=-1)

    assert send(form, photo).status_code == 403


def test_nothing_is_read_without_a_signature(stack: Running):
    url = stack.aws("s3").meta.endpoint_url

    assert requests.get(f"{url}/rossgram-local-originals?list-type=2", timeout=60).status_code == 403
