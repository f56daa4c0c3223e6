"""Lists of people: a page is made up for those who are gone or barred, and what names a next page has one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.services.people.reading import lists
from chalicelib.services.people.relationships import blocks, closed, endorsements, mutes, privacy
from chalicelib.services.photos import likes, timelines
from chalicelib.services.photos.interactions import reblogs
from chalicelib.services.photos.sharing import close_friends
from tests.kit.client import Client
from tests.kit.factories import make_account, make_follow, make_post, make_token


@dataclass
class Scene:
    """Whoever reads a list, and those who came onto it, the oldest first."""

    owner: Account
    others: list[Account]


def followers(scene: Scene) -> str:
    for other in scene.others:
        make_follow(other, scene.owner)
    return f"/api/v1/accounts/{scene.owner.id}/followers"


def following(scene: Scene) -> str:
    for other in scene.others:
        make_follow(scene.owner, other)
    return f"/api/v1/accounts/{scene.owner.id}/following"


def likers(scene: Scene) -> str:
    post = make_post(scene.owner)
    for other in scene.others:
        likes.like(other.id, post.id)
    return f"/api/v1/statuses/{post.id}/favourited_by"


def rebloggers(scene: Scene) -> str:
    post = make_post(scene.owner)
    for other in scene.others:
        reblogs.reblog(other.id, post.id)
    return f"/api/v1/statuses/{post.id}/reblogged_by"


def blocked(scene: Scene) -> str:
    for other in scene.others:
        blocks.block(scene.owner.id, other.id)
    return "/api/v1/blocks"


def muted(scene: Scene) -> str:
    for other in scene.others:
        mutes.mute(scene.owner.id, other.id)
    return "/api/v1/mutes"


def asking(scene: Scene) -> str:
    privacy.set_private(scene.owner.id, is_private=True)
    for other in scene.others:
        timelines.ask_to_follow(other.id, scene.owner.id)
    return "/api/v1/follow_requests"


def endorsed(scene: Scene) -> str:
    following(scene)
    for other in scene.others:
        endorsements.endorse(scene.owner.id, other.id)
    return "/api/v1/endorsements"


def endorsed_on_a_profile(scene: Scene) -> str:
    return endorsed(scene).replace("v1", f"v1/accounts/{scene.owner.id}")


def listed(scene: Scene) -> str:
    following(scene)
    made = lists.create(scene.owner.id, "Walkers")
    lists.add(scene.owner.id, made.id, [other.id for other in scene.others])
    return f"/api/v1/lists/{made.id}/accounts"


def close(scene: Scene) -> str:
    for other in scene.others:
        close_friends.add(scene.owner.id, [other.id])
    return "/api/rossgram/v1/close_friends"


LISTS = [
    followers,
    following,
    likers,
    rebloggers,
    blocked,
    muted,
    asking,
    endorsed,
    endorsed_on_a_profile,
    listed,
    close,
]


def gone(scene: Scene, other: Account) -> None:
    closed.close(other.id, "leaving")


def walk(client: Client, path: str) -> list[list[str]]:
    pages: list[list[str]] = []
    url = f"{path}?limit=1"
    while url and len(pages) < 10:
        answer = client.get(url)
        pages.append([one["acct"] for one in answer.json()])
        url = answer.links.get("next", {}).get("url", "")
    return pages


@pytest.mark.parametrize("stage", LISTS)
@pytest.mark.parametrize("left_out", [(2, 3), (0, 1), (3,), (1,), (0, 1, 2, 3)], ids=str)
def test_no_page_of_people_is_empty_and_names_a_next_one(
    stage: Callable[[Scene], str], left_out: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
):
    scene = Scene(make_account("anna"), [make_account(handle) for handle in ("ben", "carl", "dora", "emil")])
    path = stage(scene)
    for number in left_out:
        gone(scene, scene.others[number])
    shown = [other.handle for number, other in enumerate(scene.others) if number not in left_out]
    client = Client(make_token(scene.owner))
    pages = walk(client, path)
    # The last page may be empty where nobody is left below; it names no other.
    assert all(pages[:-1])
    assert [handle for page in pages for handle in page] == shown[::-1]
    newer = client.get(f"{path}?limit=1&min_id=1").json()
    assert [one["acct"] for one in newer] == shown[:1]


@pytest.mark.parametrize("stage", [likers, rebloggers, followers])
def test_a_page_is_made_up_for_whom_the_viewer_must_not_meet(stage: Callable[[Scene], Any]):
    scene = Scene(make_account("anna"), [make_account(handle) for handle in ("ben", "carl")])
    path, viewer = stage(scene), make_account("vera")
    blocks.block(viewer.id, scene.others[1].id)
    assert walk(Client(make_token(viewer)), path) == [["ben"]]
    assert walk(Client(), path) == [["carl"], ["ben"]]
