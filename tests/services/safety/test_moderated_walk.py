"""What moderators did, for everybody who may look, on every surface and at every address: against `may_see`."""

import pytest
import time_machine

from chalicelib.models.photos.posts import PUBLIC, Post
from chalicelib.services.photos import access, offers, viewers
from chalicelib.services.photos.files.addresses import LOCKED
from tests.kit.client import Client
from tests.kit.edge import follow
from tests.kit.factories import make_token
from tests.kit.moderated import DEEDS
from tests.kit.money.paid import OFFERS, empty_bucket, strays
from tests.kit.walk import ACCESSES, VIEWERS, Scene

NOON = "2026-11-26T12:00:00Z"


@pytest.fixture(autouse=True)
def _offers(monkeypatch: pytest.MonkeyPatch) -> None:
    empty_bucket()
    # Nobody's tier or campaign has to be there for who may see a post.
    monkeypatch.setattr(offers, "resolve", lambda _, access, *__, **___: OFFERS.get(access))


def opens(scene: Scene, name: str, url: str, *, stays: bool) -> bool:
    """Tell whether an address that was given out before is to work after it."""
    asks_each_time = "/rossgram/v1/media/" in url and not url.endswith(LOCKED)
    return scene.may_see(name) if asks_each_time else stays


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("kind", ACCESSES)
def test_addresses_and_posts_are_open_exactly_to_whom_they_are(kind: str, deed: str):
    act, stays = DEEDS[deed]
    with time_machine.travel(NOON, tick=False):
        scene = Scene(kind)
        before = {name: scene.given(name) for name in VIEWERS}
        act(scene)
        wrong = [
            (name, url)
            for name, urls in before.items()
            for url in urls
            if (follow(url).status == 200) is not opens(scene, name, url, stays=stays)
        ]
        assert wrong == []
        for name in VIEWERS:
            urls = scene.given(name)
            assert bool([url for url in urls if not url.endswith(LOCKED)]) is scene.may_see(name), name
            assert [follow(url).status for url in urls] == [200] * len(urls), name
        assert strays() == set()


def alone(scene: Scene) -> list[str]:
    """Return where a post, or what belongs to it, is answered or is as missing."""
    post = f"/api/v1/statuses/{scene.post.id}"
    return [post, f"{post}/context", f"{post}/history", f"{post}/favourited_by"]


def lists(scene: Scene) -> list[str]:
    return [f"/api/v1/accounts/{scene.author.id}/statuses", "/api/v1/timelines/public", "/api/v1/timelines/home"]


def is_listed(client: Client, path: str, scene: Scene) -> bool:
    answer = client.get(path)
    return answer.status_code == 200 and scene.post.id in [one["id"] for one in answer.json()]


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("kind", ACCESSES)
def test_every_surface_shows_a_post_exactly_to_whom_it_is_shown(kind: str, deed: str):
    scene = Scene(kind)
    tokens = {name: make_token(account) for name, account in scene.people.items()}
    DEEDS[deed][0](scene)
    there = Post.find_all([scene.post.id]).get(scene.post.id)
    wrong = []
    for name in VIEWERS:
        client = Client(tokens.get(name))
        if name == "author" and deed.startswith("author suspended"):
            assert client.get("/api/v1/timelines/home").status_code == 401
            continue
        viewer = viewers.viewer_of(scene.id_of(name), [there] if there else [])
        sees = there is not None and access.may_see(viewer, there)
        is_shown = sees or (there is not None and access.lock_of(viewer, there) is not None)
        for path in alone(scene):
            # A lock hides what was said before.
            wanted = sees if path.endswith("history") else is_shown
            wrong += [(name, path)] if (client.get(path).status_code == 200) is not wanted else []
        wrong += [(name, path) for path in lists(scene) if is_listed(client, path, scene) and not is_shown]
        if is_listed(client, f"/api/v1/statuses?id[]={scene.post.id}", scene) is not is_shown:
            wrong.append((name, "by id"))
        if deed == "author silenced" and kind == PUBLIC:
            knows = name in {"author", "follower", "removed"}
            wrong += [(name, "public")] if is_listed(client, "/api/v1/timelines/public", scene) is not knows else []
    assert wrong == []
