"""Collections through the HTTP door: each viewer sees of them what they may see of their posts."""

from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from tests.handlers.entities import STATUS, faults
from tests.kit.circle import Circle
from tests.kit.client import Client
from tests.kit.factories import make_account, make_follow, make_post
from tests.kit.money.paid import make_locked

OURS = "/api/rossgram/v1/collections"
ROOTS = ("/api/v1.1/collections", "/api/pixelfed/v1/collections")
ROOT = ROOTS[0]
ENTITY = {
    *("id", "pid", "visibility", "title", "description", "thumb", "url", "updated_at", "published_at"),
    *("avatar", "username", "post_count", "rossgram"),
}
AUDIENCES = ("public", "unlisted", "followers", "close_friends", "me")


@pytest.fixture
def circle() -> Circle:
    return Circle()


def make(circle: Circle, post_ids: list[str], visibility: str = "public", **form: Any) -> str:
    given = {"title": "Hills", "description": "All of them", "visibility": visibility, "post_ids": post_ids, **form}
    answer = circle.own.post(OURS, json=given)
    assert (answer.status_code, set(answer.json())) == (200, ENTITY), answer.text
    return str(answer.json()["id"])


def items(client: Client, collection_id: str, root: str = ROOT, page: int = 1) -> list[str]:
    answer = client.get(f"{root}/items/{collection_id}?page={page}")
    return [one["id"] for one in answer.json()] if answer.status_code == 200 else [str(answer.status_code)]


def published(circle: Circle) -> list[str]:
    return [circle.publish(access)["id"] for access in AUDIENCES]


@pytest.mark.parametrize("root", ROOTS)
def test_a_collection_is_made_filled_ordered_changed_and_deleted(circle: Circle, root: str):
    first, second, third = (circle.publish("public")["id"] for _ in range(3))
    made = make(circle, [], "draft")
    for post_id in (first, second, second):
        answer = circle.own.post(f"{root}/add", json={"collection_id": made, "post_id": post_id})
        assert (answer.status_code, faults(answer.json(), STATUS), answer.json()["id"]) == (200, [], post_id)
    assert items(circle.own, made, root) == [first, second]
    form = {"title": "Peaks", "visibility": "public"}
    shown = circle.own.post(f"{root}/update/{made}", json=form).json()
    assert (shown["title"], shown["description"], shown["visibility"]) == ("Peaks", "", "public")
    assert (shown["post_count"], shown["pid"], shown["published_at"] is None) == (2, circle.anna.id, False)
    ordered = circle.own.put(f"{OURS}/{made}", json={"post_ids": [third, second, first], "cover_id": second}).json()
    assert (items(circle.visitor, made, root), ordered["title"]) == ([third, second, first], "Peaks")
    assert ordered["rossgram"]["cover_id"] == second
    cover = circle.own.get(f"/api/v1/statuses/{second}").json()["media_attachments"][0]["preview_url"]
    assert circle.visitor.get(f"{root}/view/{made}").json()["thumb"] == cover
    for post_id in (second, third):
        gone = circle.own.post(f"{root}/remove", json={"collection_id": made, "post_id": post_id})
        assert (gone.status_code, gone.json()) == (200, 200)
    last = circle.own.post(f"{root}/remove", json={"collection_id": made, "post_id": first})
    assert (last.status_code, items(circle.visitor, made, root)) == (400, [first])
    assert circle.own.get(f"{root}/view/{made}").json()["rossgram"]["cover_id"] == first
    own = circle.own.get(f"{root}/self").json()
    assert [(one["id"], [post["id"] for post in one["items"]]) for one in own] == [(made, [first])]
    assert circle.own.delete(f"{root}/delete/{made}").json() == 200
    assert (items(circle.own, made, root), circle.own.get(f"{root}/self").json()) == (["404"], [])
    assert circle.own.get(f"/api/v1/statuses/{first}").status_code == 200


def test_a_collection_is_for_everybody_for_followers_or_for_its_owner(circle: Circle):
    post_id = circle.publish("public")["id"]
    made = {name: make(circle, [post_id], name) for name in ("public", "private", "draft")}
    stranger = circle.client(make_account())
    wanted = {
        circle.own: {"public", "private", "draft"},
        circle.as_ben: {"public", "private"},
        stranger: {"public"},
        circle.visitor: {"public"},
    }
    for client, names in wanted.items():
        seen = {name for name, one in made.items() if client.get(f"{ROOT}/view/{one}").status_code == 200}
        turned = {name for name, one in made.items() if items(client, one) == [post_id]}
        listed = [one["id"] for one in client.get(f"{ROOT}/accounts/{circle.anna.id}").json()]
        assert (seen, turned) == (names, names)
        assert listed == sorted((made[name] for name in names), reverse=True)


