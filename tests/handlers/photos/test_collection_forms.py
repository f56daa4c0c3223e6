"""What is refused of collections: others' posts, wrong forms, and too much."""

from typing import Any

import pytest

from chalicelib.models.photos.sharing.collections import Collection
from chalicelib.services.photos.sharing import collections
from tests.handlers.photos.test_collections import OURS, ROOT, items, make
from tests.kit.circle import Circle
from tests.kit.factories import make_post


@pytest.fixture
def circle() -> Circle:
    return Circle()


def test_only_ones_own_photos_are_put_together_and_only_in_ones_own_collections(circle: Circle):
    mine, other = circle.publish("public")["id"], make_post(circle.ben).id
    made = make(circle, [mine])
    comment = circle.own.post("/api/v1/statuses", json={"status": "Lovely", "in_reply_to_id": mine}).json()["id"]
    text = circle.own.post("/api/v1/statuses", json={"status": "Words"}).json()["id"]
    for post_id in (other, comment, text, "1", "0" * 18):
        assert circle.own.post(f"{ROOT}/add", json={"collection_id": made, "post_id": post_id}).status_code == 404
        assert circle.own.put(f"{OURS}/{made}", json={"post_ids": [mine, post_id]}).status_code == 422
    for client, status in ((circle.as_ben, 404), (circle.visitor, 401)):
        for method, path, form in (
            ("post", f"{ROOT}/add", {"collection_id": made, "post_id": mine}),
            ("post", f"{ROOT}/remove", {"collection_id": made, "post_id": mine}),
            ("post", f"{ROOT}/update/{made}", {"visibility": "draft"}),
            ("delete", f"{ROOT}/delete/{made}", {}),
            ("put", f"{OURS}/{made}", {"title": "Mine"}),
            ("post", f"{OURS}/{made}/links", {}),
            ("get", f"{OURS}/{made}/links", {}),
        ):
            assert client.request(method, path, json=form).status_code == status, path
    assert items(circle.visitor, made) == [mine]


@pytest.mark.parametrize(
    "form",
    [
        {"visibility": "everybody"},
        {"title": "x" * 51},
        {"description": "x" * 501},
        {"title": "null\x00byte"},
        {"post_ids": ["x"]},
        {"post_ids": [str(number) for number in range(101)]},
        {"cover_id": "1"},
    ],
    ids=str,
)
def test_what_is_no_collection_is_refused(circle: Circle, form: dict[str, Any]):
    made = make(circle, [circle.publish("public")["id"]])
    assert circle.own.post(OURS, json=form).status_code == 422
    assert circle.own.put(f"{OURS}/{made}", json=form).status_code == 422
    if not {*form} & {"post_ids", "cover_id"}:
        assert circle.own.post(f"{ROOT}/update/{made}", json={"visibility": "public"} | form).status_code == 422


def test_forms_and_pages_that_make_no_sense_are_refused(circle: Circle):
    made = make(circle, [circle.publish("public")["id"]])
    assert circle.own.post(f"{ROOT}/update/{made}", json={"title": "Hills"}).status_code == 422
    for page in ("0", "-1", "x", "1000001"):
        for path in (f"{ROOT}/items/{made}", f"{ROOT}/self", f"{ROOT}/accounts/{circle.anna.id}"):
            assert circle.own.get(f"{path}?page={page}").status_code == 422
    for form in ({}, {"collection_id": made}, {"collection_id": "x", "post_id": "1"}):
        assert circle.own.post(f"{ROOT}/add", json=form).status_code == 422
    for collection_id in ("1", "x", "0" * 400):
        assert items(circle.own, collection_id) == ["404"]


def test_a_collection_has_a_most_of_posts_and_what_is_gone_makes_room(circle: Circle, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(collections, "MOST_POSTS", 3)
    ids = [circle.publish("public")["id"] for _ in range(4)]
    made = make(circle, ids[:3])
    full = circle.own.post(f"{ROOT}/add", json={"collection_id": made, "post_id": ids[3]})
    assert full.status_code == 400
    circle.own.delete(f"/api/v1/statuses/{ids[0]}")
    assert circle.own.post(f"{ROOT}/add", json={"collection_id": made, "post_id": ids[3]}).status_code == 200
    assert Collection.find(made).post_ids == ids[1:]
    told = circle.visitor.get("/api/nodeinfo/2.0.json").json()["metadata"]["config"]["uploader"]
    assert told["max_collection_length"] == 100


def test_an_account_has_a_most_of_collections(circle: Circle, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(collections, "MOST_COLLECTIONS", 1)
    make(circle, [])
    assert circle.own.post(OURS, json={}).status_code == 422
