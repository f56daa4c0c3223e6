"""Likes of a post and follows are told together by days; what is dismissed together does not hide what comes later."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.services.photos import timelines
from tests.handlers.entities import ACCOUNT, STATUS, Shape, faults
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.telling import DAY, Clock, Scene

PATH = "/api/v2/notifications"
GROUPS: Shape = {
    "accounts": [ACCOUNT],
    "statuses": [STATUS],
    "notification_groups": [
        {
            **dict.fromkeys(("group_key", "type"), "text"),
            **dict.fromkeys(("notifications_count", "most_recent_notification_id"), "count"),
            **dict.fromkeys(("page_min_id", "page_max_id"), "id"),
            "latest_page_notification_at": "time",
            "sample_account_ids": "list",
        }
    ],
}


def _groups(scene: Scene, **query: Any) -> list[dict[str, Any]]:
    answer = scene.client.get(PATH, params=query)
    assert answer.status_code == 200, answer.text
    assert faults(answer.json(), GROUPS) == []
    found: list[dict[str, Any]] = answer.json()["notification_groups"]
    return found


@pytest.fixture
def liked(scene: Scene, clock: Clock) -> Scene:
    """Anna's post was liked by two on one day, by one on the next, and another post of hers too."""
    scene.like(scene.ben)
    scene.like(scene.cleo)
    clock.at += DAY
    scene.like(make_account())
    scene.like(scene.ben, make_post(scene.anna))
    return scene


def test_likes_are_told_together_by_post_and_day(liked: Scene):
    found = _groups(liked)

    assert [(one["type"], one["notifications_count"]) for one in found] == [("favourite", 1)] * 2 + [("favourite", 2)]
    last = found[-1]
    assert last["sample_account_ids"] == [liked.cleo.id, liked.ben.id]
    assert last["status_id"] == liked.post.id
    alone = liked.client.get(f"{PATH}/{last['group_key']}").json()
    assert alone["notification_groups"] == [last]
    accounts = liked.client.get(f"{PATH}/{last['group_key']}/accounts").json()
    assert [account["id"] for account in accounts] == [liked.cleo.id, liked.ben.id]
    assert liked.client.get(f"{PATH}/unread_count").json() == {"count": 3}


def test_a_client_that_shows_no_groups_of_likes_gets_each_alone(liked: Scene):
    found = _groups(liked, **{"grouped_types[]": "follow"})

    assert [one["notifications_count"] for one in found] == [1] * 4
    key = found[-1]["group_key"]
    assert key == f"ungrouped-{found[-1]['page_max_id']}"
    alone = liked.client.get(f"{PATH}/{key}").json()["notification_groups"]
    assert [(one["group_key"], one["notifications_count"]) for one in alone] == [(key, 1)]


def test_a_group_that_is_dismissed_comes_again_with_what_is_later(liked: Scene, clock: Clock):
    newest = _groups(liked)[1]
    assert newest["status_id"] == liked.post.id
    assert liked.client.post(f"{PATH}/{newest['group_key']}/dismiss").json() == {}
    assert [one["notifications_count"] for one in _groups(liked)] == [1, 2]
    assert liked.client.get(f"{PATH}/{newest['group_key']}").status_code == 404

    clock.at += 60
    liked.like(make_account())
    assert [one["notifications_count"] for one in _groups(liked)] == [1, 1, 2]


@pytest.mark.parametrize("size", [1, 2])
def test_pages_of_groups_tell_everything_once(liked: Scene, size: int):
    answer = liked.client.get(PATH, params={"limit": size})
    found = 0
    for _ in range(10):
        found += sum(one["notifications_count"] for one in answer.json()["notification_groups"])
        if "next" not in answer.links:
            break
        answer = liked.client.get(answer.links["next"]["url"])
    assert found == 4


def test_many_likes_of_a_post_are_one_group_of_one_page(scene: Scene, clock: Clock):
    _follow(scene)
    clock.at += 60
    for _ in range(50):
        scene.like(make_account())
    clock.at += DAY
    _follow(scene)
    for size in (1, 2, 3, 40):
        pages = [_keys(page) for page in _pages(scene, size)]
        assert all(len(keys) <= size for keys in pages), size
        told = [key for keys in pages for key in keys]
        assert [key.partition("-")[0] for key in told] == ["follow", "favourite", "follow"], size
        assert len(told) == len(set(told)), size
    [follows, likes, _] = _groups(scene)
    assert (follows["notifications_count"], likes["notifications_count"]) == (3, 50)
    assert all(isinstance(likes[name], str) for name in ("page_min_id", "page_max_id", "latest_page_notification_at"))


def test_above_an_id_a_page_has_the_oldest_ones(liked: Scene):
    oldest = _groups(liked)[-1]["page_min_id"]
    assert [one["notifications_count"] for one in _groups(liked, min_id=oldest, limit=2)] == [1, 1]


def _follow(scene: Scene) -> None:
    for _ in range(3):
        timelines.follow(make_account().id, scene.anna.id)


def _pages(scene: Scene, size: int) -> Iterator[dict[str, Any]]:
    answer = scene.client.get(PATH, params={"limit": size})
    for _ in range(20):
        yield answer.json()
        if "next" not in answer.links:
            return
        answer = scene.client.get(answer.links["next"]["url"])
    raise AssertionError("There is no end of pages")


def _keys(page: dict[str, Any]) -> list[str]:
    return [one["group_key"] for one in page["notification_groups"]]


@pytest.mark.parametrize(
    "key", ["x", "favourite-1", "favourite-1-2", "follow-1", "follow-x", "ungrouped-1", "favourite-%00-9", "follow-²"]
)
def test_what_is_no_group_of_ones_own_is_404(liked: Scene, key: str):
    for path in (key, f"{key}/accounts"):
        assert liked.client.get(f"{PATH}/{path}").status_code == 404
    assert liked.client.post(f"{PATH}/{key}/dismiss").status_code == 404


def test_the_group_of_anothers_post_is_404(liked: Scene):
    """Whoever guesses the key of a group learns nothing of who liked a post that is not theirs."""
    key = _groups(liked)[-1]["group_key"]
    assert Client(make_token(liked.ben)).get(f"{PATH}/{key}").status_code == 404
    assert Client().get(f"{PATH}/{key}").status_code == 401
