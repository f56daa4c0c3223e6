"""The admin API from our own web client: open to a browser's account for as long as it has a role."""

import pytest

from app import app
from chalicelib.models.people.accounts import Account
from chalicelib.models.safety.reports import Report
from chalicelib.services.safety import reports, roles, silencing, suspending
from chalicelib.services.safety.decisions import Decision
from chalicelib.services.safety.reports import Complaint
from tests.handlers.safety.test_admin_accounts import ACCOUNTS, LOG, every_call, named
from tests.kit.browsers import Browser
from tests.kit.factories import make_account
from tests.kit.oauth import PASSWORD


def signed_in(handle: str, role: str | None = None) -> tuple[Account, Browser]:
    account, browser = make_account(handle, password=PASSWORD), Browser()
    assert browser.sign_in(handle, PASSWORD).status_code == 200
    if role:
        roles.give(account.id, role, "op")
    return Account.find(account.id), browser


def asked(browser: Browser, account_id: str, report_id: str) -> set[int]:
    calls = every_call(account_id, report_id)
    return {browser.request(method, path, json={"type": "silence"}).status_code for method, path in calls}


@pytest.fixture
def target() -> Account:
    return make_account("anna")


@pytest.fixture
def report_id(target: Account) -> str:
    return str(reports.file(make_account("ben").id, target.id, Complaint()).report.id)


def test_an_ordinary_account_finds_nothing_open(target: Account, report_id: str):
    _, browser = signed_in("cora")
    for method, path in every_call(target.id, report_id):
        answer = browser.request(method, path, json={"type": "silence"})
        assert (answer.status_code, answer.json()["error"]) == (403, "This action is not allowed"), path
    assert (named(target), Report.find(report_id).version) == ([], 0)


@pytest.mark.parametrize("role", ["moderator", "admin"])
def test_a_role_opens_everything_to_a_browser_that_was_signed_in_before(role: str, target: Account, report_id: str):
    _, browser = signed_in("mo", role)
    assert asked(browser, target.id, report_id) == {200}
    assert "silence" in named(target)


def test_a_role_that_is_lost_closes_everything_at_once(target: Account, report_id: str):
    mo, browser = signed_in("mo", "admin")
    assert browser.get(LOG).status_code == 200
    roles.give(mo.id, None, "op")
    assert asked(browser, target.id, report_id) == {403}
    assert (browser.works(), named(target)) == (True, [])


@pytest.mark.parametrize("end", [suspending.suspend, silencing.disable])
def test_a_moderator_who_is_suspended_or_shut_out_is_signed_out(end, target: Account, report_id: str):
    mo, browser = signed_in("mo", "moderator")
    assert browser.get(LOG).status_code == 200
    end(mo.id, Decision("op"))
    assert asked(browser, target.id, report_id) == {401}
    assert named(target) == []


def test_of_two_accounts_of_a_browser_only_the_one_with_a_role_moderates(target: Account, report_id: str):
    mo, browser = signed_in("mo", "moderator")
    cora = make_account("cora", password=PASSWORD)
    assert browser.sign_in("cora", PASSWORD).status_code == 200
    browser.account = cora.id
    assert asked(browser, target.id, report_id) == {403}
    browser.account = mo.id
    assert browser.get(LOG).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"X-Rossgram": ""}, {"Origin": ""}, {"Origin": "https://evil.example"}, {"Origin": "null"}],
    ids=str,
)
def test_a_page_of_another_site_moderates_nothing(headers: dict[str, str], target: Account, report_id: str):
    _, browser = signed_in("mo", "admin")
    for method, path in every_call(target.id, report_id):
        if method != "GET":
            answer = browser.request(method, path, json={"type": "suspend"}, headers=headers)
            assert answer.status_code == 403, path
    assert (named(target), Report.find(report_id).version) == ([], 0)
    assert not Account.find(target.id).closed
    other_site = {"X-Rossgram": "", "Origin": "https://evil.example"}
    assert browser.get(ACCOUNTS, headers=other_site).status_code == 401


def test_every_route_of_moderators_is_closed_to_the_browser_of_anybody_else(target: Account, report_id: str):
    served = {
        (method, path)
        for path, methods in app.route_table.items()
        for method in methods
        if "/admin/" in path or "/moderation/" in path
    }
    ids = {
        "name": "sand",
        "post_id": "1",
        "account_id": target.id,
        "report_id": report_id,
        "block_id": "1",
        "appeal_id": "1",
    }
    filled = {(verb, path.format(**ids)) for verb, path in served}
    assert filled >= set(every_call(target.id, report_id))
    _, browser = signed_in("cora")
    for method, path in sorted(filled):
        form = {"domain": "spam.example", "email": "a@spam.example", "type": "silence"}
        assert browser.request(method, path, json=form).status_code == 403, (method, path)


def test_the_log_names_whom_something_was_done_to(target: Account):
    ben, (_, browser) = make_account("ben"), signed_in("mo", "moderator")
    for account, deed in ((target, "silence"), (ben, "suspend"), (ben, "none")):
        assert browser.post(f"{ACCOUNTS}/{account.id}/action", json={"type": deed}).status_code == 200
    Account(target.id).delete()
    told = [(row["name"], row["acct"]) for row in browser.get(LOG).json()]
    assert told[:3] == [("warn", "ben"), ("suspend", "ben"), ("silence", "")]
