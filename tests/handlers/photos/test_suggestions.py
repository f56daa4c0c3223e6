"""Suggestions are people whom one does not follow yet, for a reason that is so."""

from typing import Any

import pytest

from chalicelib.models.people.reading.readings import Reading
from chalicelib.services.people import accounts
from chalicelib.services.people.relationships import blocks, mutes, privacy
from tests.handlers.entities import ACCOUNT, faults
from tests.journeys.growing import cost_of
from tests.kit.client import Client
from tests.kit.factories import make_account, make_follow, make_post, make_token

SUGGESTION = {"source": "text", "sources": "list", "account": ACCOUNT}


@pytest.fixture
def stage() -> dict[str, Any]:
    people = {name: make_account(name) for name in ("ben", "anna", "eve", "carl", "dora")}
    ben, anna, eve, carl, dora = people.values()
    for follower, followee in ((ben, anna), (ben, eve), (anna, carl), (eve, carl), (anna, ben), (eve, dora)):
        make_follow(follower, followee)
    return {**people, "client": Client(make_token(ben))}


def names(client: Client, path: str = "v2/suggestions") -> list[str]:
    """Return the names that a path answers with."""
    found = client.get(f"/api/{path}").json()
    return [one.get("account", one)["username"] for one in found]


def test_those_come_first_whom_most_of_ones_own_follow(stage: dict[str, Any]):
    client, poster = stage["client"], make_account("poster")
    make_post(poster)
    make_post(make_account("hidden", discoverable=False))
    make_post(make_account("private"), access="private")
    make_post(stage["anna"])
    make_post(stage["ben"])
    found = client.get("/api/v2/suggestions").json()
    assert faults(found, [SUGGESTION]) == []
    assert [(one["account"]["username"], one["source"], one["sources"]) for one in found] == [
        ("carl", "past_interactions", ["friends_of_friends"]),
        ("dora", "past_interactions", ["friends_of_friends"]),
        ("poster", "global", ["most_followed"]),
    ]
    assert names(client, "v1/suggestions") == ["carl", "dora", "poster"]
    assert names(client, "v2/suggestions?limit=1") == ["carl"]
    client.post(f"/api/v1/accounts/{stage['carl'].id}/follow")
    assert names(client) == ["dora", "poster"]
    assert Client().get("/api/v2/suggestions").status_code == 401


def test_who_was_removed_is_suggested_no_more(stage: dict[str, Any]):
    client = stage["client"]
    for _ in range(2):
        assert client.delete(f"/api/v1/suggestions/{stage['carl'].id}").json() == {}
    assert names(client) == ["dora"]


def test_whom_one_does_not_see_is_removed_as_one_that_never_was(stage: dict[str, Any]):
    blocks.block(stage["eve"].id, stage["ben"].id)
    for one in (stage["eve"].id, "115000000000000000"):
        assert stage["client"].delete(f"/api/v1/suggestions/{one}").status_code == 404
    assert not Reading.of(stage["ben"].id).not_suggested


def test_whoever_hides_whom_they_follow_makes_nobody_a_friend_of_friends(stage: dict[str, Any]):
    accounts.update(stage["eve"].id, {"hide_collections": True})
    assert names(stage["client"]) == ["carl"]
    accounts.update(stage["anna"].id, {"hide_collections": True})
    assert names(stage["client"]) == []


def test_whom_one_asked_to_follow_or_has_muted_is_not_suggested(stage: dict[str, Any]):
    client, ben, carl, dora = stage["client"], stage["ben"], stage["carl"], stage["dora"]
    privacy.set_private(carl.id, is_private=True)
    assert names(client) == ["carl", "dora"]
    client.post(f"/api/v1/accounts/{carl.id}/follow")
    assert names(client) == ["dora"]
    make_post(dora)
    assert names(client, "v1/directory") == ["dora"]
    mutes.mute(ben.id, dora.id)
    assert names(client) == names(client, "v1/directory") == []
    assert names(Client(), "v1/directory") == ["dora"]


def test_the_directory_has_who_posted_last_and_wishes_to_be_found(stage: dict[str, Any]):
    make_post(make_account("hidden", discoverable=False))
    for name in ("eve", "anna", "eve"):
        make_post(stage[name])
    make_post(stage["ben"], access="private")
    for reader in (stage["client"], Client()):
        assert names(reader, "v1/directory") == ["eve", "anna"]
    assert names(Client(), "v1/directory?order=new") == ["eve", "anna"]
    assert names(Client(), "v1/directory?offset=1&limit=5") == ["anna"]
    assert faults(Client().get("/api/v1/directory").json(), [ACCOUNT]) == []
    assert Client().get("/api/v1/directory?order=x").status_code == 422


def test_suggestions_cost_as_many_trips_whomever_one_follows(stage: dict[str, Any]):
    make_post(make_account())
    few = cost_of(lambda: stage["client"].get("/api/v2/suggestions"))[0]
    for _ in range(10):
        friend, other = make_account(), make_account()
        make_follow(stage["ben"], friend)
        make_follow(friend, other)
        make_post(other)
    # The token, the followed, theirs, the newest posts and those themselves, who is followed, the accounts.
    assert cost_of(lambda: stage["client"].get("/api/v2/suggestions"))[0] == few == 7
