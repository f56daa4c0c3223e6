"""Whom an account shows on its profile, and who makes a stranger familiar, to those alone who may know."""

from typing import Any

import pytest

from bench.meter import metered
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.services.people import accounts
from chalicelib.services.people.relationships import blocks, closed, endorsements, familiar, privacy
from chalicelib.services.photos import timelines
from tests.handlers.entities import ACCOUNT, RELATIONSHIP, faults
from tests.kit.client import Client
from tests.kit.factories import make_account, make_follow, make_token


def endorsed(client: Client, account: Account | None = None) -> list[str]:
    path = f"/api/v1/accounts/{account.id}/endorsements" if account else "/api/v1/endorsements"
    return [one["acct"] for one in client.get(path).json()]


def follow_all(viewer: Account, *others: Account) -> None:
    for other in others:
        make_follow(viewer, other)


@pytest.mark.parametrize("verb", ["endorse", "pin"])
def test_somebody_whom_one_follows_is_shown_on_the_profile_until_that_is_taken_back(verb: str):
    anna, ben, carl = make_account("anna"), make_account("ben"), make_account("carl")
    follow_all(anna, ben, carl)
    client = Client(make_token(anna))
    for other in (ben, carl, ben):
        answer = client.post(f"/api/v1/accounts/{other.id}/{verb}")
        assert (answer.status_code, answer.json()["endorsed"], faults(answer.json(), RELATIONSHIP)) == (200, True, [])
    found = client.get("/api/v1/endorsements")
    assert ([one["acct"] for one in found.json()], faults(found.json(), [ACCOUNT])) == (["carl", "ben"], [])
    assert 'rel="next"' not in found.headers["Link"]
    first = client.get("/api/v1/endorsements?limit=1")
    assert [one["acct"] for one in client.get(first.links["next"]["url"]).json()] == ["ben"]
    assert endorsed(Client(), anna) == endorsed(Client(make_token(carl)), anna) == ["carl", "ben"]
    assert client.post(f"/api/v1/accounts/{carl.id}/un{verb}").json()["endorsed"] is False
    assert endorsed(client) == ["ben"]
    # Whoever is shown does not show anybody by that.
    assert endorsed(Client(make_token(ben))) == []


def test_only_whom_one_follows_is_endorsed_and_no_longer_than_that():
    anna, ben, carl = make_account("anna"), make_account("ben"), make_account("carl")
    client = Client(make_token(anna))
    answer = client.post(f"/api/v1/accounts/{ben.id}/endorse")
    assert (answer.status_code, Follow.is_there(anna.id, ben.id)) == (422, False)
    assert client.post("/api/v1/accounts/115000000000000000/endorse").status_code == 404
    assert client.post(f"/api/v1/accounts/{ben.id}/unendorse").json()["endorsed"] is False
    assert not Follow.is_there(anna.id, ben.id)
    follow_all(anna, ben, carl)
    for other in (ben, carl):
        endorsements.endorse(anna.id, other.id)
    timelines.unfollow(anna.id, ben.id)
    assert endorsed(client) == ["carl"]
    timelines.ask_to_follow(anna.id, ben.id)
    assert endorsed(client) == ["carl"]
    blocks.block(carl.id, anna.id)
    blocks.unblock(carl.id, anna.id)
    assert endorsed(client) == []


def test_an_endorsement_is_shown_to_nobody_who_does_not_see_whom_the_account_follows():
    anna, ben, carl = make_account("anna"), make_account("ben"), make_account("carl")
    follow_all(anna, ben)
    endorsements.endorse(anna.id, ben.id)
    viewer = Client(make_token(carl))
    accounts.update(anna.id, {"hide_collections": True})
    assert (endorsed(viewer, anna), endorsed(Client(), anna), endorsed(Client(make_token(anna)))) == ([], [], ["ben"])
    accounts.update(anna.id, {"hide_collections": False})
    privacy.set_private(anna.id, is_private=True)
    assert endorsed(viewer, anna) == endorsed(Client(), anna) == []
    make_follow(carl, anna)
    assert endorsed(viewer, anna) == ["ben"]
    blocks.block(ben.id, carl.id)
    assert endorsed(viewer, anna) == []
    blocks.block(anna.id, carl.id)
    assert viewer.get(f"/api/v1/accounts/{anna.id}/endorsements").status_code == 404


