"""Scheduled statuses as Mastodon has them: made, listed, moved, deleted, and refused."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from chalicelib.models import base
from chalicelib.models.people.accounts import Account
from chalicelib.services.photos.scheduling import keeping
from tests.handlers.entities import MEDIA, faults
from tests.kit.client import Client
from tests.kit.factories import make_account, make_media, make_token

PARAMS = {
    "text": "text",
    "media_ids": "list?",
    "poll": "object?",
    "sensitive": "flag",
    "spoiler_text": "text?",
    "visibility": "text",
    "in_reply_to_id": "id?",
    "language": "text?",
    "application_id": "count",
    "scheduled_at": "time?",
    "idempotency": "text?",
    "with_rate_limit": "flag",
}
SCHEDULED = {"id": "id", "scheduled_at": "time", "params": PARAMS, "media_attachments": [MEDIA]}
URL = "/api/v1/scheduled_statuses"
NOW = 1_900_000_000
MINUTES, HOURS = 60, 3600


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "clock", lambda: NOW)


@pytest.fixture
def anna() -> Account:
    return make_account("anna")


@pytest.fixture
def client(anna: Account) -> Client:
    return Client(make_token(anna))


def at(seconds: int, offset: int = 0) -> str:
    return datetime.fromtimestamp(NOW + seconds, timezone(timedelta(hours=offset))).isoformat()


def schedule(client: Client, seconds: int = HOURS, **form: Any) -> Any:
    return client.post("/api/v1/statuses", json={"status": "A walk", "scheduled_at": at(seconds), **form})


def test_a_scheduled_post_is_one_of_ones_own_and_no_post_yet(anna: Account, client: Client):
    photo = make_media(anna, description="Mist")
    made = schedule(client, media_ids=[photo.id], spoiler_text="Fog", visibility="private", language="de").json()

    assert faults(made, SCHEDULED) == []
    assert made["scheduled_at"] == datetime.fromtimestamp(NOW + HOURS, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    said = {"text": "A walk", "spoiler_text": "Fog", "sensitive": True, "visibility": "private", "language": "de"}
    assert said.items() <= made["params"].items()
    assert [one["description"] for one in made["media_attachments"]] == ["Mist"]
    assert client.get(URL).json() == [made]
    assert client.get(f"{URL}/{made['id']}").json() == made
    assert client.get(f"/api/v1/accounts/{anna.id}/statuses").json() == []
    assert client.get(f"/api/v1/statuses/{made['id']}").status_code == 404


@pytest.mark.parametrize("call", ["get", "put", "delete"])
def test_what_others_have_scheduled_is_as_nothing(client: Client, call: str):
    made = schedule(client).json()
    stranger = Client(make_token(make_account()))
    assert stranger.request(call.upper(), f"{URL}/{made['id']}", json={"scheduled_at": at(HOURS)}).status_code == 404
    assert stranger.get(URL).json() == []
    assert Client().get(URL).status_code == 401
    assert Client(make_token(make_account(), "read:accounts")).get(URL).status_code == 403
    assert client.get(URL).json() == [made]


@pytest.mark.parametrize("offset", [-9, 0, 5, 14])
def test_a_time_of_any_offset_is_the_same_moment(client: Client, offset: int):
    made = schedule(client, scheduled_at=at(2 * HOURS, offset)).json()
    assert made["scheduled_at"] == schedule(client, scheduled_at=at(2 * HOURS)[:19]).json()["scheduled_at"]


def test_even_a_time_in_two_thousand_years_is_one(client: Client):
    assert schedule(client, scheduled_at="4000-01-01T12:13:14Z").json()["scheduled_at"].startswith("4000-01-01T12:13")


@pytest.mark.parametrize("seconds", [-HOURS, 0, 60, 5 * MINUTES])
def test_what_comes_within_five_minutes_is_refused_as_mastodon_does(client: Client, seconds: int):
    answer = schedule(client, seconds)
    told = "Validation failed: Scheduled at The scheduled date must be in the future"
    assert (answer.status_code, answer.json()) == (422, {"error_code": "unprocessable", "msg": told, "error": told})
    made = schedule(client, 5 * MINUTES + 1).json()
    assert client.put(f"{URL}/{made['id']}", json={"scheduled_at": at(seconds)}).json()["error"] == told


@pytest.mark.parametrize("value", ["tomorrow", "2030-13-01T00:00:00Z", "1900000000", "99999-01-01", "9999-12-31T23:59"])
def test_what_is_no_time_is_refused(client: Client, value: str):
    assert schedule(client, scheduled_at=value).status_code == 422


@pytest.mark.parametrize(
    "form", [{"status": ""}, {"media_ids": ["1"]}, {"in_reply_to_id": "1"}, {"status": "x" * 2201}]
)
def test_what_could_not_be_published_now_is_not_scheduled(client: Client, form: dict[str, Any]):
    assert schedule(client, **form).status_code in {404, 422}
    assert client.get(URL).json() == []


def test_another_time_is_written_and_a_missing_one_is_not(client: Client):
    made = schedule(client).json()
    moved = client.put(f"{URL}/{made['id']}", data={"scheduled_at": at(2 * HOURS)}).json()
    assert moved == made | {"scheduled_at": moved["scheduled_at"]}
    assert moved["scheduled_at"] > made["scheduled_at"]
    assert client.put(f"{URL}/{made['id']}", json={}).status_code == 422
    assert client.get(f"{URL}/{made['id']}").json() == moved


def test_a_deleted_one_lets_its_photo_go(anna: Account, client: Client):
    photo = make_media(anna)
    made = schedule(client, media_ids=[photo.id]).json()
    taken = client.post("/api/v1/statuses", json={"status": "x", "media_ids": [photo.id]})
    assert taken.status_code == 422
    assert schedule(client, media_ids=[photo.id]).status_code == 422

    assert client.delete(f"{URL}/{made['id']}").json() == {}
    assert client.delete(f"{URL}/{made['id']}").status_code == 404
    assert client.get(URL).json() == []
    assert client.post("/api/v1/statuses", json={"status": "x", "media_ids": [photo.id]}).status_code == 200


def test_a_repeated_request_schedules_nothing_twice(client: Client):
    key = {"Idempotency-Key": "one"}
    form = {"status": "A walk", "scheduled_at": at(HOURS)}
    made = [client.post("/api/v1/statuses", json=form, headers=key).json() for _ in range(2)]
    assert made[0] == made[1]
    assert client.get(URL).json() == made[:1]


def test_the_list_is_paged(client: Client):
    ids = [schedule(client).json()["id"] for _ in range(5)][::-1]
    first = client.get(URL, params={"limit": 2})
    assert [one["id"] for one in first.json()] == ids[:2]
    pages, url = [first.json()], first.links.get("next", {}).get("url")
    while url:
        answer = client.get(url)
        pages.append(answer.json())
        url = answer.links.get("next", {}).get("url")
    assert [[one["id"] for one in page] for page in pages] == [ids[:2], ids[2:4], ids[4:]]


def test_there_may_be_so_many_a_day(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keeping, "MOST_A_DAY", 2)
    made = [schedule(client).json() for _ in range(2)]
    answer = schedule(client, 2 * HOURS)
    told = "Validation failed: You have exceeded the limit of 25 scheduled posts for today"
    assert (answer.status_code, answer.json()) == (422, {"error_code": "unprocessable", "msg": told, "error": told})
    other_day = schedule(client, 48 * HOURS).json()
    assert client.put(f"{URL}/{other_day['id']}", json={"scheduled_at": at(HOURS)}).json()["error"] == told
    # The same day has room for one that is of it already.
    assert client.put(f"{URL}/{made[0]['id']}", json={"scheduled_at": at(HOURS + 60)}).status_code == 200
    client.delete(f"{URL}/{made[0]['id']}")
    assert schedule(client, 2 * HOURS).status_code == 200


def test_there_may_be_so_many_in_all(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keeping, "MOST", 3)
    assert [schedule(client, day * 24 * HOURS).status_code for day in range(1, 5)] == [200, 200, 200, 422]


def test_of_two_who_schedule_the_last_one_at_once_one_is_refused(
    anna: Account, client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keeping, "MOST", 1)
    real, others = keeping._room_for, [0]

    def looked(row: Any) -> int:
        version = real(row)
        if not others[0]:
            others[0] = 1
            assert schedule(client).status_code == 200
        return version

    monkeypatch.setattr(keeping, "_room_for", looked)
    assert schedule(client).status_code == 422
    assert len(client.get(URL).json()) == 1


def test_the_defaults_of_the_moment_are_what_goes_out(client: Client):
    client.patch("/api/v1/accounts/update_credentials", json={"source": {"privacy": "private", "language": "de"}})
    made = schedule(client).json()
    client.patch("/api/v1/accounts/update_credentials", json={"source": {"privacy": "public"}})
    shown = client.get(f"{URL}/{made['id']}").json()["params"]
    assert (shown["visibility"], shown["language"]) == ("private", "de")
