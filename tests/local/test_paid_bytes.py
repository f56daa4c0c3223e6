"""The bytes of a sold photo on a running stack: a signature gives them, and nothing else does."""

import json
import time
from typing import Any

import pytest
import requests
from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from local.settings import ACCESS_KEY, REGION
from tests.kit.photos import make_photo
from tests.local.running import Running, wait_for

pytestmark = pytest.mark.local_aws
BUCKET = "rossgram-local-renditions"


@pytest.fixture(scope="module")
def sold(stack: Running) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {stack.sign_up('seller')}"}
    file = {"file": ("photo.jpg", make_photo(800, 600), "image/jpeg")}
    media = stack.post("/api/v1/media", headers=headers, files=file)
    account = requests.get(f"{stack.url}/api/v1/accounts/verify_credentials", headers=headers, timeout=60).json()
    row = {"account_id": {"S": account["id"]}, "stripe_account_id": {"S": "acct_1"}, "charges_enabled": {"BOOL": True}}
    stack.aws("dynamodb").put_item(TableName="rossgram-local-sellers", Item=row)
    path = f"{stack.url}/api/v1/media/{media['id']}"
    shown = wait_for(lambda: requests.get(path, headers=headers, timeout=60).json()["url"])
    assert requests.get(shown, timeout=60).status_code == 200
    form = {"media_ids": [media["id"]], "rossgram": {"price": {"amount": 500, "currency": "eur"}}}
    status = stack.post("/api/v1/statuses", headers=headers, json=form)
    return {"was": shown, "photo": status["media_attachments"][0], "id": status["id"]}


def test_its_author_gets_it_by_a_signature_that_nobody_keeps(sold: dict[str, Any]):
    for url in (sold["photo"]["url"], sold["photo"]["preview_url"]):
        answer = requests.get(url, timeout=60)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.content[:3] == b"\xff\xd8\xff"


def test_nobody_gets_it_where_it_was_or_without_a_signature_or_by_the_front(stack: Running, sold: dict[str, Any]):
    signed = sold["photo"]["url"]
    plain, _, query = signed.partition("?")
    path = plain.partition(BUCKET)[2]
    forged = signed[:-4] + ("0000" if not signed.endswith("0000") else "1111")
    other = signed.replace("full.jpg", "feed.jpg")
    for url in (plain, forged, other, plain + "?" + query.replace("X-Amz-Expires=300", "X-Amz-Expires=900")):
        assert requests.get(url, timeout=60).status_code == 403, url
    for url in (sold["was"], stack.url + path, f"{stack.url}/media/..{path}", f"{stack.url}/media/%2e%2e{path}"):
        assert requests.get(url, timeout=60).status_code == 404, url


def test_a_signature_ends(stack: Running, sold: dict[str, Any]):
    request = AWSRequest("GET", sold["photo"]["url"].partition("?")[0])
    secret = json.loads((stack.data / "notes.json").read_text())["aws_secret"]
    S3SigV4QueryAuth(Credentials(ACCESS_KEY, secret), "s3", REGION, expires=6).add_auth(request)
    assert requests.get(str(request.url), timeout=60).status_code == 200
    time.sleep(7.5)
    assert requests.get(str(request.url), timeout=60).status_code == 403


def test_a_stranger_gets_the_locked_preview(stack: Running, sold: dict[str, Any]):
    status = requests.get(f"{stack.url}/api/v1/statuses/{sold['id']}", timeout=60).json()
    photo = status["media_attachments"][0]
    assert (status["rossgram"]["locked"], photo["rossgram"]) == (True, {"locked": True})
    answer = requests.get(photo["url"], timeout=60)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert len(answer.content) < 20_000
