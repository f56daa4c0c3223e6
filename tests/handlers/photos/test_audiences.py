"""What an author keeps to themselves, and takes back to fewer, through the HTTP door."""

import pytest

from chalicelib.models.photos.media import Media
from tests.kit.circle import BY_ID, PLACES, Circle, found, told
from tests.kit.events import deliver_events


@pytest.fixture
def circle() -> Circle:
    return Circle()


def test_what_is_for_its_author_alone_is_on_the_authors_own_lists_and_nowhere_else(circle: Circle):
    status = circle.publish("me")
    assert (status["visibility"], status["rossgram"]["access"]) == ("private", "me")
    assert found(circle.own, status) == BY_ID | {"profile"}
    assert (found(circle.as_ben, status), found(circle.visitor, status)) == (set(), set())
    assert not told(circle.ben, status)
    [photo] = status["media_attachments"]
    assert "/signed/" in photo["url"]
    assert circle.as_ben.get("/api/v1/notifications").json() == []
    assert circle.as_ben.post(f"/api/v1/statuses/{status['id']}/favourite").status_code == 404


def test_a_post_is_taken_back_to_its_author_and_given_to_others_again(circle: Circle):
    status = circle.publish("public")
    assert found(circle.as_ben, status) == set(PLACES)
    open_address = status["media_attachments"][0]["url"]
    closed = circle.edit(status, access="me")
    assert found(circle.as_ben, status) == set()
    assert found(circle.own, status) == BY_ID | {"profile", "home"}
    assert closed["media_attachments"][0]["url"] != open_address
    circle.edit(status, access="followers")
    assert found(circle.as_ben, status) == BY_ID | {"profile", "home", "search"}
    circle.edit(status, access="public")
    assert found(circle.as_ben, status) == set(PLACES)


def test_what_was_kept_to_oneself_comes_home_to_followers_once_it_is_for_them(circle: Circle):
    status = circle.publish("me")
    circle.edit(status, access="unlisted")
    assert "home" in found(circle.as_ben, status)


def test_a_comment_below_what_is_for_its_author_alone_is_too(circle: Circle):
    status = circle.publish("me")
    below = circle.own.post("/api/v1/statuses", json={"status": "Note", "in_reply_to_id": status["id"]}).json()
    assert below["rossgram"]["access"] == "me"
    assert found(circle.as_ben, below) == set()
    refused = circle.as_ben.post("/api/v1/statuses", json={"status": "Hm", "in_reply_to_id": status["id"]})
    assert refused.status_code == 404


def test_whoever_is_mentioned_later_is_not_told_either(circle: Circle):
    status = circle.publish("me", status="Fog")
    circle.own.put(f"/api/v1/statuses/{status['id']}", json={"status": f"Fog, @{circle.ben.handle}"})
    deliver_events()
    assert not told(circle.ben, status)


def test_the_address_of_a_photo_ends_when_fewer_may_see_it(circle: Circle):
    status = circle.publish("followers")
    before = Media.find(status["media_attachments"][0]["id"]).lies_at
    circle.edit(status, access="me")
    after = Media.find(status["media_attachments"][0]["id"]).lies_at
    assert (before.kind, after.kind) == ("signed", "signed")
    assert before != after
