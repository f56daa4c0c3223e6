"""Hashtags are followed and shown on profiles; what is counted is what the viewer sees."""

from typing import Any

import pytest

from chalicelib.models.people.reading.hashtags import Hashtags
from chalicelib.services.photos.reading import hashtags
from tests.handlers.entities import faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token

TAG = {"id": "text", "name": "text", "url": "url", "history": "list"}
STOOD_TO = {**TAG, "following": "flag", "featuring": "flag"}
FEATURED = {"id": "id", "name": "text", "url": "url", "statuses_count": "text", "last_status_at": "date?"}


@pytest.fixture
def stage() -> dict[str, Any]:
    anna = make_account("anna")
    return {"anna": anna, "client": Client(make_token(anna))}


def names(client: Client, path: str) -> list[str]:
    """Return the names of the hashtags that a path answers with."""
    return [tag["name"] for tag in client.get(f"/api/v1/{path}").json()]


def test_a_hashtag_is_followed_and_no_longer(stage: dict[str, Any]):
    client = stage["client"]
    assert faults(Client().get("/api/v1/tags/Hills").json(), {**TAG, "count": "count"}) == []
    assert "following" not in Client().get("/api/v1/tags/hills").json()
    assert client.get("/api/v1/tags/hills").json()["following"] is False
    for name in ("Hills", "hills", "river", "H%C3%BCgel"):
        found = client.post(f"/api/v1/tags/{name}/follow").json()
        assert (faults(found, STOOD_TO), found["following"]) == ([], True)
    assert names(client, "followed_tags") == ["hügel", "river", "hills"]
    assert client.get("/api/v1/tags/HILLS").json()["following"] is True
    page = client.get("/api/v1/followed_tags?limit=2")
    assert ([tag["name"] for tag in page.json()], 'rel="next"' in page.headers["Link"]) == (["hügel", "river"], True)
    last = client.get(page.headers["Link"].split(">")[0].removeprefix("<"))
    assert ([tag["name"] for tag in last.json()], 'rel="next"' in last.headers["Link"]) == (["hills"], False)
    for _ in range(2):
        assert client.post("/api/v1/tags/river/unfollow").json()["following"] is False
    assert names(client, "followed_tags") == ["hügel", "hills"]
    assert names(Client(make_token(make_account())), "followed_tags") == []


def test_the_posts_with_a_hashtag_are_counted_up_to_a_most(stage: dict[str, Any], monkeypatch: pytest.MonkeyPatch):
    for access in ("public", "public", "private"):
        make_post(stage["anna"], "Up #Hills", access=access)
    deliver_events()

    def count(name: str) -> int:
        found = stage["client"].get(f"/api/v1/tags/{name}").json()["count"]
        assert Client().get(f"/api/v1/tags/{name}").json()["count"] == found
        return int(found)

    assert (count("hills"), count("HILLS"), count("river")) == (2, 2, 0)
    monkeypatch.setattr(hashtags, "MOST_COUNTED", 1)
    assert count("hills") == 1


@pytest.mark.parametrize("name", ["123", "a b", "a%2Fb", "%00", "-", "x" * 300])
def test_what_is_no_hashtag_is_not_found(name: str, stage: dict[str, Any]):
    for method, path in (("GET", ""), ("POST", "/follow"), ("POST", "/unfollow"), ("POST", "/feature")):
        assert stage["client"].request(method, f"/api/v1/tags/{name}{path}").status_code == 404, (method, path)
    assert names(stage["client"], "followed_tags") == []


def test_a_hashtag_is_shown_on_a_profile_and_counted_in_what_its_viewer_sees(stage: dict[str, Any]):
    client, anna = stage["client"], stage["anna"]
    for access in ("public", "public", "private"):
        make_post(anna, "Up #Hills #hills and #river", photos=0, access=access)
    make_post(anna, "#film", photos=0)
    assert names(client, "featured_tags/suggestions")[:2] == ["hills", "river"]
    made = client.post("/api/v1/featured_tags", data={"name": "#Hills"}).json()
    assert (faults(made, FEATURED), made["name"], made["statuses_count"]) == ([], "hills", "3")
    client.post("/api/v1/tags/sea/feature")
    path = f"/api/v1/accounts/{anna.id}/featured_tags"
    for viewer in (Client(), Client(make_token(make_account()))):
        found = viewer.get(path).json()
        assert faults(found, [FEATURED]) == []
        told = [(tag["name"], tag["statuses_count"], tag["last_status_at"] is None) for tag in found]
        assert told == [("hills", "2", False), ("sea", "0", True)]
    assert names(client, "featured_tags/suggestions") == ["river", "film"]
    assert client.delete(f"/api/v1/featured_tags/{made['id']}").json() == {}
    assert client.delete(f"/api/v1/featured_tags/{made['id']}").status_code == 404
    assert client.post("/api/v1/tags/sea/unfeature").json()["featuring"] is False
    assert names(client, "featured_tags") == names(client, f"accounts/{anna.id}/featured_tags") == []
    assert client.get("/api/v1/accounts/115000000000000000/featured_tags").status_code == 404


def test_hashtags_have_a_most_and_a_name(stage: dict[str, Any], monkeypatch: pytest.MonkeyPatch):
    client = stage["client"]
    monkeypatch.setattr(hashtags, "MOST_FEATURED", 1)
    for name in ("", "123", "a b"):
        answer = client.post("/api/v1/featured_tags", data={"name": name})
        assert (answer.status_code, answer.json()["error"]) == (422, "Validation failed: Tag is invalid")
    assert client.post("/api/v1/featured_tags", data={"name": "one"}).status_code == 200
    assert client.post("/api/v1/featured_tags", data={"name": "two"}).status_code == 422
    assert names(client, "featured_tags") == ["one"]


def test_a_choice_is_not_written_over_another(stage: dict[str, Any]):
    stale = Hashtags.of(stage["anna"].id)
    hashtags.follow(stage["anna"].id, "hills")
    assert stale.replace("followed", []) is False
    stale = Hashtags.of(stage["anna"].id)
    hashtags.feature(stage["anna"].id, "river")
    assert stale.replace("followed", []) is False


def test_no_hashtags_are_said_to_be_related(stage: dict[str, Any]):
    for client in (stage["client"], Client()):
        assert client.get("/api/v1/tags/Hills/related").json() == []
        assert client.get("/api/v1/tags/12/related").status_code == 404
