"""The admin API's accounts, as Mastodon's apps for moderators call them."""

from typing import Any

import pytest

from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.safety.actions import ModerationAction
from chalicelib.models.safety.reports import Report
from chalicelib.services.safety import reports, silencing, suspending
from chalicelib.services.safety.decisions import Decision
from chalicelib.services.safety.reports import Complaint
from tests.handlers.entities import ADMIN_ACCOUNT, faults
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_app, make_post
from tests.kit.killing import Killed, make_killer
from tests.kit.mails import mails_to
from tests.kit.oauth import PASSWORD, REDIRECT, ask_of, code_of, exchange_code
from tests.kit.staff import as_staff, make_staff, plain

ACCOUNTS, LOG = "/api/v1/admin/accounts", "/api/rossgram/v1/moderation/actions"
UNDO = {"silence": "unsilence", "suspend": "unsuspend", "disable": "enable", "sensitive": "unsensitive"}
FLAGS = {"silence": "silenced", "suspend": "suspended", "disable": "disabled", "sensitive": "sensitized"}


def every_call(account_id: str, report_id: str) -> list[tuple[str, str]]:
    deeds = ("action", *UNDO.values())
    acts = ("assign_to_self", "unassign", "resolve", "reopen")
    return [
        *(("GET", path) for path in (ACCOUNTS, "/api/v2/admin/accounts", f"{ACCOUNTS}/{account_id}", LOG)),
        *(("POST", f"{ACCOUNTS}/{account_id}/{deed}") for deed in deeds),
        *(("GET", path) for path in ("/api/v1/admin/reports", f"/api/v1/admin/reports/{report_id}")),
        ("PUT", f"/api/v1/admin/reports/{report_id}"),
        *(("POST", f"/api/v1/admin/reports/{report_id}/{act}") for act in acts),
    ]


def ids(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row["id"] for row in answer.json()]


def named(account: Account) -> list[str]:
    return [row.name for row in ModerationAction.of(account.id, Page()).rows if not row.name.startswith("make")]


def test_a_token_without_the_scope_or_of_somebody_without_a_role_opens_nothing():
    anna, ben, mo = make_account(), make_account(), make_staff()
    report = reports.file(ben.id, anna.id, Complaint()).report
    # The role without the scope, the scope without the role, reading with what writes, and the other way round.
    clients = {"scope": plain(mo), "role": as_staff(ben)}
    for method, path in every_call(anna.id, report.id):
        clients["verb"] = as_staff(mo, "admin:write" if method == "GET" else "admin:read")
        for why, client in clients.items():
            answer = client.request(method, path, json={"type": "silence"})
            assert answer.status_code == 403, (why, method, path)
            assert (answer.json()["error"] == "This action is not allowed") is (why == "role"), (why, path)
    assert (named(anna), Report.find(report.id).version) == ([], 0)


def test_accounts_are_found_by_what_they_are_called_and_by_how_they_stand():
    mo, anna, ben, cora = make_staff(), make_account("anna"), make_account("ben"), make_account("annabel")
    silencing.silence(ben.id, Decision("op"))
    suspending.suspend(cora.id, Decision("op"))
    client = as_staff(mo)

    def found(version: str = "v1", **query: Any) -> list[str]:
        return ids(client.get(f"/api/{version}/admin/accounts", params=query))

    assert found() == found(local="true") == [cora.id, ben.id, anna.id, mo.id]
    assert found(silenced="1") == found("v2", status="silenced") == [ben.id]
    assert found(suspended="1") == found("v2", status="suspended") == [cora.id]
    assert found(active="1") == found("v2", status="active") == [ben.id, anna.id, mo.id]
    assert found(staff="1") == found("v2", permissions="staff") == [mo.id]
    assert found("v2", **{"role_ids[]": "2"}) == found("v2", **{"role_ids[]": "9"}) == []
    assert found(username="Anna") == [cora.id, anna.id]
    assert found(username="anna", suspended="1") == [cora.id]
    assert found(display_name="Ben") == found(email="BEN@example.com") == [ben.id]
    for nothing in ({"remote": "1"}, {"pending": "1"}, {"ip": "192.0.2.1"}, {"by_domain": "x.example"}, {"email": "x"}):
        assert found(**nothing) == [], nothing


def test_a_long_list_is_turned_by_its_link_without_a_repeat():
    client = as_staff(make_staff())
    made = [make_account().id for _ in range(5)]
    first = client.get(ACCOUNTS, params={"limit": 3})
    last = client.get(first.links["next"]["url"])
    assert ids(first) + ids(last)[:2] == made[::-1]
    assert (len(ids(last)), "next" in last.links) == (3, False)


def test_one_account_is_shown_to_moderators_alone_with_its_address():
    anna, mo = make_account("anna"), make_staff("admin")
    told = as_staff(mo).get(f"{ACCOUNTS}/{anna.id}").json()
    assert (faults(told, ADMIN_ACCOUNT), told["email"], told["ip"]) == ([], "anna@example.com", None)
    assert as_staff(mo).get(f"{ACCOUNTS}/{mo.id}").json()["role"]["name"] == "Admin"
    assert as_staff(mo).get(f"{ACCOUNTS}/1").status_code == 404


