"""Posts for close friends and for lists, through the HTTP door."""

from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.sharing.close_friends import CloseFriend
from chalicelib.services.photos.sharing import close_friends
from chalicelib.services.safety import suspending
from chalicelib.services.safety.decisions import Decision
from tests.kit.circle import BY_ID, Circle, found
from tests.kit.factories import make_account, make_follow

FRIENDS = "/api/rossgram/v1/close_friends"


@pytest.fixture
def circle() -> Circle:
    return Circle()


def befriend(circle: Circle, *others: Account) -> dict[str, Any]:
    assert circle.own.post(FRIENDS, json={"account_ids": [one.id for one in others]}).status_code == 200
    return {"access": "close_friends"}


def part(circle: Circle, other: Account) -> None:
    assert circle.own.delete(FRIENDS, json={"account_ids": [other.id]}).status_code == 200


def put_on_list(circle: Circle, *others: Account) -> dict[str, Any]:
    made = circle.own.post("/api/v1/lists", json={"title": "Family"}).json()["id"]
    for one in others:
        make_follow(circle.anna, one)
    members = {"account_ids": [one.id for one in others]}
    assert circle.own.post(f"/api/v1/lists/{made}/accounts", json=members).status_code == 200
    return {"access": "list", "list_id": made}


def take_off_list(circle: Circle, other: Account) -> None:
    for one in circle.own.get("/api/v1/lists").json():
        circle.own.delete(f"/api/v1/lists/{one['id']}/accounts", json={"account_ids": [other.id]})


def unfollow(circle: Circle, other: Account) -> None:
    circle.own.post(f"/api/v1/accounts/{other.id}/unfollow")
    # Whoever is followed again is on the list no more.
    make_follow(circle.anna, other)


CHOICES = {
    "close friends": (befriend, part),
    "list": (put_on_list, take_off_list),
    "followed list": (put_on_list, unfollow),
}


@pytest.mark.parametrize("name", CHOICES)
def test_what_is_for_those_whom_an_author_chose_is_shown_to_them_alone(circle: Circle, name: str):
    choose, _ = CHOICES[name]
    eve = make_account()
    make_follow(eve, circle.anna)
    rule = choose(circle, circle.ben)
    status = circle.publish(rule["access"], rossgram=rule)
    as_eve = circle.client(eve)
    assert (found(as_eve, status), found(circle.visitor, status)) == (set(), set())
    assert found(circle.as_ben, status) == BY_ID | {"home", "search", "profile"}
    assert found(circle.own, status) == BY_ID | {"home", "search", "profile"}
    seen = circle.as_ben.get(f"/api/v1/statuses/{status['id']}").json()
    assert (seen["visibility"], seen["rossgram"]["access"]) == ("private", rule["access"])
    assert (seen["rossgram"]["list_id"], status["rossgram"]["list_id"]) == (None, rule.get("list_id"))
    assert [one["type"] for one in circle.as_ben.get("/api/v1/notifications").json() if one["type"] == "mention"]


@pytest.mark.parametrize("name", CHOICES)
def test_whoever_is_chosen_no_more_loses_sight_of_the_post_and_of_what_is_said_below(circle: Circle, name: str):
    choose, drop = CHOICES[name]
    rule = choose(circle, circle.ben)
    status = circle.publish(rule["access"], rossgram=rule)
    comment = {"status": "Lovely", "in_reply_to_id": status["id"]}
    bens = circle.as_ben.post("/api/v1/statuses", json=comment).json()
    answer = circle.own.post("/api/v1/statuses", json=comment | {"in_reply_to_id": bens["id"]}).json()
    assert (bens["rossgram"]["access"], answer["rossgram"]["access"]) == (rule["access"], rule["access"])
    assert "post" in found(circle.as_ben, answer)
    assert found(circle.visitor, bens) == set()
    drop(circle, circle.ben)
    assert (found(circle.as_ben, status), found(circle.as_ben, answer)) == (set(), set())
    assert "post" in found(circle.own, bens)
    assert circle.as_ben.get("/api/v1/notifications?types[]=mention").json() == []


