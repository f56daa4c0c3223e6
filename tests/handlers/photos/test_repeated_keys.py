"""A repeated idempotency key leads to what it made, and to nothing where that is gone, sold or not."""

from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from tests.kit.client import Client
from tests.kit.factories import make_account, make_media, make_token

STATUSES, CONVERSATIONS = "/api/v1/statuses", "/api/rossgram/v1/conversations"
KEY = {"Idempotency-Key": "k"}


class Gone:
    """Anna's post of a key, which she deleted after it was sold, or before."""

    def __init__(self, *, is_sold: bool) -> None:
        self.anna, self.ben = make_account(), make_account()
        self.own = Client(make_token(self.anna))
        self.form: dict[str, Any] = {"status": "x", "media_ids": [make_media(self.anna).id]}
        self.id = self.own.post(STATUSES, json=self.form, headers=KEY).json()["id"]
        if is_sold:
            Post(self.id).update([Post.sales_count.set(1)])
        assert self.own.delete(f"{STATUSES}/{self.id}").status_code == 200


def listed(account: Account) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = Client(make_token(account)).get("/api/v1/conversations").json()
    return found


@pytest.mark.parametrize("is_sold", [True, False])
def test_the_key_of_a_deleted_post_leads_nowhere(is_sold: bool):
    gone = Gone(is_sold=is_sold)
    assert gone.own.post(STATUSES, json=gone.form, headers=KEY).status_code == 404
    direct = {"account_ids": [gone.ben.id], "status": "Hello"}
    assert gone.own.post(CONVERSATIONS, json=direct, headers=KEY).status_code == 404
    named = {"status": f"@{gone.ben.handle} Hello", "visibility": "direct"}
    assert gone.own.post(STATUSES, json=named, headers=KEY).status_code == 404
    sent = {"to_id": gone.ben.id, "message": "Hello", "type": "text"}
    assert gone.own.post("/api/v1.1/direct/thread/send", json=sent, headers=KEY).status_code == 404
    files = {"file": ("a.jpg", b"x", "image/jpeg")}
    photo = gone.own.post("/api/v1.1/direct/thread/media", data={"to_id": gone.ben.id}, files=files, headers=KEY)
    assert photo.status_code == 404
    assert (listed(gone.anna), listed(gone.ben)) == ([], [])