def test_an_endorsement_takes_few_trips_and_a_page_two():
    anna, others = make_account(), [make_account() for _ in range(12)]
    follow_all(anna, *others)
    with metered() as bill:
        endorsements.endorse(anna.id, others[0].id)
    assert bill.trips <= 2
    for other in others:
        endorsements.endorse(anna.id, other.id)
    client = Client(make_token(make_account()))
    with metered() as bill:
        assert len(endorsed(client, anna)) == 12
    # The token, the account, the list, and those on it.
    assert bill.trips <= 4


def known(client: Client, *others: Account) -> dict[str, list[str]]:
    found: list[dict[str, Any]] = client.get(
        "/api/v1/accounts/familiar_followers", params={"id[]": [other.id for other in others]}
    ).json()
    return {one["id"]: [account["acct"] for account in one["accounts"]] for one in found}


def test_familiar_followers_are_those_whom_one_follows_the_newest_follow_first():
    viewer, anna, ben = make_account("viewer"), make_account("anna"), make_account("ben")
    friends = [make_account(f"friend{number}") for number in range(3)]
    follow_all(viewer, *friends)
    for one in (*friends[:2], make_account("stranger")):
        make_follow(one, anna)
    client = Client(make_token(viewer))
    assert known(client, anna, ben, anna) == {anna.id: ["friend1", "friend0"], ben.id: []}
    assert known(client) == {}
    path = "/api/v1/accounts/familiar_followers"
    assert client.get(f"{path}?id[]=x&id[]=115000000000000000").json() == []
    many = [str(number) for number in range(19)]
    assert [one["id"] for one in client.get(path, params={"id[]": [*many, anna.id, ben.id]}).json()] == [anna.id]
    assert Client().get(path).status_code == 401
    assert Client(make_token(viewer, scopes="read:accounts")).get(path).status_code == 403
    for root in ("v1.1", "pixelfed/v1"):
        found = client.get(f"/api/{root}/accounts/mutuals/{anna.id}").json()
        assert ([one["acct"] for one in found], faults(found, [ACCOUNT])) == (["friend1", "friend0"], [])


def test_nobody_learns_by_familiar_followers_what_lists_would_not_show():
    viewer, anna, friend, other = (make_account(name) for name in ("viewer", "anna", "friend", "other"))
    follow_all(viewer, friend, other)
    follow_all(friend, anna)
    follow_all(other, anna)
    client = Client(make_token(viewer))
    assert known(client, anna) == {anna.id: ["other", "friend"]}
    # Somebody who hides whom they follow is not told of.
    accounts.update(other.id, {"hide_collections": True})
    assert known(client, anna) == {anna.id: ["friend"]}
    accounts.update(anna.id, {"hide_collections": True})
    assert known(client, anna) == {anna.id: []}
    accounts.update(anna.id, {"hide_collections": False})
    privacy.set_private(anna.id, is_private=True)
    assert known(client, anna) == {anna.id: []}
    make_follow(viewer, anna)
    assert known(client, anna) == {anna.id: ["friend"]}
    blocks.block(friend.id, viewer.id)
    assert known(client, anna) == {anna.id: []}
    blocks.unblock(friend.id, viewer.id)
    make_follow(viewer, friend)
    assert known(client, anna) == {anna.id: ["friend"]}
    closed.close(friend.id, "leaving")
    assert known(client, anna) == {anna.id: []}
    blocks.block(anna.id, viewer.id)
    assert known(client, anna) == {}


def test_of_very_many_followers_those_whom_one_followed_last_are_looked_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(familiar, "LOOKED_THROUGH", 3)
    monkeypatch.setattr(familiar, "LOOKED_UP", 2)
    viewer, anna, friends = make_account(), make_account(), [make_account() for _ in range(2)]
    follow_all(viewer, *friends)
    for one in (*friends, *(make_account() for _ in range(5))):
        make_follow(one, anna)
    bills = []
    for asked in ([anna], [anna, *friends]):
        with metered() as bill:
            found = familiar.familiar(viewer.id, [one.id for one in asked])
        assert [one.handle for one in found[0].followers] == [friends[1].handle, friends[0].handle]
        bills.append(bill.trips)
    assert bills == [3, 3]
