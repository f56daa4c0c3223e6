"""Who may act on whom, and who gives roles."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.errors import Forbidden, Unprocessable
from chalicelib.models.paging import Page
from chalicelib.models.people import closed
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import LEAVING
from chalicelib.models.safety.actions import ModerationAction
from chalicelib.models.safety.reports import Report
from chalicelib.services.people.relationships import closed as closed_accounts
from chalicelib.services.safety import decisions, handling, members, removal, reports, roles, silencing, suspending
from chalicelib.services.safety.decisions import Decision
from chalicelib.services.safety.reports import Complaint
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.oauth import PASSWORD
from tests.kit.staff import make_staff

RANKS = (None, "moderator", "admin")
# Who acts on whom of those who are not themselves.
ALLOWED = {("moderator", None), ("admin", None), ("admin", "moderator")}


def by(account: Account, report_id: str = "") -> Decision:
    return Decision(f"@{account.handle}", "Spam", report_id, account.id)


def acts_of(account: Account) -> list[str]:
    return [row.name for row in ModerationAction.of(account.id, Page()).rows if not row.name.startswith("make")]


def close_report_on(target: Account, actor: Account) -> bool:
    report = reports.file(make_account().id, target.id, Complaint()).report
    return decisions.close_report(by(actor, report.id))


DEEDS: dict[str, Callable[[Account, Account], bool]] = {
    "silence": lambda actor, target: silencing.silence(target.id, by(actor)),
    "suspend": lambda actor, target: suspending.suspend(target.id, by(actor)),
    "delete post": lambda actor, target: removal.remove(make_post(target).id, by(actor)),
    "close report": lambda actor, target: close_report_on(target, actor),
}
# Those that write again where others wrote in between.
STUBBORN: dict[str, Callable[[Account, Account], object]] = {
    **{name: DEEDS[name] for name in ("suspend", "delete post")},
    "unsuspend": lambda actor, target: suspending.unsuspend(target.id, by(actor)),
    "disable": lambda actor, target: silencing.disable(target.id, by(actor)),
    "assign report": lambda actor, target: handling.take(actor.id, Report.of_target(target.id, Page()).rows[0].id),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("target_role", RANKS)
@pytest.mark.parametrize("actor_role", RANKS)
def test_only_who_is_further_up_acts_on_another(actor_role: str | None, target_role: str | None, deed: str):
    actor, target = make_staff(actor_role), make_staff(target_role)
    if (actor_role, target_role) in ALLOWED:
        assert DEEDS[deed](actor, target)
        row = ModerationAction.of(target.id, Page()).rows[0]
        assert (row.name, row.moderator_id, row.moderator) == (deed, actor.id, f"@{actor.handle}")
        return
    with pytest.raises(Forbidden) as refused:
        DEEDS[deed](actor, target)
    assert (refused.value.message, acts_of(target)) == ("This action is not allowed", [])
    assert refused.value.description


@pytest.mark.parametrize("role", ["moderator", "admin"])
@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_acts_on_themselves(deed: str, role: str):
    actor = make_staff(role)
    with pytest.raises(Forbidden, match="not allowed") as refused:
        DEEDS[deed](actor, actor)
    assert (acts_of(actor), "themselves" in refused.value.description) == ([], True)


def test_the_operator_acts_on_an_admin():
    admin = make_staff("admin")
    assert silencing.silence(admin.id, Decision("op"))
    assert acts_of(admin) == ["silence"]


def test_whoever_is_closed_or_lost_the_role_acts_no_more():
    anna = make_account()
    suspended, disabled, demoted, leaving = (make_staff("admin") for _ in range(4))
    suspending.suspend(suspended.id, Decision("op"))
    silencing.disable(disabled.id, Decision("op"))
    assert roles.give(demoted.id, None, "op")
    closed.change(leaving, LEAVING)
    for actor in (suspended, disabled, demoted, leaving):
        with pytest.raises(Forbidden):
            silencing.silence(anna.id, by(actor))
        with pytest.raises(Forbidden):
            roles.expect_staff(actor.id)
    assert acts_of(anna) == []


def test_nobody_opens_the_account_of_one_of_the_staff_again_but_who_is_further_up():
    mo, admin, other = make_staff(), make_staff("admin"), make_staff()
    suspending.suspend(admin.id, Decision("op"))
    silencing.disable(other.id, by(Account.find(make_staff("admin").id)))
    for open_again in (
        lambda: suspending.unsuspend(admin.id, by(mo)),
        lambda: silencing.enable(other.id, by(mo)),
    ):
        with pytest.raises(Forbidden):
            open_again()
    assert (Account.find(admin.id).closed, bool(Account.find(other.id).disabled_at)) == ("suspended", True)


@pytest.mark.parametrize("loss", ["demoted", "shut out"])
@pytest.mark.parametrize("deed", ["silence", "close report"])
def test_a_role_that_is_lost_between_the_look_and_the_act_allows_nothing(
    deed: str, loss: str, monkeypatch: pytest.MonkeyPatch
):
    actor, target = make_staff("moderator"), make_account()
    looked = roles.expect_may_act

    def look(*ids: str) -> Any:
        allowed = looked(*ids)
        if loss == "demoted":
            roles.give(actor.id, None, "op")
        else:
            Account(actor.id).update([Account.disabled_at.set(1)])
        return allowed

    monkeypatch.setattr(roles, "expect_may_act", look)
    with pytest.raises(Forbidden):
        DEEDS[deed](actor, target)
    assert acts_of(target) == []
    assert Account.find(target.id).silenced_at is None
    assert all(row.action_taken_at is None for row in Report.scan_all())


@pytest.mark.parametrize("deed", STUBBORN)
def test_whoever_loses_the_role_is_refused_at_once_and_not_when_all_tries_are_used_up(
    deed: str, monkeypatch: pytest.MonkeyPatch
):
    actor, target = make_staff("moderator"), make_account(password=PASSWORD)
    reports.file(make_account().id, target.id, Complaint())
    if deed == "unsuspend":
        suspending.suspend(target.id, Decision("op"))
    before, looked = acts_of(target), roles.expect_may_act
    waited: list[Any] = []

    def look(*ids: str) -> Any:
        allowed = looked(*ids)
        roles.give(actor.id, None, "op")
        return allowed

    monkeypatch.setattr(roles, "expect_may_act", look)
    for module in (closed_accounts, removal, silencing, handling):
        monkeypatch.setattr(module, "wait_a_little", waited.append)
    with pytest.raises(Forbidden):
        STUBBORN[deed](actor, target)
    assert (acts_of(target), len(waited) <= 1) == (before, True)


def test_a_role_is_given_once_logged_and_shown_to_its_owner_alone():
    anna = make_account("anna")
    assert roles.give(anna.id, "moderator", "op")
    assert not roles.give(anna.id, "moderator", "op")
    assert roles.give(anna.id, "admin", "op")
    assert [row.name for row in ModerationAction.of(anna.id, Page()).rows] == ["make admin", "make moderator"]
    assert [account.id for account in members.staff()] == [anna.id]

    own = Client(make_token(anna)).get("/api/v1/accounts/verify_credentials").json()
    assert (own["role"]["name"], int(own["role"]["permissions"]) & 0x411) == ("Admin", 0x411)
    shown = Client().get(f"/api/v1/accounts/{anna.id}").json()
    assert (shown["roles"], shown["is_admin"], "role" in shown) == ([], False, False)

    assert roles.give(anna.id, None, "op")
    assert not roles.give(anna.id, None, "op")
    own = Client(make_token(anna)).get("/api/v1/accounts/verify_credentials").json()
    assert (own["role"]["id"], own["role"]["permissions"], members.staff()) == ("-99", "0", [])


def test_a_role_is_given_to_nobody_who_is_closed_and_by_nobody_without_a_name():
    anna = make_account()
    with pytest.raises(Unprocessable):
        roles.give(anna.id, "admin", "")
    suspending.suspend(anna.id, Decision("op"))
    with pytest.raises(Unprocessable):
        roles.give(anna.id, "admin", "op")
    assert Account.find(anna.id).role is None
