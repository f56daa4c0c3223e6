"""Reports through the HTTP door, as Mastodon's and Pixelfed's apps send them."""

from functools import partial
from typing import Any

import pytest

from chalicelib import config
from chalicelib.models.base import transact
from chalicelib.models.photos.posts import FOLLOWERS, PRICE
from chalicelib.models.safety.reports import Report
from chalicelib.models.talk.mails import Mail
from chalicelib.services.people.relationships import blocks
from chalicelib.services.photos import posts
from chalicelib.services.safety import reports
from tests.handlers.entities import REPORT, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.mails import mails_to
from tests.kit.money.paid import PRICED, let_sell

REPORTS, PIXELFED = "/api/v1/reports", "/api/v1.1/report"


@pytest.fixture(autouse=True)
def _with_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "INSTANCE_RULES", ["Be kind.", "No advertisements."])


def stored() -> list[Report]:
    return list(Report.scan_all())


def test_a_report_says_what_was_reported_and_reaches_the_operator():
    anna, ben = make_account(), make_account()
    post = make_post(anna, "Buy my watches")
    client = Client(make_token(ben, "write:reports read"))
    said = {"category": "spam", "comment": " Watches! ", "forward": "true"}

    answer = client.post(REPORTS, data={"account_id": anna.id, "status_ids[]": [post.id], **said})

    found = answer.json()
    assert (answer.status_code, faults(found, REPORT)) == (200, [])
    assert found["target_account"]["id"] == anna.id
    wanted = {"category": "spam", "comment": "Watches!", "status_ids": [post.id], "rule_ids": []}
    assert wanted | {"action_taken": False, "action_taken_at": None, "forwarded": False} == {
        name: found[name] for name in found if name not in {"id", "created_at", "target_account"}
    }
    deliver_events("mails")
    told = [mail.subject for mail in mails_to(config.CONTACT_EMAIL)]
    assert told.count(f"A report about @{anna.handle}") == 1
    # What the post said stays with the report, whatever its author does.
    posts.delete(anna.id, post.id)
    deliver_events()
    assert [row.words[post.id]["caption"] for row in stored()] == ["Buy my watches"]
    assert answer.headers["X-RateLimit-Limit"] == str(config.LIMITS["reports"][0] * config.LIMITS_TIMES)


def test_ones_own_reports_are_listed_with_what_became_of_them():
    anna, ben = make_account(), make_account()
    client = Client(make_token(ben))
    ids = [client.post(REPORTS, data={"account_id": anna.id}).json()["id"] for _ in range(3)]
    transact(partial(Report.find(ids[0]).close, ""))

    first = client.get(REPORTS, params={"limit": 2})

    assert [one["id"] for one in first.json()] == [ids[2], ids[1]]
    last = client.get(first.links["next"]["url"])
    assert [(one["id"], one["action_taken"], faults(one, REPORT)) for one in last.json()] == [(ids[0], True, [])]
    assert "next" not in last.links
    assert Client(make_token(anna)).get(REPORTS).json() == []


def test_a_rule_that_is_named_makes_it_a_violation_and_must_be_one_of_the_servers():
    anna, client = make_account(), Client(make_token(make_account()))
    answer = client.post(REPORTS, data={"account_id": anna.id, "rule_ids[]": ["2", "1"], "category": "spam"})
    assert (answer.json()["category"], answer.json()["rule_ids"]) == ("violation", ["2", "1"])
    assert client.post(REPORTS, data={"account_id": anna.id, "rule_ids[]": ["3"]}).status_code == 422
    rules = [{"id": "1", "text": "Be kind.", "hint": ""}, {"id": "2", "text": "No advertisements.", "hint": ""}]
    assert Client().get("/api/v1/instance/rules").json() == rules
    assert [Client().get(f"/api/{version}/instance").json()["rules"] for version in ("v1", "v2")] == [rules, rules]


def test_a_post_is_reported_by_whoever_sees_it_locked_too_and_by_nobody_else():
    anna, ben = make_account(), make_account()
    let_sell(anna)
    client = Client(make_token(ben))
    locked, secret = make_post(anna, access=PRICE, offer=PRICED), make_post(anna, access=FOLLOWERS)
    others = make_post(make_account())

    def report(*ids: str) -> int:
        return client.post(REPORTS, json={"account_id": anna.id, "status_ids": list(ids)}).status_code

    assert [report(locked.id), report(secret.id), report(locked.id, others.id), report("1")] == [200, 404, 404, 404]
    assert len(stored()) == 1


def test_whoever_is_blocked_may_report_who_blocks_them():
    anna, ben = make_account(), make_account()
    post = make_post(anna)
    blocks.block(anna.id, ben.id)
    client = Client(make_token(ben))
    assert client.post(REPORTS, data={"account_id": anna.id}).status_code == 200
    assert client.post(REPORTS, data={"account_id": anna.id, "status_ids[]": post.id}).status_code == 404


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({}, 404),
        ({"account_id": "1"}, 404),
        ({"account_id": "SELF"}, 422),
        ({"account_id": "ANNA", "category": "dull"}, 422),
        ({"account_id": "ANNA", "comment": "x" * 1001}, 422),
        ({"account_id": "ANNA", "comment": "a\x00b"}, 422),
        ({"account_id": "ANNA", "status_ids": [str(number) for number in range(41)]}, 422),
        ({"account_id": "ANNA", "category": "", "status_ids": None, "rule_ids": []}, 200),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(told: dict[str, Any], status: int):
    anna, ben = make_account(), make_account()
    names = {"ANNA": anna.id, "SELF": ben.id}
    told = told | ({"account_id": names.get(told["account_id"], told["account_id"])} if told else {})
    assert Client(make_token(ben)).post(REPORTS, json=told).status_code == status
    assert len(stored()) == len(list(Mail.scan_all())) == (status == 200)


@pytest.mark.parametrize("path", [PIXELFED, "/api/pixelfed/v1/report"])
@pytest.mark.parametrize("kind", reports.KINDS)
def test_pixelfeds_app_reports_a_post_and_an_account_once_each(path: str, kind: str):
    anna, ben = make_account(), make_account()
    post, client = make_post(anna), Client(make_token(ben))

    def report(object_type: str, object_id: str, **more: str) -> tuple[int, Any]:
        told = {"report_type": kind, "object_type": object_type, "object_id": object_id, **more}
        answer = client.post(path, data=told)
        return answer.status_code, answer.json().get("error_code", answer.json()["msg"])

    taken = (200, "Successfully sent report")
    assert [report("post", post.id), report("user", anna.id)] == [taken, taken]
    assert {(row.category, row.kind, row.target_id) for row in stored()} == {(reports.KINDS[kind], kind, anna.id)}
    assert [report("post", post.id), report("user", anna.id)] == [(400, "ERROR_REPORT_DUPLICATE")] * 2
    assert report("user", ben.id) == report("post", make_post(ben).id) == (400, "ERROR_NO_SELF_REPORTS")
    assert report("post", "1") == report("user", "1") == report("post", "") == (400, "ERROR_INVALID_OBJECT_ID")
    assert report("story", post.id) == (400, "ERROR_INVALID_PARAMS")
    assert report("user", make_account().id, message="x" * 1001) == (400, "ERROR_MESSAGE_TOO_LONG")
    assert client.post(path).json()["error_code"] == "ERROR_INVALID_PARAMS"
    assert len(stored()) == 2
