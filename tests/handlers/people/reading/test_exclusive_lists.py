"""Home has no posts of those who are on an exclusive list, which shows them."""

from collections.abc import Callable
from typing import Any

import pytest

from bench.meter import metered
from chalicelib.models.photos.timelines import Home
from chalicelib.services.photos.interactions import reblogs
from chalicelib.services.photos.reading import hashtags
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post, make_token

API = "/api/v1/lists"


class Scene:
    """Somebody who reads, and two whom they follow, of whom `anna` is on a list."""

    def __init__(self, **form: Any) -> None:
        self.me, self.anna, self.ben = make_account(), make_account("anna"), make_account("ben")
        self.client = Client(make_token(self.me))
        Home.see(self.me.id)
        for one in (self.anna, self.ben):
            make_follow(self.me, one)
        self.list_id = str(self.client.post(API, json={"title": "Friends", **form}).json()["id"])
        self.put([self.anna.id])
        self.posts = {one.handle: make_post(one, "The #mist").id for one in (self.anna, self.ben)}
        deliver_events()

    def put(self, account_ids: list[str], method: str = "POST") -> None:
        assert self.client.request(method, f"{API}/{self.list_id}/accounts", json={"account_ids": account_ids}).ok

    def change(self, **form: Any) -> Any:
        return self.client.put(f"{API}/{self.list_id}", json=form).json()

    def read(self, timeline: str = "home") -> set[str]:
        names = {post_id: name for name, post_id in self.posts.items()}
        return {names[post["id"]] for post in self.client.get(f"/api/v1/timelines/{timeline}").json()}


def test_a_list_is_exclusive_as_long_as_it_is_said_to_be():
    scene = Scene(exclusive="true")
    assert scene.client.get(f"{API}/{scene.list_id}").json()["exclusive"] is True
    assert (scene.read(), scene.read(f"list/{scene.list_id}")) == ({"ben"}, {"anna"})
    assert scene.change(title="Family")["exclusive"] is True
    assert scene.read() == {"ben"}
    assert scene.change(exclusive=False)["exclusive"] is False
    assert scene.read() == {"anna", "ben"}
    assert scene.change(exclusive=True)["title"] == "Family"
    assert scene.read() == {"ben"}


@pytest.mark.parametrize(
    "leave",
    [
        lambda scene: scene.put([scene.anna.id], "DELETE"),
        lambda scene: scene.client.delete(f"{API}/{scene.list_id}"),
        lambda scene: [
            scene.client.post(f"/api/v1/accounts/{scene.anna.id}/{verb}") for verb in ("unfollow", "follow")
        ],
    ],
    ids=["taken off", "deleted", "followed anew"],
)
def test_whoever_leaves_the_list_is_at_home_again(leave: Callable[[Scene], Any]):
    scene = Scene(exclusive=True)
    assert scene.read() == {"ben"}
    leave(scene)
    deliver_events()
    assert scene.read() == {"anna", "ben"}


def test_whoever_is_on_another_exclusive_list_stays_away_from_home():
    scene = Scene(exclusive=True)
    first = scene.list_id
    scene.list_id = scene.client.post(API, json={"title": "Hills", "exclusive": True}).json()["id"]
    scene.put([scene.anna.id])
    assert scene.client.delete(f"{API}/{first}").ok
    assert scene.read() == {"ben"}
    assert scene.client.delete(f"{API}/{scene.list_id}").ok
    assert scene.read() == {"anna", "ben"}


def test_what_a_member_reblogs_and_what_is_pulled_is_not_at_home(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("chalicelib.config.PULL_ABOVE", -1)
    scene = Scene(exclusive=True)
    shown = make_post(make_account()).id
    for one in (scene.anna, scene.ben):
        scene.posts[f"{one.handle} again"] = reblogs.reblog(one.id, shown).post.id
    deliver_events()
    assert Home.of(scene.me.id).pulled == {scene.anna.id, scene.ben.id}
    assert scene.read() == {"ben", "ben again"}


def test_ones_own_posts_and_what_a_hashtag_brings_are_at_home():
    scene = Scene(exclusive=True)
    scene.put([scene.me.id])
    scene.posts["me"] = make_post(scene.me).id
    deliver_events()
    assert scene.read() == {"me", "ben"}
    hashtags.follow(scene.me.id, "mist")
    assert scene.read() == {"me", "anna", "ben"}


def test_home_is_read_in_as_many_trips_as_without():
    scene = Scene()
    scene.read()
    trips = []
    for exclusive in (False, True):
        scene.change(exclusive=exclusive)
        with metered() as bill:
            assert scene.read() == ({"ben"} if exclusive else {"anna", "ben"})
        trips.append(bill.trips)
    assert trips == [3, 3]
