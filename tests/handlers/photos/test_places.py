"""A post names a place by its author's choice: a town, found by its beginning, with a page of what all may see."""

from typing import Any

import pytest

from bench.meter import metered
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.search.post_words import PostWord
from chalicelib.services.people.relationships import blocks, closed, mutes, privacy
from chalicelib.services.photos import posts
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.search import indexing
from tests.handlers.entities import STATUS, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_media, make_post, make_token
from tests.kit.killing import every_kill

VIENNA, MUNICH = "2761369", "2867714"
PLACE = {"id": VIENNA, "name": "Vienna", "country": "Austria", "slug": "vienna", "region": None}
PLACE |= {"url": f"http://localhost:8000/places/{VIENNA}"}


def shown(viewer: Account | None = None, place: str = VIENNA) -> list[str]:
    found = Client(make_token(viewer) if viewer else "").get(f"/api/rossgram/v1/places/{place}/posts")
    assert 'rel="next"' not in found.headers.get("Link", "")
    return [one["id"] for one in found.json()]


def located(author: Account, place: str = VIENNA, **draft: Any) -> Post:
    post = make_post(author, town_id=place, **draft)
    deliver_events()
    return post


@pytest.mark.parametrize("root", ["v1.1", "pixelfed/v1"])
def test_towns_are_found_by_the_beginnings_of_what_they_are_called_here_and_there(root: str):
    client = Client(make_token(make_account()))

    def found(query: str, **asked: Any) -> list[str]:
        answer = client.get(f"/api/{root}/compose/search/location", params={"q": query, **asked})
        return [f"{one['name']}, {one['region'] or one['country']}" for one in answer.json()]

    assert found("vienn", limit=1) == found("Wien", limit=1) == found("ВЕНА", limit=1) == ["Vienna, Austria"]
    assert found("münchen") == found("munch", limit=1) == ["Munich, Germany"]
    assert found("Paris", limit=2) == ["Paris, France", "Paris, Texas"]
    assert found("vienna, usa") == found("Vienna, virg") == ["Vienna, Virginia"]
    assert found("paris, france", limit=1) == found("paris, fr", limit=1) == ["Paris, France"]
    assert (len(found("san")), len(found("san", limit=99))) == (10, 40)
    for nothing in ("", "v", " ", "zzzz", "\u202e", "%", "x" * 200, "vienna, nowhere"):
        assert found(nothing) == [], nothing
    assert client.get(f"/api/{root}/compose/search/location", params={"q": "x" * 201}).status_code == 422
    assert Client().get(f"/api/{root}/compose/search/location", params={"q": "wien"}).status_code == 401


def test_a_post_says_its_town_and_no_coordinates():
    anna = make_account()
    client = Client(make_token(anna))
    asked = {"status": "At the river", "media_ids": [make_media(anna).id]}
    made = client.post("/api/v1/statuses", json={**asked, "place_id": int(VIENNA)}).json()
    assert (made["place"], faults(made, STATUS)) == (PLACE, [])
    assert Client().get(f"/api/v1/statuses/{made['id']}").json()["place"] == PLACE
    assert Client().get(f"/api/rossgram/v1/places/{VIENNA}").json() == PLACE
    assert client.post("/api/v1/statuses", json={"status": "x", "place_id": ""}).json()["place"] is None
    assert client.post("/api/v1/statuses", json={"status": "x"}).json()["place"] is None
    for wrong in ("1", "x", "-1", "2761369 2867714", "٢", "9" * 21):
        answer = client.post("/api/v1/statuses", json={"status": "x", "place_id": wrong})
        assert (answer.status_code, Client().get(f"/api/rossgram/v1/places/{wrong}").status_code) == (422, 404), wrong
        assert Client().get(f"/api/rossgram/v1/places/{wrong}/posts").status_code == 404
    below = {"status": "Where?", "in_reply_to_id": made["id"], "place_id": VIENNA}
    assert client.post("/api/v1/statuses", json=below).status_code == 422


def test_an_edit_changes_the_place_only_where_it_says_so_and_the_pages_follow():
    anna = make_account()
    client, post = Client(make_token(anna)), located(anna)
    path = f"/api/v1/statuses/{post.id}"

    def edit(**said: Any) -> Any:
        found = client.put(path, json={"status": "Edited", **said}).json()["place"]
        deliver_events()
        return found and found["name"]

    assert (edit(), shown()) == ("Vienna", [post.id])
    assert (edit(place_id=MUNICH), shown(), shown(place=MUNICH)) == ("Munich", [], [post.id])
    assert (edit(location={"id": VIENNA, "name": "x", "country": "y"}), shown()) == ("Vienna", [post.id])
    assert client.put(path, json={"status": "x", "place_id": "1"}).status_code == 422
    before = len(client.get(f"{path}/history").json())
    assert (edit(place_id=VIENNA), len(client.get(f"{path}/history").json())) == ("Vienna", before)
    assert (edit(location=None), shown()) == (None, [])
    assert (edit(place_id=VIENNA), edit(place_id=""), shown()) == ("Vienna", None, [])


