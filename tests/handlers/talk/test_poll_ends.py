"""Whoever asked or voted is told that a poll has ended: once it has, by nothing that is written then."""

from typing import Any

import pytest

from chalicelib.models.promises import Promise
from chalicelib.services import promises
from chalicelib.services.people import follows
from chalicelib.services.people.relationships import blocks, privacy
from chalicelib.services.photos import posts
from chalicelib.services.photos.interactions import threads
from chalicelib.services.photos.polls import ending
from tests.kit.client import Client
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_token
from tests.kit.killing import ALL_WRITES, Killed, make_killer
from tests.kit.polls import ASKED, asked, vote
from tests.kit.pushes import PushService
from tests.kit.subscribed import Subscribed
from tests.kit.telling import DAY, PATH, Clock, Scene

HOUR = ASKED["expires_in"]
# A sweep comes at least so long after a promise is due.
SWEPT = 180


def ended(client: Client, **query: Any) -> list[dict[str, Any]]:
    answer = client.get(PATH, params={"types[]": "poll", **query})
    assert answer.status_code == 200, answer.text
    return list(answer.json())


def test_who_asked_and_who_voted_are_told_of_the_end_and_nobody_else(scene: Scene, clock: Clock):
    ben, cleo = Client(make_token(scene.ben)), Client(make_token(scene.cleo))
    status = asked(scene.anna)
    assert vote(ben, status, 1).status_code == 200
    clock.at += HOUR - 1
    assert [ended(client) for client in (scene.client, ben, cleo)] == [[], [], []]
    clock.at += 2

    for client in (scene.client, ben):
        [told] = ended(client)
        assert (told["type"], told["account"]["id"], told["status"]["id"]) == ("poll", scene.anna.id, status["id"])
        assert told["status"]["poll"]["expired"]
        assert told["created_at"][:19] == status["poll"]["expires_at"][:19]
        assert client.get(f"{PATH}/{told['id']}").json() == told
        [group] = client.get("/api/v2/notifications", params={"types[]": "poll"}).json()["notification_groups"]
        assert (group["type"], group["group_key"]) == ("poll", f"ungrouped-{told['id']}")
        assert client.get(f"/api/v2/notifications/{group['group_key']}").status_code == 200
    assert ended(cleo) == []


def test_the_end_of_a_poll_stands_among_other_things_by_its_time(scene: Scene, clock: Clock):
    asked(scene.anna)
    follows.follow(scene.ben.id, scene.anna.id)
    clock.at += HOUR + 1
    before = scene.client.get(PATH).json()
    assert [one["type"] for one in before] == ["poll", "follow"]
    clock.at += 60
    follows.follow(scene.cleo.id, scene.anna.id)
    assert [kind for kind, _ in scene.told()] == ["follow", "poll", "follow"]
    assert [kind for kind, _ in scene.told(since_id=before[0]["id"])] == ["follow"]
    assert [kind for kind, _ in scene.told(min_id=before[1]["id"], limit=1)] == ["poll"]
    assert [kind for kind, _ in scene.told(max_id=before[0]["id"])] == ["follow"]
    assert scene.client.get(f"{PATH}/unread_count").json()["count"] == 3


def test_polls_that_end_in_the_same_second_are_told_each(scene: Scene, clock: Clock):
    made = [asked(scene.anna)["id"] for _ in range(5)]
    clock.at += HOUR + 1
    assert sorted(one["status"]["id"] for one in ended(scene.client)) == made
    pages = ended(scene.client, limit=2)
    pages += ended(scene.client, limit=4, max_id=pages[-1]["id"])
    assert sorted(one["status"]["id"] for one in pages) == made


def test_one_that_is_dismissed_or_cleared_is_told_no_more(scene: Scene, clock: Clock):
    asked(scene.anna)
    clock.at += HOUR + 1
    [told] = ended(scene.client)
    assert scene.client.post(f"{PATH}/{told['id']}/dismiss").status_code == 200
    assert ended(scene.client) == []
    asked(scene.anna)
    assert scene.client.post(f"{PATH}/clear").status_code == 200
    clock.at += HOUR + 1
    assert len(ended(scene.client)) == 1


@pytest.mark.parametrize("gone", ["blocked", "blocks", "deleted", "private", "muted"])
def test_what_one_may_not_see_or_has_muted_is_not_told(scene: Scene, clock: Clock, gone: str):
    ben = Client(make_token(scene.ben))
    status = asked(scene.anna)
    vote(ben, status, 0)
    clock.at += HOUR + 1
    assert len(ended(ben)) == 1
    acts = {
        "blocked": lambda: blocks.block(scene.anna.id, scene.ben.id),
        "blocks": lambda: blocks.block(scene.ben.id, scene.anna.id),
        "deleted": lambda: posts.delete(scene.anna.id, status["id"]),
        "private": lambda: privacy.set_private(scene.anna.id, is_private=True),
        "muted": lambda: threads.mute(scene.ben.id, status["id"]),
    }
    acts[gone]()
    deliver_events()
    assert ended(ben) == []


def test_no_policy_filters_what_one_took_part_in(scene: Scene, clock: Clock):
    ben = Client(make_token(scene.ben))
    status = asked(scene.anna)
    vote(ben, status, 0)
    names = ("for_not_following", "for_not_followers", "for_new_accounts", "for_limited_accounts")
    for client in (ben, scene.client):
        assert client.patch("/api/v2/notifications/policy", json=dict.fromkeys(names, "drop")).status_code == 200
    clock.at += HOUR + 1
    assert [len(ended(client)) for client in (ben, scene.client)] == [1, 1]


def test_the_end_is_pushed_to_who_asked_by_the_sweep_after_it(service: PushService, clock: Clock):
    scene = Subscribed(service, alerts={"poll": True})
    assert scene.answer["alerts"]["poll"]
    asked(scene.anna)
    deliver_events()
    clock.at += HOUR - 1
    promises.send_due(10)
    assert scene.pushed() == []
    clock.at += SWEPT
    promises.send_due(10)
    assert scene.pushed() == [("poll", "Where to?")]
    clock.at += DAY
    assert (promises.send_due(10), list(Promise.scan())) == (0, [])


def test_many_who_voted_are_told_by_several_messages(
    service: PushService, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(ending, "MOST_AT_ONCE", 2)
    scene = Subscribed(service, alerts={"poll": True})
    status = asked(make_account())
    for client in (scene.client, *(Client(make_token(make_account())) for _ in range(4))):
        vote(client, status, 2)
    deliver_events()
    clock.at += HOUR + SWEPT
    assert promises.send_due(10) == 1
    # One message a round for six who have a part, and one more where the last of them was full.
    assert scene.pushed() == [("poll", "Where to?")]
    assert list(Promise.scan()) == []


def test_a_worker_that_is_killed_anywhere_leaves_nobody_untold(
    service: PushService, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    scene = Subscribed(service, alerts={"poll": True})
    killer = make_killer(monkeypatch, ALL_WRITES)
    for at in range(20):
        asked(scene.anna)
        deliver_events()
        clock.at += HOUR + SWEPT
        promises.send_due(10)
        [promise] = Promise.scan()
        drop_events()
        try:
            with killer.aiming(at):
                ending.tell({**promise.message, "promise": promise.id})
        except Killed:
            service.pushed.clear()
            # Nothing older than an hour is pushed.
            clock.at += HOUR // 4
            promises.send_due(10)
            assert scene.pushed() == [("poll", "Where to?")], killer.seen
        else:
            assert at > 1
            break
    else:
        raise AssertionError("it never ended")
