"""What an account keeps out of its notifications, and the requests into which that is gathered."""

from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.talk.notifications import SALE, Notification
from chalicelib.services.people import follows
from chalicelib.services.photos import comments
from chalicelib.services.photos.posts import Draft
from tests.kit.factories import make_account, make_follow
from tests.kit.telling import DAY, NOON, PATH, Clock, Scene

POLICY, REQUESTS = "/api/v2/notifications/policy", f"{PATH}/requests"
ACCEPTS = dict.fromkeys(
    ("for_not_following", "for_not_followers", "for_new_accounts", "for_private_mentions"), "accept"
) | {"for_limited_accounts": "filter"}


def choose(scene: Scene, **choices: str) -> dict[str, Any]:
    answer = scene.client.patch(POLICY, json=choices)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def comment(scene: Scene, account: Account, text: str = "Lovely") -> None:
    comments.write(account.id, scene.post.id, Draft(text))


def told(scene: Scene, **query: Any) -> list[str]:
    return [account_id for _, account_id in scene.told(**query)]


def asked(scene: Scene, **query: Any) -> list[dict[str, Any]]:
    answer = scene.client.get(REQUESTS, params=query)
    assert answer.status_code == 200, answer.text
    return list(answer.json())


@pytest.fixture
def met(scene: Scene, clock: Clock) -> Scene:
    """Anna follows Ben and Cleo follows Anna, for long, and both have commented; Dora is new and has too."""
    make_follow(scene.anna, scene.ben)
    make_follow(scene.cleo, scene.anna)
    clock.at += 40 * DAY
    comment(scene, scene.ben)
    comment(scene, scene.cleo)
    return scene


def test_nothing_is_filtered_unless_somebody_chose_so(met: Scene):
    assert met.client.get(POLICY).json() == {
        **ACCEPTS,
        "summary": {"pending_requests_count": 0, "pending_notifications_count": 0},
    }
    assert met.told() == [("mention", met.cleo.id), ("mention", met.ben.id), ("follow", met.cleo.id)]


@pytest.mark.parametrize("choice", ["filter", "drop"])
@pytest.mark.parametrize(
    ("name", "left"),
    [("for_not_following", ["ben"]), ("for_not_followers", ["cleo"]), ("for_new_accounts", ["cleo", "ben"])],
)
def test_what_is_filtered_or_dropped_leaves_every_list(met: Scene, name: str, left: list[str], choice: str):
    dora = make_account("dora")
    comment(met, dora)
    choose(met, **{name: choice})
    shown = [getattr(met, one).id for one in left]
    assert [one for kind, one in met.told() if kind == "mention"] == shown
    assert met.client.get(f"{PATH}/unread_count", params={"types[]": "mention"}).json() == {"count": len(shown)}
    groups = met.client.get("/api/v2/notifications", params={"types[]": "mention"}).json()
    assert [one["id"] for one in groups["accounts"]] == shown
    everything = told(met, include_filtered=True, **{"types[]": "mention"})
    assert everything == ([dora.id, met.cleo.id, met.ben.id] if choice == "filter" else shown)
    kept = [one["account"]["id"] for one in asked(met)]
    assert kept == ([one for one in everything if one not in shown] if choice == "filter" else [])


def test_a_request_says_who_what_and_how_much(met: Scene):
    comment(met, met.cleo, "Again")
    said = choose(met, for_not_following="filter")
    # Two comments and a follow.
    assert said["summary"] == {"pending_requests_count": 1, "pending_notifications_count": 3}
    (request,) = asked(met)
    assert request["notifications_count"] == "3"
    assert request["account"]["id"] == met.cleo.id
    assert "Again" in request["last_status"]["content"]
    assert request["created_at"] < request["updated_at"]
    assert met.client.get(f"{REQUESTS}/{request['id']}").json() == request
    of_cleo = met.client.get(PATH, params={"account_id": met.cleo.id, "include_filtered": "true"}).json()
    assert [one.get("filtered") for one in of_cleo] == [True, True, True]
    assert met.client.get(f"{PATH}/{of_cleo[0]['id']}").json() == of_cleo[0]


