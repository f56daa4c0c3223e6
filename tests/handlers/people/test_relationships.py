"""What a relationship tells: notes, followers who are removed, lists that are hidden, and what is told as off."""

from typing import Any

import pytest

from tests.handlers.entities import RELATIONSHIP, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.surfaces import Meeting


def test_a_note_is_its_writers_alone():
    anna, ben = make_account(), make_account()
    writer, other = Client(make_token(anna)), Client(make_token(ben))
    path, lists = f"/api/v1/accounts/{ben.id}/note", "/api/v1/accounts/relationships"
    for text in ("Met in Rome", "<b>Rome</b>", ""):
        answer = writer.post(path, data={"comment": text})
        assert (answer.status_code, faults(answer.json(), RELATIONSHIP), answer.json()["note"]) == (200, [], text)
    writer.post(path, json={"comment": "Met in Rome"})
    assert [one["note"] for one in writer.get(lists, params={"id[]": ben.id}).json()] == ["Met in Rome"]
    assert [one["note"] for one in other.get(lists, params={"id[]": anna.id}).json()] == [""]
    assert writer.post(path, json={"comment": "x" * 2001}).status_code == 422
    assert writer.post("/api/v1/accounts/1/note", json={"comment": "x"}).status_code == 404


def test_a_follower_who_is_removed_loses_what_is_for_followers():
    anna, ben = make_account(), make_account()
    owner, fan = Client(make_token(anna)), Client(make_token(ben))
    fan.post(f"/api/v1/accounts/{anna.id}/follow")
    post = make_post(anna, access="followers")
    deliver_events()
    assert fan.get(f"/api/v1/statuses/{post.id}").status_code == 200
    for _ in range(2):
        answer = owner.post(f"/api/v1/accounts/{ben.id}/remove_from_followers")
        assert (answer.status_code, answer.json()["followed_by"]) == (200, False)
    assert fan.get(f"/api/v1/statuses/{post.id}").status_code == 404
    assert fan.get("/api/v1/timelines/home").json() == []
    deliver_events()
    assert Client().get(f"/api/v1/accounts/{anna.id}").json()["followers_count"] == 0


@pytest.mark.parametrize("setting", ["hide_collections", "locked"])
def test_lists_of_people_are_hidden_by_choice_and_by_being_private(setting: str):
    met = Meeting()
    owner = Client(make_token(met.anna))
    owner.patch("/api/v1/accounts/update_credentials", json={setting: True})
    stranger, fan = Client(make_token(make_account())), met.as_ben()
    for name in ("followers", "following"):
        path = f"/api/v1/accounts/{met.anna.id}/{name}"
        assert len(owner.get(path).json()) == 2
        for client in (Client(), stranger):
            answer = client.get(path)
            assert (answer.status_code, answer.json(), answer.links) == (200, [], {})
        assert len(fan.get(path).json()) == (0 if setting == "hide_collections" else 2)


def test_what_a_follow_cannot_do_is_told_as_off():
    anna, ben = make_account(), make_account()
    asked: Any = {"languages": ["de"]}
    told = Client(make_token(ben)).post(f"/api/v1/accounts/{anna.id}/follow", json=asked).json()
    assert (told["following"], told["notifying"], told["showing_reblogs"], told["languages"]) == (
        True,
        False,
        True,
        None,
    )
