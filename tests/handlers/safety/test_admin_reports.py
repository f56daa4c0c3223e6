"""The admin API's reports: read, taken up, closed and opened again, by several moderators at once."""

from typing import Any

import pytest

from chalicelib import config
from chalicelib.models.base import transact
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import FOLLOWERS
from chalicelib.models.safety.reports import Report
from chalicelib.services.photos import posts
from chalicelib.services.safety import decisions, handling, reports
from chalicelib.services.safety.reports import Complaint
from tests.handlers.entities import ADMIN_REPORT, faults
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post
from tests.kit.staff import as_staff, make_staff

REPORTS, LOG = "/api/v1/admin/reports", "/api/rossgram/v1/moderation/actions"


def report_on(target: Account, *post_ids: str, by: Account | None = None) -> Report:
    return reports.file((by or make_account()).id, target.id, Complaint("spam", "Watches", post_ids)).report


def names(client: Client) -> list[str]:
    rows = client.get(LOG).json()
    return [row["name"] for row in rows if not row["name"].startswith("make")]


def test_a_report_tells_who_reported_whom_and_what_was_said():
    anna, ben, mo = make_account("anna"), make_account("ben"), make_staff()
    post = make_post(anna, "Buy my watches")
    report = report_on(anna, post.id, by=ben)
    told = as_staff(mo).get(f"{REPORTS}/{report.id}").json()
    assert (faults(told, ADMIN_REPORT), told["category"], told["comment"]) == ([], "spam", "Watches")
    assert (told["account"]["username"], told["target_account"]["username"]) == ("ben", "anna")
    assert [status["id"] for status in told["statuses"]] == [post.id]
    assert (told["assigned_account"], told["action_taken_by_account"], told["action_taken_at"]) == (None, None, None)
    assert [(one["id"], one["text"], one["is_there"]) for one in told["rossgram"]["posts"]] == [
        (post.id, "Buy my watches", True)
    ]
    assert as_staff(mo).get(f"{REPORTS}/1").status_code == 404


def test_what_a_moderator_may_not_see_is_told_in_words_alone():
    anna, ben, mo = make_account(), make_account(), make_staff()
    make_follow(ben, anna)
    post = make_post(anna, "For friends", access=FOLLOWERS)
    report = report_on(anna, post.id, by=ben)
    told = as_staff(mo).get(f"{REPORTS}/{report.id}").json()
    assert told["statuses"] == []
    assert [(one["text"], one["is_there"]) for one in told["rossgram"]["posts"]] == [("For friends", False)]


def test_a_report_of_what_was_deleted_is_read_and_resolved():
    anna, ben, mo = make_account(), make_account(), make_staff()
    post = make_post(anna, "Buy my watches")
    report = report_on(anna, post.id, by=ben)
    posts.delete(anna.id, post.id)
    deliver_events()
    for account in (anna, ben):
        Account(account.id).delete()
    client = as_staff(mo)
    told = client.get(f"{REPORTS}/{report.id}").json()
    assert (told["statuses"], told["target_account"]["suspended"]) == ([], True)
    assert [(one["text"], one["is_there"]) for one in told["rossgram"]["posts"]] == [("Buy my watches", False)]
    assert [row["id"] for row in client.get(REPORTS).json()] == [report.id]
    assert client.post(f"{REPORTS}/{report.id}/resolve").json()["action_taken"] is True
    assert client.get(REPORTS).json() == []


def test_whoever_is_reported_does_not_learn_of_it_as_a_moderator():
    mo, other = make_staff(), make_staff("admin")
    mine, another = report_on(mo), report_on(make_account())
    client = as_staff(mo)
    assert [row["id"] for row in client.get(REPORTS).json()] == [another.id]
    assert client.get(REPORTS, params={"target_account_id": mo.id}).json() == []
    assert client.get(f"{REPORTS}/{mine.id}").status_code == 404
    for act in ("resolve", "assign_to_self", "unassign", "reopen"):
        assert client.post(f"{REPORTS}/{mine.id}/{act}").status_code == 404
    assert client.put(f"{REPORTS}/{mine.id}", json={"category": "other"}).status_code == 404
    assert [row["id"] for row in as_staff(other).get(REPORTS).json()] == [another.id, mine.id]


