"""Secret links to collections: all of a collection's posts, but what money opens, for whoever has the link."""

from typing import Any

import pytest

from chalicelib.models.photos.sharing.collections import Collection
from chalicelib.models.photos.sharing.secret_links import SecretLink
from chalicelib.services.leaving import belongings
from chalicelib.services.photos.sharing import collections, secret_links
from tests.kit.circle import Circle, found
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post
from tests.kit.money.paid import make_locked

OURS = "/api/rossgram/v1/collections"
AUDIENCES = ("public", "followers", "close_friends", "me")


@pytest.fixture
def circle() -> Circle:
    return Circle()


class Linked:
    """A draft with a post of each audience, and a link to it."""

    def __init__(self, circle: Circle) -> None:
        self.statuses = [circle.publish(access) for access in AUDIENCES]
        self.ids = [status["id"] for status in self.statuses]
        self.locked = make_locked(circle.anna).id
        form = {"title": "Hills", "post_ids": [*self.ids, self.locked]}
        self.id = str(circle.own.post(OURS, json=form).json()["id"])
        self.link: dict[str, Any] = circle.own.post(f"{OURS}/{self.id}/links", json={"expires_in": 3600}).json()

    def shown(self, client: Client, page: int = 1) -> Any:
        return client.get(f"/api/rossgram/v1/linked_collections/{self.link['token']}?page={page}")


def test_whoever_has_the_link_sees_all_posts_but_paid_ones_and_only_by_the_link(circle: Circle):
    linked, stranger = Linked(circle), circle.client(make_account())
    assert (linked.link["collection_id"], linked.link["status_id"]) == (linked.id, None)
    for client in (circle.visitor, stranger):
        before = [found(client, status) for status in linked.statuses]
        answer = linked.shown(client)
        assert answer.status_code == 200
        shown = {one["id"]: one["rossgram"]["locked"] for one in answer.json()["items"]}
        assert shown == dict.fromkeys(linked.ids, False) | {linked.locked: True}
        assert (answer.json()["post_count"], answer.json()["visibility"]) == (5, "draft")
        assert [found(client, status) for status in linked.statuses] == before
        assert client.get(f"/api/v1.1/collections/view/{linked.id}").status_code == 404
        # A link to a collection is none to a post.
        assert client.get(f"/api/rossgram/v1/links/{linked.link['token']}").status_code == 404
    page = circle.visitor.get(f"/s/{linked.link['token']}")
    # The mark of the network is a picture as well.
    photos = page.text.count("<img") - page.text.count('<img src="/mark.svg"')
    assert (page.status_code, photos, "Hills" in page.text) == (200, 5, True)
    (told,) = circle.own.get(f"{OURS}/{linked.id}/links").json()
    assert (told["views_count"], told["token"]) == (3, None)


def test_the_link_opens_what_is_put_there_later_and_what_is_archived_or_taken_out_no_more(circle: Circle):
    linked = Linked(circle)
    later = circle.publish("me")["id"]
    circle.own.post("/api/v1.1/collections/add", json={"collection_id": linked.id, "post_id": later})
    circle.own.post("/api/v1.1/collections/remove", json={"collection_id": linked.id, "post_id": linked.ids[3]})
    circle.own.post(f"/api/v1.1/archive/add/{linked.ids[1]}")
    shown = [one["id"] for one in linked.shown(circle.visitor).json()["items"]]
    assert shown == [linked.ids[0], linked.ids[2], linked.locked, later]


@pytest.mark.parametrize("name", ["revoked", "deleted", "blocked", "never made", "a post's"])
def test_a_link_that_is_none_any_more_is_as_one_that_never_was(circle: Circle, name: str):
    linked = Linked(circle)
    client = circle.as_ben
    assert linked.shown(client).status_code == 200
    path = f"{OURS}/{linked.id}/links/{linked.link['id']}"
    if name == "revoked":
        assert circle.own.delete(path).status_code == 200
    elif name == "deleted":
        circle.own.delete(f"/api/v1.1/collections/delete/{linked.id}")
        assert SecretLink.of(linked.id) == []
    elif name == "blocked":
        circle.own.post(f"/api/v1/accounts/{circle.ben.id}/block")
    else:
        other = "A" * 22
        if name == "a post's":
            other = circle.own.post(f"/api/rossgram/v1/statuses/{linked.ids[0]}/links", json={}).json()["token"]
        linked.link["token"] = other
    assert linked.shown(client).status_code == 404
    if name != "a post's":
        assert client.get(f"/s/{linked.link['token']}").status_code == (200 if name == "blocked" else 404)
    assert circle.as_ben.delete(path).status_code == 404


def test_collections_go_with_their_account_and_their_links_with_them():
    anna = make_account()
    made = [collections.create(anna.id, {"post_ids": [make_post(anna).id]}).id for _ in range(3)]
    secret_links.create_for_collection(anna.id, made[0])
    while belongings.remove_some(anna.id):
        pass
    assert (Collection.of(anna.id), SecretLink.of(made[0])) == ([], [])


def test_an_author_finds_nothing_archived_in_a_collection(circle: Circle):
    linked = Linked(circle)
    circle.own.post(f"/api/v1.1/archive/add/{linked.ids[0]}")
    shown = [one["id"] for one in circle.own.get(f"/api/v1.1/collections/items/{linked.id}").json()]
    assert shown == [*linked.ids[1:], linked.locked]


def test_no_change_of_a_collection_is_lost():
    anna = make_account()
    made = collections.create(anna.id, {})
    as_read = Collection.find(made.id)
    post_id = make_post(anna).id
    collections.add(anna.id, made.id, post_id)
    assert not as_read.change({"post_ids": []})
    assert Collection.find(made.id).post_ids == [post_id]
