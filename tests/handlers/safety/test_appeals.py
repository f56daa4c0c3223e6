"""Appeals as moderators decide them."""

from typing import Any

import pytest

from chalicelib.errors import Forbidden, Unprocessable
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.safety.actions import ModerationAction
from chalicelib.models.safety.appeals import APPROVED, PENDING, REJECTED, Appeal
from chalicelib.services.safety import acting, decisions, removal, roles, silencing, suspending
from chalicelib.services.safety.appeals import deciding, filing
from tests.handlers.safety.test_strikes import SPAM, letters
from tests.kit.factories import make_account, make_post
from tests.kit.killing import every_kill
from tests.kit.staff import as_staff, make_staff

APPEALS = "/api/rossgram/v1/moderation/appeals"
DEEDS: dict[str, Any] = {
    "sensitized_at": silencing.cover,
    "silenced_at": silencing.silence,
    "disabled_at": silencing.disable,
    "closed": suspending.suspend,
}


def named(account: Account) -> list[str]:
    return [row.name for row in ModerationAction.of(account.id, Page()).rows]


def appealed(deed: Any = silencing.silence, target: Account | None = None) -> tuple[Account, str]:
    """Return an account that was acted on, and its appeal."""
    anna = target or make_account()
    deed(anna.id, SPAM)
    row = ModerationAction.of(anna.id, Page()).rows[0]
    filing.file(anna.id, row.id, "It was art")
    return anna, str(row.id)


def is_silenced(account: Account) -> bool:
    return bool(Account.find(account.id).silenced_at)


@pytest.mark.parametrize("mark", DEEDS)
def test_an_approved_appeal_takes_back_what_was_done_once_and_tells_it(mark: str):
    anna, appeal_id = appealed(DEEDS[mark])
    client = as_staff(make_staff(handle="mo"))
    assert getattr(Account.find(anna.id), mark)
    for _ in range(2):
        answer = client.post(f"{APPEALS}/{appeal_id}/approve", data={"text": "We were wrong"})
        assert (answer.status_code, answer.json()["state"], answer.json()["decided_by"]) == (200, "approved", "@mo")
    assert getattr(Account.find(anna.id), mark) is None
    undone, *approved, done = named(anna)
    assert sorted([undone, *approved]) == sorted(
        [f"{'enable' if done == 'disable' else 'un' + done}", "approve appeal"]
    )
    assert ["We were wrong" in mail.body for mail in letters(anna)] == [False, True]


def test_a_rejected_appeal_leaves_what_was_done_and_tells_why():
    anna, appeal_id = appealed()
    client = as_staff(make_staff())
    for _ in range(2):
        answer = client.post(f"{APPEALS}/{appeal_id}/reject", data={"text": "It was not art"})
        assert (answer.status_code, answer.json()["state"], answer.json()["answer"]) == (
            200,
            "rejected",
            "It was not art",
        )
    assert (is_silenced(anna), named(anna)) == (True, ["reject appeal", "silence"])
    assert [mail.subject for mail in letters(anna)][1:] == ["Your appeal was rejected"]
    assert client.post(f"{APPEALS}/{appeal_id}/approve").status_code == 422
    assert is_silenced(anna)


@pytest.mark.parametrize("deed", ["warn", "delete"])
def test_what_cannot_be_taken_back_is_told_as_approved_and_nothing_comes_back(deed: str):
    anna = make_account()
    post = make_post(anna)
    _, appeal_id = appealed(acting.warn if deed == "warn" else lambda _, why: removal.remove(post.id, why), anna)
    answer = as_staff(make_staff()).post(f"{APPEALS}/{appeal_id}/approve")
    assert (answer.status_code, answer.json()["words"]) == (200, None if deed == "warn" else "A walk")
    assert named(anna)[0] == "approve appeal"
    assert "does not come back" in letters(anna)[-1].body


def test_an_old_act_that_was_taken_back_is_not_mistaken_for_a_later_one():
    anna, appeal_id = appealed()
    silencing.unsilence(anna.id, SPAM)
    silencing.silence(anna.id, SPAM)
    assert as_staff(make_staff()).post(f"{APPEALS}/{appeal_id}/approve").json()["state"] == "approved"
    assert (is_silenced(anna), named(anna)[0]) == (True, "approve appeal")