def test_each_viewer_is_shown_and_counted_those_posts_that_they_may_see(circle: Circle):
    ids = published(circle)
    friend = make_account()
    circle.own.post("/api/rossgram/v1/close_friends", json={"account_ids": [friend.id]})
    made = make(circle, ids)
    wanted = {circle.visitor: [0, 1], circle.as_ben: [0, 1, 2], circle.client(friend): [0, 1, 3], circle.own: range(5)}
    for client, places in wanted.items():
        assert items(client, made) == [ids[place] for place in places]
        assert client.get(f"{ROOT}/view/{made}").json()["post_count"] == len(places)
        (listed,) = client.get(f"{ROOT}/accounts/{circle.anna.id}").json()
        assert (listed["post_count"], listed["rossgram"]["cover_id"]) == (len(places), ids[0])


def test_what_is_deleted_archived_or_closed_is_in_no_collection(circle: Circle):
    gone, away, shut, left = (circle.publish("public")["id"] for _ in range(4))
    made = make(circle, [gone, away, shut, left], cover_id=away)
    circle.own.delete(f"/api/v1/statuses/{gone}")
    circle.own.post(f"/api/v1.1/archive/add/{away}")
    circle.own.put(f"/api/v1/statuses/{shut}", json={"status": "Fog", "rossgram": {"access": "me"}})
    assert (items(circle.visitor, made), items(circle.own, made)) == ([left], [shut, left])
    shown = circle.visitor.get(f"{ROOT}/view/{made}").json()
    assert (shown["post_count"], shown["rossgram"]["cover_id"]) == (1, left)
    circle.own.post(f"/api/v1.1/archive/remove/{away}")
    assert items(circle.visitor, made) == [away, left]
    assert circle.visitor.get(f"{ROOT}/view/{made}").json()["rossgram"]["cover_id"] == away


def test_what_is_paid_for_is_shown_locked(circle: Circle):
    locked = make_locked(circle.anna)
    made = make(circle, [locked.id])
    (shown,) = circle.visitor.get(f"{ROOT}/items/{made}").json()
    assert (shown["id"], shown["rossgram"]["locked"]) == (locked.id, True)
    assert circle.visitor.get(f"{ROOT}/view/{made}").json()["thumb"].endswith("locked.jpg")


def test_blocks_and_private_accounts_close_collections(circle: Circle):
    made = make(circle, [circle.publish("public")["id"]])
    eve = make_account()
    as_eve = circle.client(eve)
    paths = (f"{ROOT}/view/{made}", f"{ROOT}/items/{made}", f"{ROOT}/accounts/{circle.anna.id}")
    circle.own.post(f"/api/v1/accounts/{eve.id}/block")
    assert [as_eve.get(path).status_code for path in paths] == [404] * 3
    circle.own.patch("/api/v1/accounts/update_credentials", json={"locked": True})
    assert [circle.visitor.get(path).status_code for path in paths] == [404] * 3
    assert [circle.as_ben.get(path).status_code for path in paths] == [200] * 3


def test_collections_and_their_posts_are_turned_by_numbers(circle: Circle):
    ids = [make_post(circle.anna).id for _ in range(23)]
    made = make(circle, ids)
    turned = [items(circle.visitor, made, page=number) for number in (1, 2, 3, 4, 1_000_000)]
    assert turned == [ids[:10], ids[10:20], ids[20:], [], []]
    more = [make(circle, [ids[0]]) for _ in range(10)]
    path = f"{ROOT}/accounts/{circle.anna.id}"
    listed = [[one["id"] for one in circle.visitor.get(f"{path}?page={number}").json()] for number in (1, 2, 3)]
    newest = [*reversed(more), made]
    assert listed == [newest[:9], newest[9:], []]


def test_a_follower_of_somebody_else_is_no_follower(circle: Circle):
    made = make(circle, [circle.publish("public")["id"]], "private")
    eve: Account = make_account()
    make_follow(eve, circle.ben)
    assert items(circle.client(eve), made) == ["404"]
