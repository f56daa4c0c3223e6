"""Signing up where the staff looks at it first."""

from typing import Any

import pytest

from chalicelib import config
from chalicelib.errors import NotFound
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account, Credential, Name
from chalicelib.models.safety.actions import ModerationAction
from chalicelib.services.safety import members
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_app
from tests.kit.mails import mails_to
from tests.kit.oauth import PASSWORD, exchange
from tests.kit.staff import as_staff, make_staff, plain

FORM = {"username": "anna", "email": "anna@example.com", "password": PASSWORD, "agreement": "true"}
ADMIN = "/api/v1/admin/accounts"
WAITS = "Your login is currently pending approval"
OURS = {"X-Rossgram": "1", "Origin": config.PUBLIC_URL}


@pytest.fixture(autouse=True)
def _approval(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "REGISTRATIONS", "approval")
    monkeypatch.setattr(config, "ALLOW_PASSWORD_GRANT", True)


def join(**changes: Any) -> Any:
    made = make_app("read write")
    client = Client(exchange(made, grant_type="client_credentials", scope="write").json()["access_token"])
    return client.post("/api/v1/accounts", json={**FORM, "reason": "I like photos", **changes})


def join_pending() -> tuple[Client, str]:
    answer = join()
    assert answer.status_code == 200, answer.text
    return Client(answer.json()["access_token"]), Name.holder("@anna")


def test_a_reason_is_needed_and_has_an_end() -> None:
    for reason in ("", "  ", "x" * 501, "a" + "\u0301" * 5000, 7 * "👩‍👩‍👧‍👦" * 72):
        answer = join(reason=reason)
        assert (answer.status_code, list(answer.json()["details"])) == (422, ["reason"]), reason
    assert Account.count() == 0
    assert join(reason="👩‍👩‍👧‍👦" * 100).status_code == 200


def test_whoever_waits_neither_signs_in_nor_writes_nor_is_seen() -> None:
    client, account_id = join_pending()
    made = make_app("read write")
    for way in ("/api/v1/accounts/verify_credentials", "/api/v1/timelines/home", "/api/v1/notifications"):
        answer = client.get(way)
        assert (answer.status_code, answer.json()["error"]) == (403, WAITS)
    assert client.post("/api/v1/statuses", json={"status": "Hello"}).status_code == 403
    token = exchange(made, grant_type="password", username="anna", password=PASSWORD)
    assert (token.status_code, token.json().get("error_description", token.json()["error"])) == (403, WAITS)
    ben = plain(make_account("ben"))
    assert ben.get(f"/api/v1/accounts/{account_id}").status_code == 404
    assert ben.get("/api/v1/accounts/lookup", params={"acct": "anna"}).status_code == 404
    assert ben.post(f"/api/v1/accounts/{account_id}/follow").status_code == 404
    assert ben.get("/api/v2/search", params={"q": "anna"}).json()["accounts"] == []


def test_the_staff_lets_in_whom_it_wants() -> None:
    client, account_id = join_pending()
    mo = as_staff(make_staff())
    for way, asked in (("v1", {"pending": "true"}), ("v2", {"status": "pending"})):
        (row,) = mo.get(f"/api/{way}/admin/accounts", params=asked).json()
        assert (row["id"], row["approved"], row["invite_request"]) == (account_id, False, "I like photos")
    assert account_id not in [row["id"] for row in mo.get(ADMIN, params={"active": "true"}).json()]
    answer = mo.post(f"{ADMIN}/{account_id}/approve")
    assert (answer.status_code, answer.json()["approved"]) == (200, True)
    assert mo.get(ADMIN, params={"pending": "true"}).json() == []
    assert client.get("/api/v1/accounts/verify_credentials").json()["username"] == "anna"
    assert plain(make_account()).get(f"/api/v1/accounts/{account_id}").status_code == 200
    assert mo.post(f"{ADMIN}/{account_id}/approve").status_code == 403
    assert mo.post(f"{ADMIN}/{account_id}/reject").status_code == 403
    assert [row.name for row in ModerationAction.of(account_id, Page()).rows] == ["approve"]
    deliver_events()
    assert [mail.subject for mail in mails_to("anna@example.com")][-1] == "Welcome: you can sign in"


def test_whoever_is_refused_leaves_nothing_and_may_come_again() -> None:
    client, account_id = join_pending()
    mo = as_staff(make_staff())
    answer = mo.post(f"{ADMIN}/{account_id}/reject")
    assert (answer.status_code, answer.json()["invite_request"]) == (200, "I like photos")
    for find in (Account.find, Credential.find):
        with pytest.raises(NotFound):
            find(account_id)
    assert client.get("/api/v1/accounts/verify_credentials").status_code == 401
    assert mo.post(f"{ADMIN}/{account_id}/reject").status_code == 404
    assert [row.name for row in ModerationAction.of(account_id, Page()).rows] == ["reject"]
    deliver_events()
    assert [mail.subject for mail in mails_to("anna@example.com")][-1] == "Your sign-up was not accepted"
    assert join().status_code == 200


def test_only_the_staff_decides() -> None:
    _, account_id = join_pending()
    mo, ben = make_staff(), make_account()
    for client in (plain(mo), as_staff(ben), as_staff(mo, "admin:read")):
        for deed in ("approve", "reject"):
            assert client.post(f"{ADMIN}/{account_id}/{deed}").status_code == 403
    assert [one.id for one in members.waiting(Page()).shown] == [account_id]


def test_a_browser_is_told_that_one_waits_and_signs_nobody_in() -> None:
    answer = Client().post("/api/rossgram/v1/session/sign_up", json={**FORM, "reason": "I like photos"}, headers=OURS)
    assert answer.json() == {"accounts": [], "pending": True}
    assert "Set-Cookie" not in answer.headers
    page = Client().post("/oauth/sign_up", data={**FORM, "username": "bea", "email": "bea@example.com"})
    assert (page.status_code, 'name="reason"' in page.text) == (422, True)
    page = Client().post("/oauth/sign_up", data={**FORM, "username": "b", "email": "b@example.com", "reason": "Hi"})
    assert (page.status_code, "looked at" in page.text) == (200, True)


@pytest.mark.parametrize(
    ("mode", "enabled", "approval"),
    [("open", True, False), ("approval", True, True), ("invite", False, False), ("closed", False, False)],
)
def test_the_instance_tells_how_one_signs_up(
    monkeypatch: pytest.MonkeyPatch, mode: str, enabled: bool, approval: bool
) -> None:
    monkeypatch.setattr(config, "REGISTRATIONS", mode)
    monkeypatch.setattr(config, "REGISTRATIONS_MESSAGE", "Write to us")
    told = Client().get("/api/v2/instance").json()
    assert told["registrations"] == {
        "enabled": enabled,
        "approval_required": approval,
        "reason_required": approval,
        "message": "Write to us",
        "url": f"{config.PUBLIC_URL}/sign-up",
    }
    assert told["rossgram"]["registrations"] == {"mode": mode, "invites_by": "staff"}
    old = Client().get("/api/v1/instance").json()
    assert (old["registrations"], old["approval_required"]) == (enabled, approval)


@pytest.mark.parametrize("mode", ["invite", "closed", "aproval"])
def test_nobody_comes_in_without_being_asked(monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    monkeypatch.setattr(config, "REGISTRATIONS", mode)
    assert join().status_code == 422
    assert Client().post("/api/rossgram/v1/session/sign_up", json=FORM, headers=OURS).status_code == 422
    assert Client().post("/oauth/sign_up", data=FORM).status_code == 422
    assert Account.count() == 0
