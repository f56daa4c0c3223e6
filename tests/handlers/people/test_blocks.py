"""Blocks through the HTTP door: two of whom one blocks the other do not meet, on any surface."""

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.services.people.relationships import blocks
from tests.handlers.entities import ACCOUNT, RELATIONSHIP, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_token
from tests.kit.surfaces import PROFILE, SURFACES, Meeting, mentions, seen


def relationship(client: Client, account_id: str) -> dict[str, object]:
    found = client.get("/api/v1/accounts/relationships", params={"id[]": account_id}).json()
    assert [faults(one, RELATIONSHIP) for one in found] == [[]]
    return {name: value for name, value in found[0].items() if value is True}


@pytest.mark.parametrize("is_delivered", [False, True], ids=["at once", "after the messages"])
@pytest.mark.parametrize("blocker", ["anna", "ben"])
def test_neither_of_two_sees_anything_of_the_other_and_whoever_blocks_finds_the_profile(
    blocker: str, is_delivered: bool
):
    met = Meeting()
    anna, ben = Client(make_token(met.anna)), met.as_ben()
    assert seen(ben, met) == set(SURFACES)
    assert mentions(met) == [met.anna.id]
    asking, other = (anna, met.ben) if blocker == "anna" else (ben, met.anna)

    answer = asking.post(f"/api/v1/accounts/{other.id}/block")

    assert (answer.status_code, faults(answer.json(), RELATIONSHIP), answer.json()["blocking"]) == (200, [], True)
    if is_delivered:
        deliver_events()
    assert seen(ben, met) == (set() if blocker == "anna" else set(PROFILE))
    assert mentions(met) == []
    assert relationship(anna, met.ben.id) == ({"blocking": True} if blocker == "anna" else {"blocked_by": True})
    assert relationship(ben, met.anna.id) == ({"blocked_by": True} if blocker == "anna" else {"blocking": True})
    # Everybody else goes on as before.
    assert seen(Client(make_token(met.eve)), met) >= set(SURFACES) - {"one's favourites", "one's bookmarks"}
    assert asking.post(f"/api/v1/accounts/{other.id}/unblock").json()["blocking"] is False
    deliver_events()
    assert seen(ben, met) == set(SURFACES) - {"home"}


@pytest.mark.parametrize("call", ["follow", "comment", "favourite"])
def test_nobody_begins_anything_with_whom_a_block_is_between(call: str):
    met = Meeting()
    anna, ben = Client(make_token(met.anna)), met.as_ben()
    anna.post(f"/api/v1/accounts/{met.ben.id}/block")

    def begin(client: Client) -> int:
        if call == "follow":
            return client.post(f"/api/v1/accounts/{met.ben.id if client is anna else met.anna.id}/follow").status_code
        post = met.own if client is anna else met.post
        if call == "favourite":
            return client.post(f"/api/v1/statuses/{post.id}/favourite").status_code
        return client.post("/api/v1/statuses", json={"status": "So?", "in_reply_to_id": post.id}).status_code

    assert begin(ben) == 404
    assert begin(anna) == (422 if call == "follow" else 404)


def test_a_block_ends_both_follows_and_their_counts_follow():
    met = Meeting()
    Client(make_token(met.anna)).post(f"/api/v1/accounts/{met.ben.id}/block")
    deliver_events()
    for account, followers in ((met.anna, 1), (met.ben, 0)):
        found = Client().get(f"/api/v1/accounts/{account.id}").json()
        assert (found["followers_count"], found["following_count"]) == (followers, followers)


def test_whom_one_blocks_is_listed_the_newest_first_with_links():
    owner, others = make_account(), [make_account() for _ in range(5)]
    client = Client(make_token(owner, "read write follow"))
    for other in others:
        assert client.post(f"/api/v1/accounts/{other.id}/block").status_code == 200
    # Blocking again changes nothing, not the order either.
    client.post(f"/api/v1/accounts/{others[0].id}/block")
    found, url = [], "/api/v1/blocks?limit=2"
    while url:
        answer = client.get(url)
        assert [faults(one, ACCOUNT) for one in answer.json()] == [[]] * len(answer.json())
        found.append([one["id"] for one in answer.json()])
        url = answer.links.get("next", {}).get("url", "")
    assert found == [[others[4].id, others[3].id], [others[2].id, others[1].id], [others[0].id]]
    assert Client(make_token(others[0])).get("/api/v1/blocks").json() == []


def test_a_token_without_the_scope_blocks_nobody():
    other = make_account()
    client = Client(make_token(make_account(), "read"))
    assert client.post(f"/api/v1/accounts/{other.id}/block").status_code == 403
    assert Client().post(f"/api/v1/accounts/{other.id}/block").status_code == 401


@pytest.mark.parametrize("call", ["block", "unblock"])
def test_nobody_blocks_themselves_or_somebody_who_is_not_there(call: str):
    owner = make_account()
    client = Client(make_token(owner))
    assert client.post(f"/api/v1/accounts/1/{call}").status_code == 404
    assert client.post(f"/api/v1/accounts/{owner.id}/{call}").status_code == (422 if call == "block" else 200)
    assert relationship(client, owner.id) == {}


def test_whom_one_blocks_is_found_by_the_whole_handle_to_be_unblocked_and_by_nothing_else():
    anna, ben = make_account("anna"), make_account("benjamin", display_name="Ben")
    blocks.block(anna.id, ben.id)

    def found(viewer: Account, query: str) -> list[str]:
        asked = {"q": query, "type": "accounts"}
        return [
            one["acct"] for one in Client(make_token(viewer)).get("/api/v2/search", params=asked).json()["accounts"]
        ]

    for query in ("benjamin", "@Benjamin", "@benjamin@localhost:8000"):
        assert found(anna, query) == ["benjamin"], query
    for query in ("anna", "@anna", "@anna@localhost:8000"):
        assert found(ben, query) == [], query
    assert found(anna, "benj") == found(anna, "ben") == []