@pytest.mark.parametrize("deed", UNDO)
def test_what_is_done_to_an_account_is_logged_told_and_taken_back(deed: str):
    anna, ben, mo = make_account(), make_account(), make_staff(handle="mo")
    report = reports.file(ben.id, anna.id, Complaint()).report
    client, said = as_staff(mo), {"type": deed, "text": "Rule 2", "report_id": report.id}

    for _ in range(2):
        answer = client.post(f"{ACCOUNTS}/{anna.id}/action", data=said)
        assert (answer.status_code, answer.json()) == (200, {})
    shown = client.get(f"{ACCOUNTS}/{anna.id}").json()
    assert [name for name, flag in FLAGS.items() if shown[flag]] == [deed]
    assert ids(client.get(ACCOUNTS, params={FLAGS[deed]: "true"})) == [anna.id]
    assert Report.find(report.id).action_taken_by == mo.id
    deliver_events("mails")
    assert ["Rule 2" in mail.body for mail in mails_to(f"{anna.handle}@example.com")] == [True]

    for _ in range(2):
        back = client.post(f"{ACCOUNTS}/{anna.id}/{UNDO[deed]}")
        assert (back.json()[FLAGS[deed]], faults(back.json(), ADMIN_ACCOUNT)) == (False, [])
    log = client.get(LOG, params={"account_id": anna.id}).json()
    assert [(row["name"], row["moderator"], row["moderator_id"]) for row in log] == [
        (UNDO[deed], "@mo", mo.id),
        (deed, "@mo", mo.id),
    ]


def test_a_warning_is_told_and_changes_nothing_and_a_mail_may_be_left_out():
    anna, client = make_account(), as_staff(make_staff())
    quiet = {"type": "none", "text": "Mind it", "send_email_notification": "false"}
    assert client.post(f"{ACCOUNTS}/{anna.id}/action", json=quiet).status_code == 200
    deliver_events("mails")
    assert mails_to(f"{anna.handle}@example.com") == []
    assert client.post(f"{ACCOUNTS}/{anna.id}/action", json={"type": "none", "text": "Mind it"}).status_code == 200
    deliver_events("mails")
    assert [mail.subject for mail in mails_to(f"{anna.handle}@example.com")] == ["A warning from the moderators"]
    assert named(anna) == ["warn", "warn"]
    assert Account.find(anna.id).closed is None


def test_whoever_is_shut_out_is_signed_out_and_signs_in_no_more_until_it_ends():
    anna, mo = make_account("anna", password=PASSWORD), make_staff()
    token, client = plain(anna), as_staff(mo)
    assert client.post(f"{ACCOUNTS}/{anna.id}/action", json={"type": "disable"}).status_code == 200
    assert token.get("/api/v1/accounts/verify_credentials").status_code == 401
    answer = {"username": "anna", "password": PASSWORD, "decision": "approve"}

    def signs_in() -> bool:
        page = plain(mo).post("/oauth/authorize", data={**ask_of(make_app()), **answer})
        return "disabled" not in page.text

    assert not signs_in()
    assert plain(mo).get(f"/api/v1/accounts/{anna.id}").status_code == 200
    assert client.post(f"{ACCOUNTS}/{anna.id}/enable").status_code == 200
    assert signs_in()


def test_whoever_is_shut_out_by_a_run_that_was_cut_is_signed_out_by_its_message(monkeypatch: pytest.MonkeyPatch):
    anna, made = make_account("anna", password=PASSWORD), make_app(redirect_uri=REDIRECT)
    token, code, killer = plain(anna), code_of(ask_of(made), "anna"), make_killer(monkeypatch, {"TransactWriteItems"})
    # The first transaction is that which shuts out.
    with killer.aiming(1), pytest.raises(Killed):
        silencing.disable(anna.id, Decision("op"))
    assert (bool(Account.find(anna.id).disabled_at), token.get("/api/v1/preferences").status_code) == (True, 200)
    deliver_events("profiles")
    assert token.get("/api/v1/preferences").status_code == 401
    # Whoever is let in again signs in again: no code of before opens a session.
    silencing.enable(anna.id, Decision("op"))
    assert exchange_code(made, code).status_code == 400


def test_all_posts_of_whoever_is_covered_are_told_as_sensitive():
    anna, client = make_account(), as_staff(make_staff())
    post = make_post(anna)
    path = f"/api/v1/statuses/{post.id}"
    assert client.get(path).json()["sensitive"] is False
    client.post(f"{ACCOUNTS}/{anna.id}/action", json={"type": "sensitive"})
    assert client.get(path).json()["sensitive"] is True
    assert [row["sensitive"] for row in client.get(f"/api/v1/accounts/{anna.id}/statuses").json()] == [True]
    assert client.get(f"{path}/history").json()[0]["sensitive"] is True
    client.post(f"{ACCOUNTS}/{anna.id}/unsensitive")
    assert client.get(path).json()["sensitive"] is False


def test_what_cannot_be_done_is_refused_and_nothing_is_written():
    anna, ben, mo = make_account(), make_account(), make_staff()
    admin, other = make_staff("admin"), make_staff("admin")
    elsewhere = reports.file(anna.id, ben.id, Complaint()).report.id
    client = as_staff(mo)

    def act(target: str, by: Any = client, **said: str) -> int:
        return int(by.post(f"{ACCOUNTS}/{target}/action", json={"type": "silence", **said}).status_code)

    assert [act(mo.id), act(admin.id), act(admin.id, as_staff(other)), act(mo.id, as_staff(admin))] == [403] * 3 + [200]
    assert [act("1"), act(anna.id, report_id=elsewhere), act(anna.id, report_id="1")] == [404] * 3
    assert [act(anna.id, type="x"), act(anna.id, type=""), act(anna.id, text="x" * 201)] == [422] * 3
    assert [named(one) for one in (anna, ben, admin, mo)] == [[], [], [], ["silence"]]
    told = as_staff(other).post(f"{ACCOUNTS}/{admin.id}/action", json={"type": "silence"}).json()
    assert (told["error"], "command line" in told["error_description"]) == ("This action is not allowed", True)
