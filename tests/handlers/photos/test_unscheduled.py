"""A scheduled post becomes a draft again, to be said anew or published now."""

import pytest

from chalicelib.models import base
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.scheduling.unpublished import SCHEDULED, shelf
from chalicelib.services.photos.scheduling import due
from tests.handlers.photos.test_scheduled import NOW, URL, schedule
from tests.kit.client import Client
from tests.kit.factories import make_account, make_media, make_token


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "clock", lambda: NOW)


@pytest.fixture
def anna() -> Account:
    return make_account("anna")


@pytest.fixture
def client(anna: Account) -> Client:
    return Client(make_token(anna))


def test_one_that_is_a_draft_again_keeps_all_that_it_says_and_does_not_go_out(anna: Account, client: Client):
    photo = make_media(anna)
    town = client.get("/api/v1.1/compose/search/location?q=Bergen").json()[0]
    said = {"media_ids": [photo.id], "spoiler_text": "Fog", "place_id": town["id"], "rossgram": {"access": "me"}}
    made = schedule(client, **said).json()
    assert made["rossgram"]["place"] == town

    draft = client.post(f"/api/rossgram/v1/scheduled_statuses/{made['id']}/unschedule").json()

    assert (draft["id"], draft["params"]["text"], draft["params"]["spoiler_text"]) == (made["id"], "A walk", "Fog")
    assert [one["id"] for one in draft["media_attachments"]] == [photo.id]
    assert (draft["rossgram"]["access"], draft["rossgram"]["place"]) == ("me", town)
    assert client.get(URL).json() == []
    due.publish_due(shelf(anna.id, SCHEDULED), made["id"])
    assert client.get(f"/api/v1/accounts/{anna.id}/statuses").json() == []
    published = client.post(f"/api/rossgram/v1/drafts/{made['id']}/publish").json()
    assert (published["place"], published["rossgram"]["access"]) == (town, "me")


def test_only_its_author_makes_it_a_draft(client: Client):
    made = schedule(client).json()
    path = f"/api/rossgram/v1/scheduled_statuses/{made['id']}/unschedule"
    assert Client(make_token(make_account())).post(path).status_code == 404
    assert [one["id"] for one in client.get(URL).json()] == [made["id"]]