@pytest.mark.parametrize("name", ["close friends", "list"])
def test_neither_a_block_nor_a_private_account_lets_in_whoever_was_chosen(circle: Circle, name: str):
    choose, _ = CHOICES[name]
    eve = make_account()
    rule = choose(circle, circle.ben, eve)
    status = circle.publish(rule["access"], rossgram=rule)
    as_eve = circle.client(eve)
    assert "post" in found(as_eve, status)
    circle.own.patch("/api/v1/accounts/update_credentials", json={"locked": True})
    assert "post" in found(circle.as_ben, status)
    assert found(as_eve, status) == set()
    circle.own.post(f"/api/v1/accounts/{circle.ben.id}/block")
    assert found(circle.as_ben, status) == set()


@pytest.mark.parametrize("name", ["close friends", "list"])
def test_a_post_that_is_given_to_those_chosen_later_comes_home_to_them(circle: Circle, name: str):
    rule = CHOICES[name][0](circle, circle.ben)
    status = circle.publish("me")
    circle.edit(status, **rule)
    assert "home" in found(circle.as_ben, status)
    assert found(circle.visitor, status) == set()


def test_only_ones_own_list_may_be_named(circle: Circle):
    others = circle.as_ben.post("/api/v1/lists", json={"title": "Family"}).json()["id"]
    for list_id in (others, "", "1"):
        form: Any = {"status": "Fog", "rossgram": {"access": "list", "list_id": list_id}}
        assert circle.own.post("/api/v1/statuses", json=form).status_code == 422


def test_a_list_that_is_gone_shows_its_posts_to_nobody(circle: Circle):
    rule = put_on_list(circle, circle.ben)
    status = circle.publish("list", rossgram=rule)
    circle.own.delete(f"/api/v1/lists/{rule['list_id']}")
    assert found(circle.as_ben, status) == set()
    assert "post" in found(circle.own, status)


def test_close_friends_are_listed_to_their_author_alone_and_the_last_added_first(circle: Circle):
    others = [make_account() for _ in range(3)]
    for one in [*others, others[0]]:
        befriend(circle, one)
    first = circle.own.get(f"{FRIENDS}?limit=2")
    assert [one["id"] for one in first.json()] == [others[2].id, others[1].id]
    last = circle.own.get(first.links["next"]["url"])
    assert ([one["id"] for one in last.json()], "next" in last.links) == ([others[0].id], False)
    assert circle.as_ben.get(FRIENDS).json() == []
    assert circle.visitor.get(FRIENDS).status_code == 401


def test_all_are_added_or_none(circle: Circle, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(close_friends, "MOST_FRIENDS", 1)
    eve, blocker = make_account(), make_account()
    circle.client(blocker).post(f"/api/v1/accounts/{circle.anna.id}/block")
    wrong = ([eve.id, circle.anna.id], 422), ([eve.id, blocker.id], 404), ([eve.id, "1"], 404)
    for ids, status in (*wrong, ([eve.id, circle.ben.id], 422)):
        assert circle.own.post(FRIENDS, json={"account_ids": ids}).status_code == status
    assert circle.own.get(FRIENDS).json() == []
    befriend(circle, eve)
    befriend(circle, eve)


def test_whoever_deleted_their_account_takes_no_place_among_close_friends(
    circle: Circle, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(close_friends, "MOST_FRIENDS", 2)
    gone, shut, late = (make_account() for _ in range(3))
    befriend(circle, gone, shut)
    # Whoever is suspended may come back.
    suspending.suspend(shut.id, Decision("mo", "Insults"))
    for status in (422, 200):
        assert circle.own.post(FRIENDS, json={"account_ids": [late.id]}).status_code == status
        # All that the end of a deletion does about it.
        Account(gone.id).delete()
    assert CloseFriend.ids_of(circle.anna.id) == {shut.id, late.id}
