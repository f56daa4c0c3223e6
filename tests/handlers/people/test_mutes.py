"""Mutes through the HTTP door: posts leave timelines, and nothing else changes."""

from datetime import timedelta

import pytest
import time_machine

from tests.handlers.entities import ACCOUNT, RELATIONSHIP, faults
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.surfaces import SURFACES, Meeting, mentions, seen

TIMELINES = {"home", "public", "the page of a place"}
CONVERSATIONS = {"a conversation", "what is answered", "what one answered"}


def relationship(client: Client, account_id: str) -> dict[str, object]:
    [found] = client.get("/api/v1/accounts/relationships", params={"id[]": account_id}).json()
    assert faults(found, RELATIONSHIP) == []
    return {name: found[name] for name in ("muting", "muting_notifications", "following")}


def test_whoever_is_muted_leaves_timelines_and_conversations_and_nothing_else():
    met = Meeting()
    ben = met.as_ben()
    answer = ben.post(f"/api/v1/accounts/{met.anna.id}/mute").json()
    assert (faults(answer, RELATIONSHIP), answer["muting"]) == ([], True)
    assert seen(ben, met) == set(SURFACES) - TIMELINES - CONVERSATIONS
    assert mentions(met) == [met.anna.id]
    assert relationship(Client(make_token(met.anna)), met.ben.id)["muting"] is False
    assert ben.post(f"/api/v1/accounts/{met.anna.id}/unmute").json()["muting"] is False
    assert seen(ben, met) == set(SURFACES)


def test_a_mute_ends_when_it_was_said_to():
    met = Meeting()
    ben = met.as_ben()
    ben.post(f"/api/v1/accounts/{met.anna.id}/mute", json={"duration": 3600, "notifications": False})
    [listed] = ben.get("/api/v1/mutes").json()
    assert faults(listed, {**ACCOUNT, "mute_expires_at": "time?"}) == []
    assert (listed["id"], listed["mute_expires_at"] is not None) == (met.anna.id, True)
    assert relationship(ben, met.anna.id) == {"muting": True, "muting_notifications": False, "following": True}
    with time_machine.travel(timedelta(seconds=3700)):
        assert seen(ben, met) == set(SURFACES)
        assert ben.get("/api/v1/mutes").json() == []
        assert relationship(ben, met.anna.id)["muting"] is False


def test_a_mute_that_is_said_again_is_changed_and_keeps_its_place():
    owner, others = make_account(), [make_account() for _ in range(3)]
    client = Client(make_token(owner))
    for other in [*others, others[0]]:
        client.post(f"/api/v1/accounts/{other.id}/mute", data={"duration": "0"})
    first = client.get("/api/v1/mutes?limit=2")
    assert [one["id"] for one in first.json()] == [others[2].id, others[1].id]
    assert [one["mute_expires_at"] for one in first.json()] == [None, None]
    last = client.get(first.links["next"]["url"])
    assert ([one["id"] for one in last.json()], "next" in last.links) == ([others[0].id], False)


@pytest.mark.parametrize("duration", ["-1", "99999999999", "soon"])
def test_a_duration_that_is_none_mutes_nobody(duration: str):
    owner, other = make_account(), make_account()
    client = Client(make_token(owner))
    assert client.post(f"/api/v1/accounts/{other.id}/mute", data={"duration": duration}).status_code == 422
    assert client.post(f"/api/v1/accounts/{owner.id}/mute").status_code == 422
    assert client.post("/api/v1/accounts/1/mute").status_code == 404
    assert client.get("/api/v1/mutes").json() == []


def test_a_page_of_the_public_timeline_is_filled_up_with_posts_of_others():
    reader, muted, other = make_account(), make_account(), make_account()
    client = Client(make_token(reader))
    kept = [make_post(other).id for _ in range(3)]
    for _ in range(8):
        make_post(muted)
    client.post(f"/api/v1/accounts/{muted.id}/mute")
    found = client.get("/api/v1/timelines/public?limit=3")
    assert [one["id"] for one in found.json()] == kept[::-1]
