"""Owners learn how often their posts and their profile were seen, and nobody learns by whom."""

import json
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib import config
from chalicelib.models import base
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.insights.insight_days import InsightDay
from chalicelib.models.photos.insights.view_batches import ViewBatch
from chalicelib.services.photos import bookmarks, posts
from chalicelib.services.photos.insights import adding_up, reporting
from chalicelib.services.photos.posts import Draft
from chalicelib.services.safety import suspending
from chalicelib.services.safety.decisions import Decision
from chalicelib.services.talk.direct import messages
from tests.handlers.entities import STATUS, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post, make_token

VIEWS, INSIGHTS = "/api/rossgram/v1/views", "/api/rossgram/v1/insights"
TODAY, TOMORROW = "2026-11-18", "2026-11-19"
NOON, DAY, HOUR = 1_795_003_200, 86_400, 3_600

Turn = Callable[[float], None]


@pytest.fixture(autouse=True)
def turn(monkeypatch: pytest.MonkeyPatch) -> Turn:
    """Let it be noon, with a process that has begun, and turn the clock."""

    def run(at: float) -> None:
        monkeypatch.setattr(base, "clock", lambda: float(at))

    run(NOON)
    monkeypatch.setattr(reporting, "_known", [""])
    return run


def as_(account: Account) -> Client:
    return Client(make_token(account))


def of_post(post_id: str) -> str:
    return f"/api/rossgram/v1/statuses/{post_id}/insights"


def see(account: Account, *post_ids: str, profiles: tuple[str, ...] = ()) -> None:
    answer = as_(account).post(VIEWS, json={"status_ids": list(post_ids), "account_ids": list(profiles)})
    assert (answer.status_code, answer.json()) == (200, {})


def pass_night(turn: Turn) -> None:
    """Deliver what was reported, and let the next morning come."""
    deliver_events()
    turn(NOON + DAY)


def test_the_owner_sees_on_the_next_day_how_often_posts_and_profile_were_seen(turn: Turn):
    anna, ben, eve = make_account("anna"), make_account("ben"), make_account("eve")
    post, other = make_post(anna), make_post(anna)
    bookmarks.bookmark(ben.id, post.id)
    see(ben, post.id, other.id, profiles=(anna.id,))
    see(eve, post.id)
    assert as_(anna).get(INSIGHTS).json()["views"] == 0
    pass_night(turn)
    as_(anna).get(INSIGHTS)
    deliver_events()

    told = as_(anna).get(INSIGHTS).json()

    assert (len(told["days"]), told["views"], told["profile_visits"]) == (30, 3, 1)
    assert told["days"][-1] == {"date": TODAY, "views": 3, "profile_visits": 1}
    assert [(one["status"]["id"], one["views"]) for one in told["statuses"]] == [(post.id, 2), (other.id, 1)]
    assert faults(told["statuses"][0]["status"], STATUS) == []
    of_one = as_(anna).get(of_post(post.id)).json()
    assert (of_one["views"], of_one["saves"], of_one["days"][-1]) == (2, 1, {"date": TODAY, "views": 2})
    assert (of_one["favourites_count"], of_one["replies_count"], of_one["reblogs_count"]) == (0, 0, 0)


def test_nobody_else_learns_anything(turn: Turn):
    anna, ben = make_account("anna"), make_account("ben")
    post = make_post(anna)
    see(ben, post.id, profiles=(anna.id,))
    pass_night(turn)
    adding_up.begin(TODAY)
    assert as_(ben).get(of_post(post.id)).status_code == 404
    assert as_(ben).get(INSIGHTS).json()["views"] == 0
    assert Client().get(of_post(post.id)).status_code == 401
    assert Client().get(INSIGHTS).status_code == 401
    assert Client().post(VIEWS, json={"status_ids": [post.id]}).status_code == 401


def test_who_read_a_message_is_not_told_by_numbers(turn: Turn):
    anna, ben = make_account("anna"), make_account("ben")
    make_follow(ben, anna)
    message = messages.send(anna.id, [ben.id], Draft("Hello"))
    see(ben, message.id)
    pass_night(turn)
    adding_up.begin(TODAY)
    assert list(InsightDay.scan()) == []
    assert as_(anna).get(of_post(message.id)).status_code == 404


