"""The bytes of photos on a running stack: each place has its own door, and nothing else leads there."""

from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.kit.photos import make_photo
from tests.local.running import Running, wait_for

pytestmark = pytest.mark.local_aws
BUCKET = "rossgram-local-renditions"


class Seller:
    """Somebody with a stack at hand, who uploads and publishes."""

    def __init__(self, stack: Running) -> None:
        self.stack = stack
        self.headers = {"Authorization": f"Bearer {stack.sign_up('seller')}"}
        account = self.get("/api/v1/accounts/verify_credentials")
        row = {"account_id": {"S": account["id"]}, "stripe_account_id": {"S": "acct_1"}}
        row["charges_enabled"] = {"BOOL": True}
        stack.aws("dynamodb").put_item(TableName="rossgram-local-sellers", Item=row)

    def get(self, path: str) -> Any:
        return requests.get(self.stack.url + path, headers=self.headers, timeout=60).json()

    def upload(self) -> Any:
        file = {"file": ("photo.jpg", make_photo(800, 600), "image/jpeg")}
        media = self.stack.post("/api/v1/media", headers=self.headers, files=file)

        def ready() -> Any:
            answer = requests.get(f"{self.stack.url}/api/v1/media/{media['id']}", headers=self.headers, timeout=60)
            return answer.json() if answer.status_code == 200 else None

        return wait_for(ready)

    def publish(self, media: Any, **form: Any) -> Any:
        return self.stack.post(
            "/api/v1/statuses", headers=self.headers, json={"media_ids": [media["id"]], "status": "A walk", **form}
        )

    def delete(self, status: Any, query: str = "") -> Any:
        path = f"{self.stack.url}/api/v1/statuses/{status['id']}{query}"
        return requests.delete(path, headers=self.headers, timeout=60).json()


@pytest.fixture(scope="module")
def seller(stack: Running) -> Seller:
    return Seller(stack)


def ask(url: str) -> requests.Response:
    return requests.get(url, timeout=60)


def url_of(entity: Any) -> str:
    return str(entity["media_attachments"][0]["url"])


def test_an_upload_is_reached_by_a_signature_and_by_nothing_else(seller: Seller):
    url = seller.upload()["url"]
    answer = ask(url)
    assert (answer.status_code, answer.headers["Content-Type"], answer.content[:3]) == (
        200,
        "image/jpeg",
        b"\xff\xd8\xff",
    )
    assert answer.headers["Cache-Control"] == "private, max-age=86400"
    plain, _, query = url.partition("?")
    for refused in (plain, url.replace("Signature=", "Signature=A"), url.replace("/signed/", "/paid/")):
        denied = ask(refused)
        assert (denied.status_code, denied.headers["Access-Control-Allow-Origin"]) == (403, "*"), refused
    # The signature is the folder's.
    assert ask(f"{plain.replace('full.jpg', 'feed.avif')}?{query}").headers["Content-Type"] == "image/avif"
    assert ask(url.replace("/signed/", "/media/")).status_code == 404


def test_a_public_post_is_open_and_its_upload_is_not_any_more(seller: Seller):
    media = seller.upload()
    status = seller.publish(media)
    answer = ask(url_of(status))
    assert (answer.status_code, urlsplit(url_of(status)).query) == (200, "")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert ask(media["url"]).status_code == 404


@pytest.mark.parametrize("form", [{}, {"visibility": "private"}])
def test_a_deleted_post_leaves_nothing_at_its_address(seller: Seller, form: dict[str, str]):
    status = seller.publish(seller.upload(), **form)
    assert ask(url_of(status)).status_code == 200
    kept = seller.delete(status)
    assert ask(url_of(status)).status_code == 404
    assert ask(url_of(kept)).status_code == 200
    again = seller.publish(kept["media_attachments"][0], **form)
    assert seller.delete(again, "?delete_media=true")["media_attachments"] == []
    assert ask(url_of(again)).status_code == 404
    gone = f"{seller.stack.url}/api/v1/media/{kept['media_attachments'][0]['id']}"
    assert requests.get(gone, headers=seller.headers, timeout=60).status_code == 404


def test_a_paid_photo_has_one_address_that_asks_and_leads_on(seller: Seller):
    form = {"rossgram": {"price": {"amount": 500, "currency": "eur"}}}
    media = seller.upload()
    status = seller.publish(media, **form)
    url = url_of(status)
    assert url_of(seller.get(f"/api/v1/statuses/{status['id']}")) == url
    assert urlsplit(url).path.endswith("/full.jpg")
    led = requests.get(url, timeout=60, allow_redirects=False)
    assert (led.status_code, led.headers["Access-Control-Allow-Origin"]) == (302, "*")
    assert urlsplit(led.headers["Location"]).netloc == urlsplit(url).netloc
    answer = ask(url)
    assert (answer.status_code, answer.content[:3]) == (200, b"\xff\xd8\xff")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    plain, _, query = led.headers["Location"].partition("?")
    for refused in (plain, f"{plain.replace('full.jpg', 'feed.jpg')}?{query}"):
        assert ask(refused).status_code == 403, refused
    assert ask(url[:-12] + "xx/full.jpg").status_code == 404
    assert ask(media["url"]).status_code == 404
    seller.delete(status)
    assert [ask(one).status_code for one in (url, led.headers["Location"])] == [404, 404]


def test_a_stranger_gets_the_locked_preview_while_there_is_something_to_pay_for(seller: Seller):
    status = seller.publish(seller.upload(), rossgram={"price": {"amount": 500, "currency": "eur"}})
    seen = requests.get(f"{seller.stack.url}/api/v1/statuses/{status['id']}", timeout=60).json()
    photo = seen["media_attachments"][0]
    assert (seen["rossgram"]["locked"], photo["rossgram"]) == (True, {"locked": True})
    answer = ask(photo["url"])
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert len(answer.content) < 20_000
    seller.delete(status)
    assert ask(photo["url"]).status_code == 404


def test_what_ended_is_purged_and_the_log_of_the_worker_says_so(seller: Seller):
    status = seller.publish(seller.upload())
    folder = urlsplit(url_of(status)).path[1:].removesuffix("full.jpg")
    seller.delete(status)
    log = seller.stack.data / "logs/worker.log"
    assert wait_for(lambda: f" purge {folder}\n" in log.read_text())


def test_the_bucket_itself_gives_nothing_away(seller: Seller):
    folder = urlsplit(seller.upload()["url"]).path
    endpoint = seller.stack.aws("s3").meta.endpoint_url
    assert ask(f"{endpoint}/{BUCKET}{folder}").status_code == 403