def test_the_page_of_a_place_has_what_everybody_may_see_and_ends_where_it_ends():
    anna = make_account()
    made = [located(anna).id for _ in range(3)]
    follower = make_account()
    make_follow(follower, anna)
    for access in ("unlisted", "followers", "me", "close_friends"):
        located(anna, access=access)
    assert shown() == shown(follower) == shown(anna) == made[::-1]
    first = Client().get(f"/api/rossgram/v1/places/{VIENNA}/posts?limit=2")
    assert [one["id"] for one in first.json()] == made[:0:-1]
    rest = Client().get(first.links["next"]["url"])
    assert ([one["id"] for one in rest.json()], "next" in rest.links) == ([made[0]], False)
    for post_id in made[:2]:
        posts.delete(anna.id, post_id)
        # At once, whenever the message is delivered that clears its words away.
        assert post_id not in shown()
    client = Client(make_token(anna))
    assert client.put(f"/api/v1/statuses/{made[2]}", json={"status": "x", "place_id": MUNICH}).status_code == 200
    assert shown() == []
    assert client.put(f"/api/v1/statuses/{made[2]}", json={"status": "x", "place_id": VIENNA}).status_code == 200
    deliver_events()
    assert [row.post_id for row in PostWord.scan() if row.word == f"@{VIENNA}"] == [made[2]]


def test_a_post_that_is_taken_back_to_fewer_leaves_the_page_at_once():
    anna = make_account()
    post = located(anna)
    fewer: Any = {"status": "A walk", "rossgram": {"access": "followers"}}
    assert Client(make_token(anna)).put(f"/api/v1/statuses/{post.id}", json=fewer).status_code == 200
    assert (shown(), shown(anna)) == ([], [])
    deliver_events()
    assert (shown(), shown(anna)) == ([], [])


@pytest.mark.parametrize("is_delivered", [False, True], ids=["at once", "after the messages"])
def test_an_account_that_is_private_closed_blocked_or_muted_leaves_the_page(is_delivered: bool):
    anna, viewer = make_account(), make_account()
    post = located(anna)

    def settle() -> None:
        if is_delivered:
            deliver_events()

    privacy.set_private(anna.id, is_private=True)
    settle()
    assert shown() == shown(viewer) == []
    privacy.set_private(anna.id, is_private=False)
    deliver_events()
    assert shown() == [post.id]
    closed.close(anna.id, "suspended")
    settle()
    assert shown() == []
    closed.reopen(anna.id, "suspended")
    deliver_events()
    assert shown() == [post.id]
    mutes.mute(viewer.id, anna.id)
    assert (shown(viewer), shown()) == ([], [post.id])
    mutes.unmute(viewer.id, anna.id)
    blocks.block(anna.id, viewer.id)
    assert (shown(viewer), shown()) == ([], [post.id])


def test_a_place_that_is_changed_and_cut_anywhere_leaves_the_post_on_the_page_that_it_names(
    monkeypatch: pytest.MonkeyPatch,
):
    def change(post: Post) -> None:
        posts.edit(post.author_id, post.id, Draft(caption="A walk", town_id=MUNICH), {})

    for post in every_kill(monkeypatch, lambda: located(make_account()), change):
        deliver_events()
        held = {row.word for row in PostWord.scan() if row.post_id == post.id}
        assert held == indexing.terms_of(Post.find(post.id))


def test_the_page_of_a_place_takes_three_trips_and_as_much_of_ten_times_as_many():
    anna, viewer, bills = make_account(), Client(make_token(make_account())), []
    for more in (6, 54):
        for _ in range(more):
            make_post(anna, photos=0, town_id=VIENNA)
        deliver_events("posts")
        with metered() as bill:
            assert len(viewer.get(f"/api/rossgram/v1/places/{VIENNA}/posts?limit=5").json()) == 5
        bills.append((bill.trips, len(bill.calls), bill.read_units))
    assert bills[0] == bills[1]
    # With the token: the list, the posts, and what decides about them.
    assert bills[0][0] <= 4
