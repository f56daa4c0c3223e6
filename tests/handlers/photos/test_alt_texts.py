"""The alt text of a photo on a published post is changed by the photo's own route, as Pixelfed's app does it."""

from typing import Any

import pytest

from chalicelib.services.photos import posts
from tests.handlers.entities import MEDIA, faults
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token


@pytest.fixture
def stage() -> dict[str, Any]:
    anna = make_account()
    post = make_post(anna, "Fog #hills", photos=2)
    photo = post.body["media"][1]["id"]
    return {"anna": anna, "own": Client(make_token(anna)), "post": post, "url": f"/api/v1/media/{photo}"}


def status(stage: dict[str, Any], more: str = "") -> Any:
    return stage["own"].get(f"/api/v1/statuses/{stage['post'].id}{more}").json()


def test_it_is_an_edit_of_the_post_that_its_history_holds(stage: dict[str, Any]):
    before = status(stage)
    answer = stage["own"].put(f"{stage['url']}?description=A+cat")
    assert (answer.status_code, faults(answer.json(), MEDIA), answer.json()["description"]) == (200, [], "A cat")
    after = status(stage)
    assert [photo["description"] for photo in after["media_attachments"]][1] == "A cat"
    for name in ("content", "visibility", "sensitive", "spoiler_text", "language", "tags", "place"):
        assert after[name] == before[name]
    told = [[photo["description"] for photo in one["media_attachments"]][1] for one in status(stage, "/history")]
    assert told == [before["media_attachments"][1]["description"], "A cat"]
    assert stage["own"].put(stage["url"], json={"focus": "1,0"}).json()["description"] == "A cat"
    assert status(stage)["media_attachments"][1]["meta"]["focus"] == {"x": 1.0, "y": 0.0}
    assert stage["own"].put(stage["url"], json={"description": "x" * 1501}).status_code == 422


def test_nobody_else_changes_it_nor_a_token_that_may_edit_no_post(stage: dict[str, Any]):
    other, weak = Client(make_token(make_account())), Client(make_token(stage["anna"], "read write:media"))
    before = status(stage)
    assert other.put(stage["url"], json={"description": "Mine"}).status_code == 404
    assert weak.put(stage["url"], json={"description": "Mine"}).status_code == 403
    assert status(stage) == before
    posts.delete(stage["anna"].id, stage["post"].id, deletes_media=True)
    assert stage["own"].put(stage["url"], json={"description": "A cat"}).status_code == 404
