"""Lists hold whom one follows at this moment, and are read in as many trips whoever is on them."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.models.people.reading.lists import List
from chalicelib.services.people.reading import lists
from chalicelib.services.photos import timelines
from tests.handlers.entities import ACCOUNT, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post, make_token

LIST = {"id": "id", "title": "text", "replies_policy": "text", "exclusive": "flag"}
API = "/api/v1/lists"


def made(client: Client, *members: Any) -> str:
    """Return the id of a new list."""
    list_id = str(client.post(API, data={"title": "Friends"}).json()["id"])
    assert client.post(f"{API}/{list_id}/accounts", json={"account_ids": [one.id for one in members]}).ok
    return list_id


def on(client: Client, list_id: str) -> set[str]:
    """Return who is on a list."""
    return {account["username"] for account in client.get(f"{API}/{list_id}/accounts?limit=0").json()}


def test_a_list_is_made_renamed_shown_and_deleted(stage: dict[str, Any]):
    client = stage["client"]
    assert client.get(API).json() == []
    first = client.post(API, data={"title": " Friends ", "replies_policy": "list"})
    assert (first.status_code, faults(first.json(), LIST)) == (200, [])
    # What is not done is not said.
    assert first.json() == {"id": first.json()["id"], "title": "Friends", "replies_policy": "none", "exclusive": False}
    second = client.post(API, json={"title": "Hills"}).json()
    assert client.get(API).json() == [first.json(), second]
    url = f"{API}/{second['id']}"
    assert client.put(url, json={"title": "Mountains"}).json()["title"] == "Mountains"
    assert client.get(url).json()["title"] == "Mountains"
    answer = client.delete(url)
    assert (answer.status_code, answer.json()) == (200, {})
    assert [client.request(method, url, json={"title": "x"}).status_code for method in ("GET", "PUT", "DELETE")] == [
        404,
        404,
        404,
    ]
    assert client.get(API).json() == [first.json()]


@pytest.mark.parametrize("title", ["", "  ", None, "x" * 257])
def test_a_list_without_a_title_that_can_be_shown_is_refused(title: Any, stage: dict[str, Any]):
    answer = stage["client"].post(API, json={"title": title})
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("Validation failed: Title")
    assert stage["client"].get(API).json() == []


def test_a_list_is_its_owners_alone(stage: dict[str, Any]):
    list_id = made(stage["client"], stage["anna"])
    eve = Client(make_token(stage["eve"]))
    for method, path in (
        *(("GET", ""), ("PUT", ""), ("DELETE", ""), ("GET", "/accounts"), ("POST", "/accounts")),
        ("DELETE", "/accounts"),
    ):
        body = {"title": "Mine", "account_ids": [stage["anna"].id]}
        assert eve.request(method, f"{API}/{list_id}{path}", json=body).status_code == 404, (method, path)
    assert eve.get(f"/api/v1/timelines/list/{list_id}").status_code == 404
    assert eve.get(f"/api/v1/accounts/{stage['anna'].id}/lists").json() == []
    assert (on(stage["client"], list_id), eve.get(API).json()) == ({"anna"}, [])


def test_members_are_those_whom_one_follows_all_of_them_or_none(stage: dict[str, Any]):
    client, anna, eve = stage["client"], stage["anna"], stage["eve"]
    stranger = make_account()
    list_id = made(client)
    url = f"{API}/{list_id}/accounts"
    for bad in (stranger.id, "115000000000000000", "x"):
        answer = client.post(url, json={"account_ids": [anna.id, bad]})
        assert (answer.status_code, answer.json()["error"]) == (404, "Record not found")
    assert on(client, list_id) == set()
    assert client.post(url, data={"account_ids[]": [anna.id, eve.id]}).json() == {}
    again = client.post(url, json={"account_ids": [anna.id]})
    assert (again.status_code, again.json()["error"]) == (422, "Validation failed: Account has already been taken")
    found = client.get(url).json()
    assert ([one["id"] for one in found], faults(found, [ACCOUNT])) == ([eve.id, anna.id], [])
    assert client.get(f"/api/v1/accounts/{anna.id}/lists").json()[0]["id"] == list_id
    assert client.get(f"/api/v1/accounts/{stranger.id}/lists").json() == []
    assert client.get("/api/v1/accounts/115000000000000000/lists").status_code == 404
    assert client.delete(url, data={"account_ids[]": anna.id}).json() == {}
    assert client.delete(f"{url}?account_ids[]={anna.id}").json() == {}
    assert on(client, list_id) == {"eve"}


def test_whoever_is_unfollowed_is_off_the_list_also_when_followed_again(stage: dict[str, Any]):
    client, ben, anna = stage["client"], stage["ben"], stage["anna"]
    list_id = made(client, anna, stage["eve"])
    make_post(anna, "Hills")
    deliver_events()
    timelines.unfollow(ben.id, anna.id)
    for _ in range(2):
        assert on(client, list_id) == {"eve"}
        assert client.get(f"/api/v1/accounts/{anna.id}/lists").json() == []
        assert client.get(f"/api/v1/timelines/list/{list_id}").json() == []
        timelines.follow(ben.id, anna.id)
    assert client.post(f"{API}/{list_id}/accounts", json={"account_ids": [anna.id]}).status_code == 200
    assert on(client, list_id) == {"anna", "eve"}
    assert len(client.get(f"/api/v1/timelines/list/{list_id}").json()) == 1


def test_one_may_have_oneself_on_a_list(stage: dict[str, Any]):
    list_id = made(stage["client"], stage["ben"])
    post = make_post(stage["ben"])
    deliver_events()
    assert on(stage["client"], list_id) == {"ben"}
    assert [one["id"] for one in stage["client"].get(f"/api/v1/timelines/list/{list_id}").json()] == [post.id]
    assert len(stage["client"].get(f"/api/v1/accounts/{stage['ben'].id}/lists").json()) == 1


def test_lists_and_members_have_a_most(stage: dict[str, Any], monkeypatch: pytest.MonkeyPatch):
    client = stage["client"]
    monkeypatch.setattr(lists, "MOST_MEMBERS", 1)
    list_id = made(client, stage["anna"])
    assert client.post(f"{API}/{list_id}/accounts", json={"account_ids": [stage["eve"].id]}).status_code == 422
    monkeypatch.setattr(lists, "MOST_LISTS", 1)
    answer = client.post(API, json={"title": "x"})
    assert (answer.status_code, len(client.get(API).json())) == (422, 1)
    assert "maximum number of lists" in answer.json()["error"]


def test_changes_of_members_that_meet_lose_nobody(stage: dict[str, Any]):
    ben, client = stage["ben"], stage["client"]
    others = [make_account() for _ in range(6)]
    for other in others:
        make_follow(ben, other)
    list_id = made(client)
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda one: lists.add(ben.id, list_id, [one.id]), others))
    assert len(List.of(ben.id, list_id).follow_ids) == 6
    stale = List.of(ben.id, list_id)
    lists.remove(ben.id, list_id, [others[0].id])
    assert stale.replace_members({}) is False


def test_scopes_are_asked_for(stage: dict[str, Any]):
    reader = Client(make_token(stage["ben"], scopes="read:lists"))
    writer = Client(make_token(stage["ben"], scopes="write:lists"))
    assert (reader.get(API).status_code, writer.get(API).status_code) == (200, 403)
    assert reader.post(API, json={"title": "x"}).status_code == 403
    assert re.fullmatch(r"\d{18}", writer.post(API, json={"title": "x"}).json()["id"])