def test_who_looked_is_kept_nowhere():
    anna, ben = make_account("anna"), make_account("ben")
    post = make_post(anna)
    sent: list[Any] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chalicelib.gateways.queue.send", lambda name, **message: sent.append((name, message)))
        see(ben, post.id, profiles=(anna.id,))
    ((name, message),) = sent
    assert name == "views"
    assert ben.id not in str(message)
    reporting.collect([message])
    adding_up.begin(TODAY)
    (row,) = ViewBatch.query(TODAY, ViewBatch.id < "a")
    assert json.loads(zlib.decompress(row.packed)) == [[message["nonce"], [post.id], [anna.id]]]
    assert [(row.account_id, row.posts) for row in InsightDay.scan()] == [(anna.id, {post.id: 1})]


def test_what_is_reported_or_delivered_twice_counts_once():
    anna, ben = make_account("anna"), make_account("ben")
    post = make_post(anna)
    see(ben, post.id, post.id, profiles=(anna.id, anna.id))
    message = {"nonce": "a", "day": TODAY, "posts": [post.id], "accounts": []}
    for _ in range(2):
        reporting.collect([message, message])
    deliver_events()
    adding_up.begin(TODAY)
    adding_up.begin(TODAY)
    (row,) = InsightDay.scan()
    assert (row.posts, row.profile_visits) == ({post.id: 2}, 1)


def test_what_is_not_there_and_ones_own_profile_count_nothing():
    anna, ben, gone = make_account("anna"), make_account("ben"), make_account("gone")
    deleted, of_gone = make_post(anna), make_post(gone)
    posts.delete(anna.id, deleted.id)
    suspending.suspend(gone.id, Decision("mo", "Insults"))
    see(ben, deleted.id, of_gone.id, "115000000000000000", profiles=(ben.id, gone.id, "115000000000000001"))
    deliver_events()
    adding_up.begin(TODAY)
    assert list(InsightDay.scan()) == []


def test_what_comes_late_is_added_to_its_day(turn: Turn):
    anna, ben = make_account("anna"), make_account("ben")
    post = make_post(anna)
    see(ben, post.id)
    pass_night(turn)
    late = {"nonce": "late", "day": TODAY, "posts": [post.id], "accounts": []}
    see(ben, post.id)
    deliver_events()
    assert as_(anna).get(INSIGHTS).json()["views"] == 1
    reporting.collect([late])
    deliver_events()
    assert as_(anna).get(INSIGHTS).json()["views"] == 2


def test_a_day_is_added_up_once_two_hours_after_it_is_over(turn: Turn):
    anna, ben = make_account("anna"), make_account("ben")
    post = make_post(anna)
    see(ben, post.id)
    deliver_events()
    turn(NOON + 12 * HOUR + 2 * HOUR - 1)
    reporting.add_up_yesterday()
    assert deliver_events() == 0
    turn(NOON + 12 * HOUR + 2 * HOUR)
    for _ in range(2):
        reporting.add_up_yesterday()
    assert deliver_events() == 1
    assert as_(anna).get(INSIGHTS).json()["views"] == 1
    reporting._known[0] = ""
    reporting.add_up_yesterday()
    assert deliver_events() == 0


def test_an_operator_turns_it_off(monkeypatch: pytest.MonkeyPatch):
    anna, ben = make_account("anna"), make_account("ben")
    post = make_post(anna)
    assert Client().get("/api/v2/instance").json()["rossgram"]["insights"] is True
    monkeypatch.setattr(config, "INSIGHTS", False)
    see(ben, post.id, profiles=(anna.id,))
    assert deliver_events("views") == 0
    assert as_(anna).get(INSIGHTS).status_code == 404
    assert as_(anna).get(of_post(post.id)).status_code == 404
    assert Client().get("/api/v2/instance").json()["rossgram"]["insights"] is False