def test_appeals_are_listed_by_their_state_and_none_of_the_one_who_asks():
    mo, jo = make_staff(), make_staff("admin")
    _, first = appealed()
    _, second = appealed()
    _, own = appealed(target=mo)
    client = as_staff(mo)

    def found(**query: Any) -> list[str]:
        return [row["id"] for row in client.get(APPEALS, params=query).json()]

    assert found() == found(state="pending") == [second, first]
    turned = client.get(APPEALS, params={"limit": 1})
    assert [row["id"] for row in client.get(turned.links["next"]["url"]).json()] == [first]
    client.post(f"{APPEALS}/{first}/approve")
    client.post(f"{APPEALS}/{second}/reject")
    assert (found(), found(state="approved"), found(state="rejected")) == ([], [first], [second])
    assert client.get(APPEALS, params={"state": "x"}).status_code == 422
    assert client.post(f"{APPEALS}/{own}/approve").status_code == 404
    assert as_staff(jo).post(f"{APPEALS}/{own}/approve").status_code == 200
    assert not is_silenced(mo)


def test_only_whoever_may_act_on_an_account_decides_its_appeal():
    anna, appeal_id = appealed()
    other = make_staff()
    _, of_staff = appealed(target=make_staff())
    for path in (f"{APPEALS}/{appeal_id}/approve", f"{APPEALS}/{appeal_id}/reject"):
        assert as_staff(make_account()).post(path).status_code == 403
        assert as_staff(other, "admin:read").post(path).status_code == 403
    assert as_staff(other).post(f"{APPEALS}/{of_staff}/approve").status_code == 403
    assert as_staff(other).post(f"{APPEALS}/1/approve").status_code == 404
    assert (is_silenced(anna), Appeal.find(appeal_id).state, Appeal.find(of_staff).state) == (True, PENDING, PENDING)


@pytest.mark.parametrize("decide", [deciding.approve, deciding.reject])
def test_a_role_that_is_lost_meanwhile_decides_nothing(decide: Any, monkeypatch: pytest.MonkeyPatch):
    anna, appeal_id = appealed()
    mo, answer = make_staff(), decisions.records

    def lose(*args: Any, **told: Any) -> Any:
        made = answer(*args, **told)
        roles.give(mo.id, None, "op")
        return made

    monkeypatch.setattr(silencing, "records", lose)
    monkeypatch.setattr(decisions, "records", lose)
    with pytest.raises(Forbidden):
        decide(mo.id, appeal_id)
    assert (is_silenced(anna), Appeal.find(appeal_id).state) == (True, PENDING)


@pytest.mark.parametrize("deed", [silencing.silence, suspending.suspend, acting.warn])
@pytest.mark.parametrize(("first", "second"), [(APPROVED, REJECTED), (REJECTED, APPROVED), (APPROVED, APPROVED)])
def test_of_two_moderators_at_once_one_wins_and_the_other_is_told(
    first: str, second: str, deed: Any, monkeypatch: pytest.MonkeyPatch
):
    anna, appeal_id = appealed(deed)
    mo, jo = make_staff(), make_staff()
    decide = {APPROVED: deciding.approve, REJECTED: deciding.reject}
    write = deciding._write

    def late(*args: Any) -> bool:
        monkeypatch.setattr(deciding, "_write", write)
        decide[first](jo.id, appeal_id)
        return write(*args)

    monkeypatch.setattr(deciding, "_write", late)
    if first == second:
        assert decide[second](mo.id, appeal_id).appeal.decided_by == f"@{jo.handle}"
    else:
        with pytest.raises(Unprocessable, match=f"it was {first}"):
            decide[second](mo.id, appeal_id)
    assert Appeal.find(appeal_id).state == first
    assert sum("appeal" in name for name in named(anna)) == 1
    assert len(letters(anna)) == 2


def test_an_approval_that_is_cut_anywhere_is_whole_or_did_not_happen(monkeypatch: pytest.MonkeyPatch):
    mo = make_staff()
    begun = every_kill(monkeypatch, appealed, lambda made: deciding.approve(mo.id, made[1]))
    for anna, appeal_id in begun:
        is_approved = Appeal.find(appeal_id).state == APPROVED
        assert is_silenced(anna) is not is_approved
        assert ("approve appeal" in named(anna)) is ("unsilence" in named(anna)) is is_approved
