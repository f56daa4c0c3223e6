"""Drafts: their author's alone, changed at will, and published once."""

from typing import Any

import pytest

from chalicelib.models import base
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from tests.handlers.entities import MEDIA, STATUS, faults
from tests.handlers.photos.test_scheduled import PARAMS
from tests.kit.client import Client
from tests.kit.factories import make_account, make_media, make_token

URL = "/api/rossgram/v1/drafts"
DRAFT = {
    "id": "id",
    "created_at": "time",
    "updated_at": "time",
    "params": PARAMS | {"visibility": "text?", "sensitive": "flag?"},
    "media_attachments": [MEDIA],
}
NOW = 1_900_000_000


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "clock", lambda: NOW)


@pytest.fixture
def anna() -> Account:
    return make_account("anna")


@pytest.fixture
def client(anna: Account) -> Client:
    return Client(make_token(anna))


def save(client: Client, **form: Any) -> Any:
    return client.post(URL, json={"status": "A walk", **form}).json()


def test_a_draft_is_its_authors_alone(anna: Account, client: Client):
    made = save(client, media_ids=[make_media(anna).id], visibility="private")
    assert faults(made, DRAFT) == []
    assert made["params"]["visibility"] == "private"
    assert client.get(URL).json() == [made]
    assert client.get(f"{URL}/{made['id']}").json() == made
    assert client.get("/api/v1/scheduled_statuses").json() == []
    assert client.get(f"/api/v1/accounts/{anna.id}/statuses").json() == []
    stranger = Client(make_token(make_account()))
    for method, path in (("GET", ""), ("PUT", ""), ("DELETE", ""), ("POST", "/publish")):
        answer = stranger.request(method, f"{URL}/{made['id']}{path}", json={"status": "x"})
        assert answer.status_code == 404
    assert client.get(URL).json() == [made]


def test_what_a_draft_says_nothing_of_is_decided_when_it_is_published(client: Client):
    made = save(client)
    assert (made["params"]["visibility"], made["params"]["language"]) == (None, None)
    client.patch("/api/v1/accounts/update_credentials", json={"source": {"privacy": "private", "language": "de"}})
    status = client.post(f"{URL}/{made['id']}/publish").json()
    assert (status["visibility"], status["language"]) == ("private", "de")


def test_a_draft_is_said_anew(anna: Account, client: Client):
    first, second, third = (make_media(anna) for _ in range(3))
    made = save(client, media_ids=[first.id, second.id], spoiler_text="Fog")
    changed = client.put(f"{URL}/{made['id']}", json={"status": "Later", "media_ids": [third.id, second.id]}).json()
    assert (changed["params"]["text"], changed["params"]["spoiler_text"]) == ("Later", "")
    assert [one["id"] for one in changed["media_attachments"]] == [third.id, second.id]
    held = [Media.find(item.id) for item in (first, second, third)]
    assert [item.post_id for item in held] == [None, made["id"], made["id"]]
    assert [bool(item.due) for item in held] == [True, False, False]
    assert client.put(f"{URL}/{made['id']}", json={"status": "", "media_ids": []}).status_code == 422


def test_the_alt_text_of_its_photo_can_be_changed_and_is_no_edit_until_it_is_published(anna: Account, client: Client):
    photo = make_media(anna)
    made = save(client, media_ids=[photo.id])
    assert client.put(f"/api/v1/media/{photo.id}", json={"description": "Mist"}).status_code == 200
    assert client.get(f"{URL}/{made['id']}").json()["media_attachments"][0]["description"] == "Mist"
    status = client.post(f"{URL}/{made['id']}/publish").json()
    assert status["media_attachments"][0]["description"] == "Mist"
    assert client.get(f"/api/v1/statuses/{status['id']}/history").json()[1:] == []


def test_a_photo_of_a_draft_or_of_a_post_is_not_deleted_by_itself(anna: Account, client: Client):
    photo = make_media(anna)
    made = save(client, media_ids=[photo.id])
    assert client.delete(f"/api/v1/media/{photo.id}").status_code == 422
    client.post(f"{URL}/{made['id']}/publish")
    assert client.delete(f"/api/v1/media/{photo.id}").status_code == 422
    assert Media.find(photo.id).is_ready


def test_a_draft_is_published_once(anna: Account, client: Client):
    made = save(client, media_ids=[make_media(anna).id])
    status = client.post(f"{URL}/{made['id']}/publish").json()
    assert faults(status, STATUS) == []
    assert len(status["media_attachments"]) == 1
    assert client.post(f"{URL}/{made['id']}/publish").status_code == 404
    assert [one["id"] for one in client.get(f"/api/v1/accounts/{anna.id}/statuses").json()] == [status["id"]]
    assert client.get(URL).json() == []


def test_a_draft_that_cannot_be_published_stays_one(client: Client):
    priced = {"access": "price", "price": {"amount": 500, "currency": "eur"}}
    made = save(client, rossgram=priced)
    assert made["rossgram"]["access"] == "price"
    assert client.post(f"{URL}/{made['id']}/publish").status_code == 422
    later = {"scheduled_at": "2031-01-01T00:00:00Z"}
    assert client.post(f"{URL}/{made['id']}/publish", json=later).status_code == 422
    assert client.get(URL).json() == [made]


def test_a_draft_becomes_a_scheduled_post(anna: Account, client: Client):
    made = save(client, media_ids=[make_media(anna).id])
    url = f"{URL}/{made['id']}/publish"
    assert client.post(url, json={"scheduled_at": "2020-01-01T00:00:00Z"}).status_code == 422
    scheduled = client.post(url, json={"scheduled_at": "2031-01-01T00:00:00Z"}).json()
    assert (scheduled["id"], scheduled["scheduled_at"]) == (made["id"], "2031-01-01T00:00:00.000Z")
    assert scheduled["params"]["visibility"] == "public"
    assert scheduled["media_attachments"] == made["media_attachments"]
    assert client.get(URL).json() == []
    assert client.get("/api/v1/scheduled_statuses").json() == [scheduled]


def test_a_deleted_draft_lets_its_photo_go(anna: Account, client: Client):
    photo = make_media(anna)
    made = save(client, media_ids=[photo.id])
    assert client.delete(f"{URL}/{made['id']}").json() == {}
    assert client.get(URL).json() == []
    assert Media.find(photo.id).due


def test_a_draft_of_what_is_far_too_long_is_refused(client: Client):
    made = save(client)
    for form in ({"in_reply_to_id": "1" * 500_000}, {"status": "x" * 500_000}, {"media_ids": ["1" * 500_000]}):
        for method, url in (("POST", URL), ("PUT", f"{URL}/{made['id']}")):
            assert client.request(method, url, json={"status": "A walk", **form}).status_code in {404, 422}
    assert client.get(URL).json() == [made]


def test_a_repeated_request_saves_nothing_twice(client: Client):
    key = {"Idempotency-Key": "one"}
    made = [client.post(URL, json={"status": "A walk"}, headers=key).json() for _ in range(2)]
    assert made[0] == made[1]
    assert client.get(URL).json() == made[:1]


def test_a_place_that_there_is_not_is_nothing_of_a_draft_until_it_is_published(client: Client):
    made = save(client, place_id="0")
    assert client.get(URL).json()[0]["rossgram"]["place"] is None
    assert client.post(f"{URL}/{made['id']}/publish").status_code == 422