@pytest.mark.parametrize("by", ["id", "id[]", "id[][]"])
def test_an_accepted_request_is_told_at_once_and_from_then_on(met: Scene, by: str):
    choose(met, for_not_following="filter")
    (request,) = asked(met)
    if by == "id":
        answer = met.client.post(f"{REQUESTS}/{request['id']}/accept")
    else:
        answer = met.client.post(f"{REQUESTS}/accept", data={by: [request["id"], "1"]})
    assert (answer.status_code, answer.json()) == (200, {})
    assert met.client.get(f"{REQUESTS}/merged").json() == {"merged": True}
    comment(met, met.cleo)
    assert told(met, **{"types[]": "mention"}) == [met.cleo.id, met.cleo.id, met.ben.id]
    assert asked(met) == []
    assert met.client.get(f"{REQUESTS}/{request['id']}").status_code == 404


@pytest.mark.parametrize("by", ["id", "list"])
def test_a_dismissed_request_comes_back_with_what_is_new_alone(met: Scene, clock: Clock, by: str):
    choose(met, for_not_following="filter")
    (request,) = asked(met)
    path = f"{REQUESTS}/{request['id']}/dismiss" if by == "id" else f"{REQUESTS}/dismiss"
    assert met.client.post(path, data={"id[]": request["id"]}).json() == {}
    assert asked(met) == []
    assert told(met, include_filtered=True, account_id=met.cleo.id) == []
    clock.at += 1
    comment(met, met.cleo)
    assert [one["notifications_count"] for one in asked(met)] == ["1"]


def test_a_request_that_is_not_there_is_404_and_no_change(met: Scene):
    for path in (met.ben.id, "1", "x", f"{met.ben.id}/accept", f"{met.ben.id}/dismiss"):
        method = "POST" if "/" in path else "GET"
        assert met.client.request(method, f"{REQUESTS}/{path}").status_code == 404
    assert met.client.post(f"{REQUESTS}/accept", data={"id[]": met.ben.id}).json() == {}
    choose(met, for_not_followers="filter")
    assert [one["account"]["id"] for one in asked(met)] == [met.ben.id]


def test_who_begins_to_follow_is_no_follower_for_three_days(scene: Scene, clock: Clock):
    clock.at += 40 * DAY
    follows.follow(scene.cleo.id, scene.anna.id)
    comment(scene, scene.cleo)
    choose(scene, for_not_followers="filter")
    assert told(scene) == []
    clock.at += 3 * DAY
    assert told(scene) == [scene.cleo.id, scene.cleo.id]


def test_an_account_is_new_for_thirty_days_unless_it_is_followed(scene: Scene, clock: Clock):
    choose(scene, for_new_accounts="filter")
    comment(scene, scene.ben)
    assert told(scene) == []
    Follow.create(scene.anna.id, scene.ben.id)
    assert told(scene) == [scene.ben.id]
    Follow.remove(scene.anna.id, scene.ben.id)
    clock.at = NOON + 30 * DAY + 1
    assert told(scene) == [scene.ben.id]


@pytest.mark.parametrize(
    ("choice", "is_told", "is_asked"), [("accept", True, False), ("filter", False, True), ("drop", False, False)]
)
def test_whom_moderators_silenced_is_kept_as_is_chosen(scene: Scene, choice: str, is_told: bool, is_asked: bool):
    scene.ben.update([Account.silenced_at.set(1)])
    comment(scene, scene.ben)
    choose(scene, for_limited_accounts=choice)
    assert (told(scene) == [scene.ben.id], len(asked(scene)) == 1) == (is_told, is_asked)


def test_money_is_told_whatever_was_chosen(scene: Scene):
    Notification.of(scene.anna.id, SALE, "1", scene.ben.id, what="A walk", amount=500, currency="eur").post()
    choose(scene, for_not_following="drop", for_not_followers="drop", for_new_accounts="drop")
    assert scene.told(**{"types[]": "sale"}) == [("sale", scene.ben.id)]


def test_a_change_leaves_what_it_does_not_name_and_the_first_version_says_the_same(scene: Scene):
    choose(scene, for_not_following="drop")
    said = scene.client.patch(f"{PATH}/policy", data={"filter_new_accounts": "true"}).json()
    summary = {"pending_requests_count": 0, "pending_notifications_count": 0}
    chosen = {"filter_not_following": True, "filter_not_followers": False, "filter_new_accounts": True}
    assert said == {**chosen, "filter_private_mentions": False, "summary": summary}
    assert scene.client.get(f"{PATH}/policy").json() == said
    expected = {**ACCEPTS, "for_not_following": "drop", "for_new_accounts": "filter", "summary": summary}
    assert scene.client.get(POLICY).json() == expected
    assert scene.client.patch(POLICY, json={"for_not_following": "burn"}).status_code == 422
    assert scene.client.put(POLICY, json={"for_not_following": "drop"}).json()["for_not_following"] == "drop"
