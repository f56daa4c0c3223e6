"""What the API answers has the shape that clients were written for, in every state that an entity has."""

from typing import Any

import pytest

from chalicelib.models.photos.media import Media
from chalicelib.services.photos import timelines
from tests.handlers.entities import (
    ACCOUNT,
    CONTEXT,
    EDIT,
    MEDIA,
    OWN_ACCOUNT,
    RELATIONSHIP,
    STATUS,
    UNFINISHED_MEDIA,
    faults,
)
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_media, make_post, make_token


@pytest.fixture
def stage() -> dict[str, Any]:
    anna, ben = make_account("anna", note="Hello #world"), make_account("ben")
    timelines.follow(ben.id, anna.id)
    post = make_post(anna, "Up the hill with @ben, see https://example.com/a?b=c&d #Hills", photos=2)
    client = Client(make_token(ben))
    comment = client.post("/api/v1/statuses", json={"status": "Lovely", "in_reply_to_id": post.id}).json()
    deliver_events()
    return {
        "anna": anna,
        "ben": ben,
        "post": post,
        "comment": comment,
        "client": client,
        "own": Client(make_token(anna)),
    }


def test_statuses_have_their_shape_wherever_they_are_listed(stage: dict[str, Any]):
    client, post, anna = stage["client"], stage["post"], stage["anna"]
    client.post(f"/api/v1/statuses/{post.id}/favourite")
    for path in ("timelines/home", "timelines/public", f"accounts/{anna.id}/statuses"):
        found = client.get(f"/api/v1/{path}").json()
        assert [item["id"] for item in found] == [post.id], path
        assert faults(found, [STATUS]) == [], path
        assert (found[0]["favourited"], found[0]["favourites_count"], found[0]["replies_count"]) == (True, 1, 1), path
    assert faults(client.get(f"/api/v1/statuses/{post.id}").json(), STATUS) == []
    assert faults(stage["comment"], STATUS) == []
    assert faults(client.get(f"/api/v1/statuses/{post.id}/context").json(), CONTEXT) == []


def test_an_edited_post_has_its_shape_and_its_history(stage: dict[str, Any]):
    own, post = stage["own"], stage["post"]
    media_ids = [photo["id"] for photo in post.body["media"]]
    long = {"status": "x", "media_attributes": [{"id": media_ids[0], "description": "x" * 1501}]}
    assert own.put(f"/api/v1/statuses/{post.id}", json=long).status_code == 422
    answer = own.put(f"/api/v1/statuses/{post.id}", json={"status": "Down again", "media_ids": media_ids[:1]})
    assert faults(answer.json(), STATUS) == []
    assert answer.json()["edited_at"]
    history = own.get(f"/api/v1/statuses/{post.id}/history").json()
    assert faults(history, [EDIT]) == []
    # A photo that was taken out is its author's alone.
    assert [len(item["media_attachments"]) for item in history] == [1, 1]
    assert own.get(f"/api/v1/statuses/{post.id}/source").json()["text"] == "Down again"


def test_a_deleted_post_comes_back_with_its_text_for_those_who_write_it_again(stage: dict[str, Any]):
    deleted = stage["own"].delete(f"/api/v1/statuses/{stage['post'].id}").json()
    assert faults(deleted, STATUS) == []
    assert deleted["text"].startswith("Up the hill with @ben")


def test_accounts_have_their_shape(stage: dict[str, Any]):
    client, anna, ben = stage["client"], stage["anna"], stage["ben"]
    for path in (f"accounts/{anna.id}", "accounts/lookup?acct=@Anna", "accounts/lookup?acct=anna@localhost:8000"):
        found = client.get(f"/api/v1/{path}").json()
        assert faults(found, ACCOUNT) == [], path
        assert (found["acct"], found["followers_count"], found["statuses_count"]) == ("anna", 1, 1)
    assert faults(client.get("/api/v1/accounts/verify_credentials").json(), OWN_ACCOUNT) == []
    for path in (f"accounts/{anna.id}/followers", f"accounts/{ben.id}/following"):
        found = client.get(f"/api/v1/{path}").json()
        assert (len(found), faults(found, [ACCOUNT])) == (1, []), path
    assert client.get("/api/v1/accounts/lookup?acct=anna@elsewhere.example").status_code == 404


