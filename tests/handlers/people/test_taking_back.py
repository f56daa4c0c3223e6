"""What one did with an account that one no longer sees can be taken back, and whoever did nothing learns nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import LEAVING, SUSPENDED
from chalicelib.services.people.relationships import blocks, closed
from tests.handlers.entities import RELATIONSHIP, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_token

# What is done, what takes it back, and what of the relationship is then as it was.
DONE: dict[str, tuple[str, str, dict[str, Any]]] = {
    "a follow": ("follow", "unfollow", {"following": False}),
    "a mute": ("mute", "unmute", {"muting": False}),
    "a block": ("block", "unblock", {"blocking": False}),
    "an endorsement": ("endorse", "unendorse", {"endorsed": False}),
    "a pin": ("pin", "unpin", {"endorsed": False}),
    "a follower": ("", "remove_from_followers", {"followed_by": False}),
    "a note": ("note", "note", {"note": ""}),
}


@pytest.fixture
def anna() -> Account:
    return make_account("anna")


@pytest.fixture
def ben() -> Account:
    return make_account("ben")


def act(client: Client, call: str, account_id: str, comment: str = "") -> tuple[int, Any]:
    answer = client.post(f"/api/v1/accounts/{account_id}/{call}", json={"comment": comment})
    return answer.status_code, answer.json()


@pytest.mark.parametrize("reason", [LEAVING, SUSPENDED])
@pytest.mark.parametrize("what", DONE)
def test_what_one_did_with_an_account_that_closed_is_taken_back_once(
    what: str, reason: str, anna: Account, ben: Account
):
    begin, end, after = DONE[what]
    client = Client(make_token(ben, "read write follow"))
    if begin in ("endorse", "pin"):
        act(client, "follow", anna.id)
    if begin:
        assert act(client, begin, anna.id, "Met in Rome")[0] == 200
    else:
        make_follow(anna, ben)
    deliver_events()
    closed.close(anna.id, reason)
    deliver_events()

    status, told = act(client, end, anna.id)
    assert (status, faults(told, RELATIONSHIP), told["id"]) == (200, [], anna.id)
    assert {name: told[name] for name in after} == after
    deliver_events()
    assert act(client, end, anna.id) == act(client, end, "1")

    closed.reopen(anna.id, reason)
    [found] = client.get("/api/v1/accounts/relationships", params={"id[]": anna.id}).json()
    assert {name: found[name] for name in after} == after


def test_one_may_no_longer_wish_to_follow_an_account_that_closed(anna: Account, ben: Account):
    Client(make_token(anna)).patch("/api/v1/accounts/update_credentials", json={"locked": True})
    client = Client(make_token(ben, "read write follow"))
    assert act(client, "follow", anna.id)[1]["requested"] is True
    closed.close(anna.id, SUSPENDED)
    status, told = act(client, "unfollow", anna.id)
    assert (status, told["requested"]) == (200, False)


def test_who_asked_to_follow_and_closed_is_turned_down(anna: Account, ben: Account):
    owner = Client(make_token(anna, "read write follow"))
    owner.patch("/api/v1/accounts/update_credentials", json={"locked": True})
    act(Client(make_token(ben, "read write follow")), "follow", anna.id)
    closed.close(ben.id, SUSPENDED)
    path = f"/api/v1/follow_requests/{ben.id}/reject"
    assert [owner.post(path).status_code for _ in range(2)] == [200, 404]


@pytest.mark.parametrize("hide", [lambda a, b: blocks.block(a.id, b.id), lambda a, _: closed.close(a.id, SUSPENDED)])
def test_a_note_about_whom_one_no_longer_sees_is_kept_in_order_by_whoever_has_one(
    hide: Callable[[Account, Account], object], anna: Account, ben: Account
):
    client = Client(make_token(ben))
    act(client, "note", anna.id, "Met in Rome")
    hide(anna, ben)
    for text in ("Met in Rome. Blocks me", ""):
        status, told = act(client, "note", anna.id, text)
        assert (status, told["note"]) == (200, text)
    assert act(client, "note", anna.id, "Again") == act(client, "note", "1", "Again")
    assert act(client, "note", anna.id, "Again")[0] == 404


def test_ones_lists_do_not_tell_whoever_blocks_one_from_nobody(anna: Account, ben: Account):
    client = Client(make_token(ben))
    assert client.get(f"/api/v1/accounts/{anna.id}/lists").json() == []
    blocks.block(anna.id, ben.id)
    found, missing = (client.get(f"/api/v1/accounts/{one}/lists") for one in (anna.id, "1"))
    assert (found.status_code, found.json()) == (missing.status_code, missing.json()) == (404, missing.json())
    blocks.unblock(anna.id, ben.id)
    blocks.block(ben.id, anna.id)
    assert client.get(f"/api/v1/accounts/{anna.id}/lists").json() == []
