"""Whoever signed up a moment ago writes less of what others see than everybody else."""

import pytest
import requests

from chalicelib import config
from chalicelib.models import base
from chalicelib.models.safety import limits
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token

NOON = 1_800_000_000
DAY = 24 * 3600.0


def test_whoever_signed_up_a_moment_ago_has_a_fifth_of_what_others_see(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(base, "clock", lambda: float(NOON))
    monkeypatch.setattr(limits, "_counts", {})
    monkeypatch.setattr(config, "LIMITS_TIMES", 1)
    monkeypatch.setattr(config, "NEW_ACCOUNT_HOURS", 24)
    for kind, most in (("posts", 10), ("comments", 4)):
        monkeypatch.setitem(config.LIMITS, kind, (most, 300))
    anna = make_account("anna")
    client, post = Client(make_token(anna)), make_post(anna)

    def said(**more: str) -> requests.Response:
        return client.post("/api/v1/statuses", json={"status": "x", **more})

    monkeypatch.setattr(base, "clock", lambda: NOON + DAY - 1)
    assert [said().status_code for _ in range(3)] == [200, 200, 429]
    assert said().headers["X-RateLimit-Limit"] == "2"
    assert [said(in_reply_to_id=post.id).status_code for _ in range(2)] == [200, 429]
    # What is uploaded is seen by nobody yet, and an address is not an account.
    assert (
        client.post("/api/rossgram/v1/uploads", json={"content_type": "image/jpeg"}).headers["X-RateLimit-Limit"]
        == "120"
    )
    monkeypatch.setattr(base, "clock", lambda: NOON + DAY)
    assert [said().status_code for _ in range(11)] == [200] * 10 + [429]


@pytest.mark.parametrize("way", ["people alone", "an edit", "a form"])
def test_whoever_signed_up_a_moment_ago_tags_people_a_fifth_as_often(monkeypatch: pytest.MonkeyPatch, way: str):
    monkeypatch.setattr(limits, "_counts", {})
    monkeypatch.setattr(config, "LIMITS_TIMES", 1)
    monkeypatch.setattr(config, "NEW_ACCOUNT_HOURS", 24)
    monkeypatch.setitem(config.LIMITS, "tags", (10, 300))
    anna, ben = make_account("anna"), make_account()
    client, post = Client(make_token(anna)), make_post(anna)
    person = {"account_id": ben.id, "media_id": post.body["media"][0]["id"], "x": 0.5, "y": 0.5}
    edit = f"/api/v1/statuses/{post.id}"

    def tagged() -> int:
        if way == "people alone":
            return client.put(f"/api/rossgram/v1/statuses/{post.id}/people", json={"people": [person]}).status_code
        if way == "an edit":
            return client.put(edit, json={"status": "x", "rossgram": {"people": [person]}}).status_code
        form = {f"rossgram[people][][{name}]": str(value) for name, value in person.items()}
        return client.put(edit, data={"status": "x", **form}).status_code

    assert [tagged() for _ in range(3)] == [200, 200, 429]
    # An edit of words alone tells nobody.
    assert client.put(edit, json={"status": "y", "rossgram": {}}).headers["X-RateLimit-Limit"] == "60"