def test_reports_are_listed_by_whether_they_are_resolved_by_whom_and_about_whom():
    anna, ben, mo = make_account(), make_account(), make_staff()
    ids = [report_on(anna, by=ben).id, report_on(anna).id, report_on(ben).id]
    client = as_staff(mo)
    client.post(f"{REPORTS}/{ids[0]}/resolve")

    def found(**query: Any) -> list[str]:
        return [row["id"] for row in client.get(REPORTS, params=query).json()]

    assert (found(), found(resolved="1")) == ([ids[2], ids[1]], [ids[0]])
    assert (found(target_account_id=anna.id), found(account_id=ben.id)) == ([ids[1]], [])
    assert found(account_id=ben.id, target_account_id=anna.id, resolved="true") == [ids[0]]
    first = client.get(REPORTS, params={"limit": 1})
    assert [row["id"] for row in client.get(first.links["next"]["url"]).json()] == [ids[1]]


def test_a_report_goes_its_way_and_each_step_is_in_the_log(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "INSTANCE_RULES", ["Be kind.", "No advertisements."])
    mo, report = make_staff(handle="mo"), report_on(make_account())
    client = as_staff(mo)

    def step(method: str, act: str, **said: Any) -> Any:
        answer = client.request(method, f"{REPORTS}/{report.id}{act}", json=said)
        assert (answer.status_code, faults(answer.json(), ADMIN_REPORT)) == (200, [])
        return answer.json()

    assert step("POST", "/assign_to_self")["assigned_account"]["username"] == "mo"
    step("POST", "/assign_to_self")
    assert step("POST", "/unassign")["assigned_account"] is None
    told = step("PUT", "", category="violation", rule_ids=["2"])
    assert (told["category"], [rule["id"] for rule in told["rules"]]) == ("violation", ["2"])
    assert step("PUT", "", category="other")["rules"] == []
    assert step("POST", "/resolve")["action_taken_by_account"]["username"] == "mo"
    step("POST", "/resolve")
    told = step("POST", "/reopen")
    assert (told["action_taken"], told["action_taken_at"], told["action_taken_by_account"]) == (False, None, None)
    step("POST", "/reopen")
    assert [row["id"] for row in client.get(REPORTS).json()] == [report.id]
    steps = ["assign report", "unassign report", "change report", "change report", "close report", "reopen report"]
    assert names(client) == steps[::-1]
    assert client.put(f"{REPORTS}/{report.id}", json={"rule_ids": ["9"]}).status_code == 422


def test_of_two_moderators_at_once_neither_loses_what_the_other_did(monkeypatch: pytest.MonkeyPatch):
    mo, jo, anna = make_staff(), make_staff(), make_account()
    report = report_on(anna)
    other: list[bool] = []
    logged = decisions.logged

    def meanwhile(*given: Any, **about: Any) -> Any:
        if not other:
            other.append(True)
            handling.refile(jo.id, report.id, "legal", None)
        return logged(*given, **about)

    monkeypatch.setattr(decisions, "logged", meanwhile)
    told = as_staff(mo).post(f"{REPORTS}/{report.id}/assign_to_self").json()
    assert (told["category"], told["assigned_account"]["id"]) == ("legal", mo.id)
    assert names(as_staff(mo)) == ["assign report", "change report"]


def test_two_moderators_who_open_a_report_again_at_once_do_so_once(monkeypatch: pytest.MonkeyPatch):
    mo, jo, report = make_staff(), make_staff(), report_on(make_account())
    handling.resolve(jo.id, report.id)
    other: list[bool] = []
    logged = decisions.logged

    def meanwhile(*given: Any, **about: Any) -> Any:
        if not other:
            other.append(True)
            handling.reopen(jo.id, report.id)
        return logged(*given, **about)

    monkeypatch.setattr(decisions, "logged", meanwhile)
    assert as_staff(mo).post(f"{REPORTS}/{report.id}/reopen").json()["action_taken"] is False
    assert names(as_staff(mo)) == ["reopen report", "close report"]


def test_an_answer_to_a_report_that_another_closes_meanwhile_is_carried_out(monkeypatch: pytest.MonkeyPatch):
    mo, jo, anna = make_staff(), make_staff(), make_account()
    report = report_on(anna)
    close_along = Report.close_along

    def meanwhile(self: Report, *given: Any) -> None:
        if Report.find(self.id).action_taken_at is None:
            transact(lambda writes: Report.find(self.id).close(jo.id, writes))
        close_along(self, *given)

    monkeypatch.setattr(Report, "close_along", meanwhile)
    said = {"type": "silence", "report_id": report.id}
    assert as_staff(mo).post(f"/api/v1/admin/accounts/{anna.id}/action", json=said).status_code == 200
    assert (bool(Account.find(anna.id).silenced_at), Report.find(report.id).action_taken_by) == (True, jo.id)
