"""Two of the staff who decide at once on whoever waits for approval, and one who loses the role meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.errors import NotFound
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account, Name
from chalicelib.models.people.door import sign_ups
from chalicelib.models.people.door.sign_ups import Arrival
from chalicelib.models.safety.actions import ModerationAction
from chalicelib.models.safety.email_blocks import EmailBlock
from chalicelib.services.safety import reports, roles
from chalicelib.services.safety.reports import Complaint
from infra.operate import act
from tests.kit.factories import make_account
from tests.kit.staff import as_staff, make_staff

ADMIN = "/api/v1/admin/accounts"


def make_pending() -> Account:
    return sign_ups.create("anna", "anna@example.com", "-", {}, arrival=Arrival(waits=True, reason="Photos"))


def log(account: Account) -> list[str]:
    return [row.name for row in ModerationAction.of(account.id, Page()).rows]


@pytest.mark.parametrize("second", ["approve", "reject"])
@pytest.mark.parametrize("first", ["approve", "reject"])
def test_of_two_who_decide_at_once_one_is_obeyed_and_the_other_told(first: str, second: str) -> None:
    anna, clients = make_pending(), [as_staff(make_staff()), as_staff(make_staff())]

    def decide(number: int) -> int:
        deed = (first, second)[number]
        return int(clients[number].post(f"{ADMIN}/{anna.id}/{deed}").status_code)

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(decide, range(2)))
    # Whoever comes second finds that it does not wait, or is gone.
    assert (told.count(200), set(told) <= {200, 403, 404}) == (1, True)
    done = (first, second)[told.index(200)]
    assert log(anna) == [done]
    if done == "approve":
        assert Account.find(anna.id).closed is None
    else:
        with pytest.raises(NotFound):
            Name.holder("@anna")


@pytest.mark.parametrize("deed", ["approve", "reject"])
def test_whoever_loses_the_role_while_they_decide_is_refused(deed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    anna, mo = make_pending(), make_staff()
    client, looked = as_staff(mo), roles.expect_may_act

    def look(*ids: str) -> Any:
        looks.append(ids)
        allowed = looked(*ids)
        # The second look is the last before the write.
        if len(looks) == 2:
            roles.give(mo.id, None, "op")
        return allowed

    looks: list[tuple[str, ...]] = []
    monkeypatch.setattr(roles, "expect_may_act", look)
    answer = client.post(f"{ADMIN}/{anna.id}/{deed}")
    assert (answer.status_code, answer.json()["error"]) == (403, "This action is not allowed")
    assert (Account.find(anna.id).closed, log(anna), len(looks)) == ("pending", [], 3)


def test_whoever_waits_is_rejected_and_not_suspended(capsys: pytest.CaptureFixture[str]) -> None:
    anna, mo = make_pending(), as_staff(make_staff())
    report = reports.file(make_account().id, anna.id, Complaint("spam")).report
    form = {"type": "suspend", "report_id": report.id}
    answer = mo.post(f"{ADMIN}/{anna.id}/action", json=form)
    assert (answer.status_code, "reject it instead" in answer.json()["error"]) == (422, True)
    assert act.main(["moderate", "suspend", "@anna", "--by", "op"]) == 1
    assert "reject it instead" in capsys.readouterr().err
    assert (Account.find(anna.id).closed, log(anna), EmailBlock.count()) == ("pending", [], 0)
    assert mo.get(f"/api/v1/admin/reports/{report.id}").json()["action_taken"] is False
    assert mo.post(f"{ADMIN}/{anna.id}/reject").status_code == 200
