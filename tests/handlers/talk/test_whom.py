"""Of whom somebody is told: of nobody with whom there is a block, and of nobody whose notifications they have muted."""

import pytest

from chalicelib.models.talk.notifications import SALE, Notification
from chalicelib.services.people import follows
from chalicelib.services.people.relationships import blocks, mutes, privacy
from chalicelib.services.photos import comments, timelines
from chalicelib.services.photos.posts import Draft
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_post, make_token
from tests.kit.telling import PATH, Scene


def everything(scene: Scene) -> None:
    """Have Ben mention, follow and like Anna, and Cleo like her."""
    comments.write(scene.ben.id, scene.post.id, Draft("Lovely"))
    follows.follow(scene.ben.id, scene.anna.id)
    scene.like(scene.ben)
    scene.like(scene.cleo)


@pytest.mark.parametrize("by_anna", [True, False])
def test_a_block_hides_what_was_told_either_way(scene: Scene, by_anna: bool):
    everything(scene)
    assert len(scene.told()) == 4
    first, other = (scene.anna, scene.ben) if by_anna else (scene.ben, scene.anna)
    blocks.block(first.id, other.id)
    assert scene.told() == [("favourite", scene.cleo.id)]
    assert scene.client.get(f"{PATH}/unread_count").json() == {"count": 1}
    groups = scene.client.get("/api/v2/notifications").json()
    assert [one["id"] for one in groups["accounts"]] == [scene.cleo.id]
    assert groups["notification_groups"][0]["notifications_count"] == 1
    blocks.unblock(first.id, other.id)
    # The follow ended with the block.
    assert scene.told() == [("favourite", scene.cleo.id), ("favourite", scene.ben.id), ("mention", scene.ben.id)]


@pytest.mark.parametrize(("hides", "left"), [(True, 1), (False, 4)])
def test_a_mute_hides_notifications_where_it_says_so(scene: Scene, hides: bool, left: int):
    everything(scene)
    answer = scene.client.post(f"/api/v1/accounts/{scene.ben.id}/mute", json={"notifications": hides})
    assert answer.status_code == 200
    assert len(scene.told()) == left
    mutes.unmute(scene.anna.id, scene.ben.id)
    assert len(scene.told()) == 4


def test_a_creator_is_told_of_a_sale_whatever_stands_between(scene: Scene):
    Notification.of(scene.anna.id, SALE, "1", scene.ben.id, what="A walk", amount=500, currency="eur").post()
    blocks.block(scene.anna.id, scene.ben.id)
    assert scene.told(**{"types[]": "sale"}) == [("sale", scene.ben.id)]


def test_a_wish_to_follow_is_told_until_it_is_answered(scene: Scene):
    privacy.set_private(scene.anna.id, is_private=True)
    deliver_events()
    for asker in (scene.ben, scene.cleo):
        timelines.ask_to_follow(asker.id, scene.anna.id)
    assert scene.told() == [("follow_request", scene.cleo.id), ("follow_request", scene.ben.id)]
    [newest, oldest] = scene.client.get(PATH).json()
    assert scene.client.get(f"{PATH}/{oldest['id']}").json() == oldest
    assert [one["id"] for one in scene.client.get(PATH, params={"max_id": newest["id"]}).json()] == [oldest["id"]]
    assert [one["id"] for one in scene.client.get(PATH, params={"min_id": oldest["id"]}).json()] == [newest["id"]]

    assert scene.client.post(f"/api/v1/follow_requests/{scene.ben.id}/authorize").status_code == 200
    assert scene.client.post(f"/api/v1/follow_requests/{scene.cleo.id}/reject").status_code == 200
    assert scene.told() == [("follow", scene.ben.id)]

    timelines.ask_to_follow(scene.cleo.id, scene.anna.id)
    [again] = scene.client.get(PATH, params={"types[]": "follow_request"}).json()
    assert scene.client.post(f"{PATH}/{again['id']}/dismiss").status_code == 200
    assert scene.told() == [("follow", scene.ben.id)]


def test_of_a_post_in_which_one_meets_whom_one_blocks_nothing_is_told(scene: Scene):
    post = make_post(scene.ben)
    blocks.block(scene.ben.id, scene.anna.id)
    comments.write(scene.cleo.id, post.id, Draft(f"Look, @{scene.anna.handle}"))
    assert scene.told() == []
    assert Client(make_token(scene.anna)).get(f"{PATH}/unread_count").json() == {"count": 0}