def test_people_are_found_by_their_names(stage: dict[str, Any]):
    client, anna = stage["client"], stage["anna"]
    for query in ("anna", "ann", "@Anna", "anna@localhost:8000", "http://localhost:8000/@anna"):
        found = client.get("/api/v1/accounts/search", params={"q": query}).json()
        assert [item["id"] for item in found] == [anna.id], query
        assert client.get("/api/v2/search", params={"q": query, "type": "accounts"}).json()["accounts"] == found
    for query in ("", "nna", "anna@elsewhere.example", "@"):
        assert client.get("/api/v1/accounts/search", params={"q": query}).json() == []
    assert client.get("/api/v2/search", params={"q": "anna", "type": "statuses"}).json()["accounts"] == []


def test_a_profile_is_changed_in_every_encoding(stage: dict[str, Any]):
    client = stage["client"]
    form = {
        "display_name": "Ben B.",
        "fields_attributes[0][name]": "Site",
        "fields_attributes[0][value]": "https://b.example",
    }
    for sent in ({"data": form}, {"files": {name: (None, value) for name, value in form.items()}}):
        found = client.patch("/api/v1/accounts/update_credentials", **sent).json()
        assert faults(found, OWN_ACCOUNT) == []
        assert (found["display_name"], found["fields"][0]["name"]) == ("Ben B.", "Site")
    body = {"note": "<b>bold</b>\n\n#tag", "locked": True, "fields_attributes": [], "source": {"privacy": "unlisted"}}
    found = client.post("/api/v1/accounts/update_credentials", json=body).json()
    assert found["fields"] == []
    assert found["note"].startswith("<p>&lt;b&gt;bold&lt;/b&gt;</p><p><a href=")
    assert (found["locked"], found["source"]["privacy"], found["display_name"]) == (True, "unlisted", "Ben B.")


def test_a_changed_name_is_drawn_on_posts(stage: dict[str, Any]):
    stage["own"].patch("/api/v1/accounts/update_credentials", json={"display_name": "Anna A."})
    deliver_events()
    home = stage["client"].get("/api/v1/timelines/home").json()
    assert home[0]["account"]["display_name"] == "Anna A."


def test_relationships_have_their_shape(stage: dict[str, Any]):
    client, anna = stage["client"], stage["anna"]
    for path in (f"?id[]={anna.id}", f"?id={anna.id}", f"?id[]={anna.id}&id[]=115000000000000000"):
        found = client.get(f"/api/v1/accounts/relationships{path}").json()
        assert faults(found, [RELATIONSHIP]) == []
        assert [(item["id"], item["following"], item["followed_by"]) for item in found] == [(anna.id, True, False)]


def test_media_have_their_shape_in_every_state(stage: dict[str, Any]):
    anna, own = stage["anna"], stage["own"]
    done, waiting = make_media(anna), Media.create(anna.id, "image/jpeg", "processing")
    assert faults(own.get(f"/api/v1/media/{done.id}").json(), MEDIA) == []
    answer = own.get(f"/api/v1/media/{waiting.id}")
    assert (answer.status_code, faults(answer.json(), UNFINISHED_MEDIA)) == (206, [])
    waiting.fail("This is no photo.")
    answer = own.get(f"/api/v1/media/{waiting.id}")
    assert (answer.status_code, answer.json()) == (
        422,
        {"error_code": "media_failed", "msg": (said := "Validation failed: This is no photo."), "error": said},
    )
    changed = own.put(f"/api/v1/media/{done.id}", data={"description": "A cat", "focus": "-0.5,1"}).json()
    assert (changed["description"], changed["meta"]["focus"]) == ("A cat", {"x": -0.5, "y": 1.0})
    assert own.put(f"/api/v1/media/{done.id}", data={"focus": "2,0"}).status_code == 422


def test_the_server_describes_itself():
    client = Client()
    make_post(make_account("ben"))
    first, second = client.get("/api/v1/instance/").json(), client.get("/api/v2/instance").json()
    assert first["version"] == second["version"]
    assert [int(part) for part in first["version"].split(" ")[0].split(".")]
    assert first["configuration"]["statuses"]["max_media_attachments"] == 20
    assert first["urls"]["streaming_api"] is not None
    assert first["stats"] == {"user_count": 1, "status_count": 1, "domain_count": 0}
    assert second["contact"]["email"]
    links = client.get("/.well-known/nodeinfo").json()["links"]
    features = client.get(links[0]["href"]).json()["metadata"]["config"]["features"]
    # What Pixelfed's app would sign up by, /api/auth and what follows it, is not there.
    assert features == {"mobile_apis": True, "mobile_registration": False}
    make_account("anna")
    found = client.get("/.well-known/webfinger?resource=acct:anna@localhost:8000")
    assert found.json()["subject"] == "acct:anna@localhost:8000"
