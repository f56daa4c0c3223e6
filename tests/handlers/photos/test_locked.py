"""A locked post is an ordinary status: what each viewer gets of it on every surface, and what nobody gets."""

import json
from typing import Any

import pytest

from chalicelib.gateways import edge
from chalicelib.models.money.grants import EVERYBODY, campaign_key, post_key
from chalicelib.models.photos.places import PAID, Place
from chalicelib.models.photos.posts import CAMPAIGN, PRICE, TIER, Post
from chalicelib.services.photos.files import addresses
from tests.handlers.entities import CARD, STATUS, faults
from tests.kit.events import deliver_events
from tests.kit.money.locked_stage import ENDED, PEOPLE, Stage
from tests.kit.money.paid import ALT, grant

# Who bought a post keeps it, whatever rule it has later.
OPEN_TO = {
    PRICE: {"author", "buyer"},
    TIER: {"author", "buyer", "same tier", "higher tier", "presented"},
    CAMPAIGN: {"author", "buyer", "backer"},
}
# What only somebody who signed in can do. A list of one's own comes after what puts the post onto it.
OWN = ("home", "favourite", "favourites", "unfavourite", "bookmark", "bookmarks", "unbookmark")
SURFACES = ("public", "account", "single", *OWN)


@pytest.fixture(params=OPEN_TO)
def stage(request: pytest.FixtureRequest) -> Stage:
    return Stage(request.param)


def is_of_door(url: str) -> bool:
    return url.startswith("http://localhost:8000/api/rossgram/v1/media/")


def is_locked(status: Any, stage: Stage) -> bool:
    """Tell whether a status is locked, and see that it is so in every part."""
    assert faults(status, STATUS) == []
    assert status["visibility"] == "public"
    text, photo, key = json.dumps(status), status["media_attachments"][0], stage.post.body["media"][0]["key"]
    locked: bool = status["rossgram"]["locked"]
    if not locked:
        assert status["card"] is None
        assert is_of_door(photo["url"])
        assert photo["description"] == ALT
        assert status["rossgram"]["unlock_url"] is None
        return False
    secrets = (key, Place(PAID, key).folder, "paid/", "Signature", "rossgram/v1/media", ALT)
    assert not [secret for secret in secrets if secret in text]
    assert photo["url"] == photo["preview_url"] == addresses.locked_address(key)
    assert (photo["rossgram"], photo["description"]) == ({"locked": True}, None)
    assert faults(status["card"], CARD) == []
    url = f"http://localhost:8000/unlock/{stage.post.id}"
    assert status["card"]["url"] == status["rossgram"]["unlock_url"] == url
    assert f'href="{url}"' in status["content"]
    assert photo["meta"]["original"]["aspect"] == round(4032 / 3024, 6)
    return True


def test_everybody_gets_on_every_surface_what_is_theirs(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    sealed: list[str] = []
    real = edge.seal

    def record(text: str) -> str:
        sealed.append(text)
        return real(text)

    monkeypatch.setattr(edge, "seal", record)
    for name in PEOPLE:
        is_open = name in OPEN_TO[stage.post.access]
        for surface in SURFACES:
            sealed.clear()
            status = stage.see(name, surface)
            if name == "anonymous" and surface in OWN:
                assert "error" in status
                continue
            if name == "stranger" and surface == "home":
                assert status is None
                continue
            assert is_locked(status, stage) is not is_open, (name, surface)
            assert bool(sealed) is is_open, (name, surface)


def test_a_funded_campaign_opens_to_everybody_at_its_level():
    stage = Stage(CAMPAIGN)
    grant(EVERYBODY, campaign_key("c"), level=0)
    assert is_locked(stage.see("anonymous", "single"), stage)
    grant(EVERYBODY, campaign_key("c"), level=1)
    for name in PEOPLE:
        assert not is_locked(stage.see(name, "single"), stage)
        assert not is_locked(stage.see(name, "public"), stage)


def test_who_may_not_see_a_post_gets_neither_its_history_nor_its_comments(stage: Stage):
    path, access = f"/api/v1/statuses/{stage.post.id}", stage.post.access
    author = stage.client("author")
    photo = stage.post.body["media"][0]["id"]
    assert author.put(path, json={"status": "Edited", "media_ids": [photo]}).status_code == 200
    comment = {"status": "Lovely", "in_reply_to_id": stage.post.id}
    theirs = author.post("/api/v1/statuses", json={**comment, "status": "Thank you"}).json()
    for name in PEOPLE:
        client, is_open = stage.client(name), name in OPEN_TO[access]
        history = client.get(f"{path}/history")
        assert history.status_code == (200 if is_open else 404), name
        assert not is_open or len(history.json()) == 2
        assert (ALT in history.text) is is_open
        assert client.get(f"/api/v1/statuses/{theirs['id']}").status_code == (200 if is_open else 404), name
        below = client.get(f"{path}/context").json()["descendants"]
        assert (theirs["id"] in [item["id"] for item in below]) is is_open, name
        # It is found in its conversation: the lists of its author are for all, or for the author alone.
        listed = client.get(f"/api/v1/accounts/{stage.author.id}/statuses").json()
        assert (theirs["id"] in [item["id"] for item in listed]) is (name == "author"), name
        assert client.get(f"{path}/favourited_by").status_code == 200
        if name != "anonymous":
            assert client.post("/api/v1/statuses", json=comment).status_code == (200 if is_open else 422), name
            answer = {"status": "Me too", "in_reply_to_id": theirs["id"]}
            assert client.post("/api/v1/statuses", json=answer).status_code == (200 if is_open else 404), name
            assert (client.get(f"{path}/source").status_code == 200) is (name == "author"), name


def test_who_paid_once_still_sees_their_own_comment_under_the_locked_post():
    stage = Stage(PRICE)
    buyer = stage.client("buyer")
    own = buyer.post("/api/v1/statuses", json={"status": "Lovely", "in_reply_to_id": stage.post.id}).json()
    assert (own["visibility"], own["rossgram"]["access"], own["rossgram"]["price"]) == ("private", "price", None)
    assert stage.client("author").get(f"/api/v1/statuses/{own['id']}").status_code == 200
    stage.grant("buyer", post_key(stage.post.id), expires_at=ENDED)
    assert buyer.get(f"/api/v1/statuses/{own['id']}").json()["content"] == own["content"]
    assert is_locked(stage.see("buyer", "answered"), stage)


def test_search_finds_it_by_its_words_and_shows_it_locked():
    stage = Stage(PRICE)
    deliver_events("posts")
    [found] = stage.client("stranger").get("/api/v2/search?q=A+walk").json()["statuses"]
    assert is_locked(found, stage)


def test_a_deleted_post_is_given_back_to_its_author_alone():
    stage = Stage(PRICE)
    path = f"/api/v1/statuses/{stage.post.id}"
    assert stage.client("buyer").delete(path).status_code == 404
    deleted = stage.client("author").delete(path).json()
    assert (deleted["text"], deleted["rossgram"]["locked"]) == ("A walk", False)
    assert [stage.client(name).get(path).status_code for name in PEOPLE] == [404] * len(PEOPLE)
    assert Post.find_all([stage.post.id]) == {}
