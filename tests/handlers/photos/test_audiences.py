"""Audiences that an author chooses by hand, through the HTTP door."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from chalicelib.models.talk.notifications import MENTION, Notification
from tests.handlers.entities import STATUS, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_media, make_token


class Circle:
    """Anna, her follower Ben, and what each finds of a post of hers."""

    def __init__(self) -> None:
        self.anna, self.ben = make_account(), make_account()
        make_follow(self.ben, self.anna)
        self.own, self.as_ben, self.visitor = self.client(self.anna), self.client(self.ben), Client()

    def client(self, account: Account) -> Client:
        return Client(make_token(account))

    def publish(self, access: str, **form: Any) -> dict[str, Any]:
        wanted = {"status": f"Fog for @{self.ben.handle} #fog", "media_ids": [make_media(self.anna).id], **form}
        rule = {"access": access, **form.pop("rossgram", {})}
        answer = self.own.post("/api/v1/statuses", json={**wanted, "rossgram": rule})
        assert (answer.status_code, faults(answer.json(), STATUS)) == (200, []), answer.text
        deliver_events()
        return dict(answer.json())

    def edit(self, status: dict[str, Any], **rule: Any) -> dict[str, Any]:
        path, words = f"/api/v1/statuses/{status['id']}", self.own.get(f"/api/v1/statuses/{status['id']}/source").json()
        answer = self.own.put(path, json={"status": words["text"], "rossgram": rule})
        assert answer.status_code == 200, answer.text
        deliver_events()
        return dict(answer.json())


@pytest.fixture
def circle() -> Circle:
    return Circle()


def _has(path: str, part: str = "") -> Callable[[Client, dict[str, Any]], bool]:
    def look(client: Client, status: dict[str, Any]) -> bool:
        answer = client.get(path.format(anna=status["account"]["id"]))
        found: Any = answer.json() if answer.status_code == 200 else []
        return status["id"] in [one.get("id") for one in (found[part] if part and found else found)]

    return look


PLACES: dict[str, Callable[[Client, dict[str, Any]], bool]] = {
    "post": lambda client, status: client.get(f"/api/v1/statuses/{status['id']}").status_code == 200,
    "history": lambda client, status: client.get(f"/api/v1/statuses/{status['id']}/history").status_code == 200,
    "context": lambda client, status: client.get(f"/api/v1/statuses/{status['id']}/context").status_code == 200,
    "likes": lambda client, status: client.get(f"/api/v1/statuses/{status['id']}/favourited_by").status_code == 200,
    "profile": _has("/api/v1/accounts/{anna}/statuses"),
    "home": _has("/api/v1/timelines/home"),
    "public": _has("/api/v1/timelines/public"),
    "hashtag": _has("/api/v1/timelines/tag/fog"),
    "search": _has("/api/v2/search?q=fog&type=statuses", "statuses"),
}
BY_ID = {"post", "history", "context", "likes"}


def found(client: Client, status: dict[str, Any]) -> set[str]:
    return {name for name, look in PLACES.items() if look(client, status)}


def told(account: Account, status: dict[str, Any]) -> bool:
    rows = Notification.query(account.id)
    return any(row.kind == MENTION and row.post_id == status["id"] for row in rows)


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
