"""Invitations: whoever has one comes in at once, as often as it says."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib import config
from chalicelib.models import base
from chalicelib.models.people.accounts import Account, Credential, Name
from chalicelib.models.people.door.invites import Invite
from chalicelib.services.leaving import belongings
from chalicelib.services.people import registration
from chalicelib.services.people.joining.arrivals import Asked, InviteSpent
from chalicelib.services.safety import roles, silencing
from chalicelib.services.safety.decisions import Decision
from tests.kit.client import Client
from tests.kit.factories import make_account
from tests.kit.oauth import PASSWORD
from tests.kit.staff import make_staff, plain

INVITES, SIGN_UP = "/api/rossgram/v1/invites", "/api/rossgram/v1/session/sign_up"
OURS = {"X-Rossgram": "1", "Origin": config.PUBLIC_URL}


def come(code: str, handle: str = "anna") -> Any:
    form = {"username": handle, "email": f"{handle}@example.com", "password": PASSWORD, "agreement": "true"}
    return Client().post(SIGN_UP, json={**form, "invite_code": code}, headers=OURS)


@pytest.mark.parametrize("mode", ["open", "approval", "invite"])
def test_whoever_is_invited_comes_in_at_once(monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    monkeypatch.setattr(config, "REGISTRATIONS", mode)
    mo = make_staff()
    client = plain(mo)
    made = client.post(INVITES, json={"max_uses": 1}).json()
    assert made["url"] == f"{config.PUBLIC_URL}/invite/{made['code']}"
    assert made["code"] not in [row.hash for row in Invite.scan()]
    (listed,) = client.get(INVITES).json()
    assert (listed["id"], listed["code"], listed["uses"]) == (made["id"], None, 0)
    answer = come(made["code"])
    assert (answer.status_code, answer.json()["pending"], len(answer.json()["accounts"])) == (200, False, 1)
    assert Credential.find(Name.holder("@anna")).invited_by == mo.id
    assert come(made["code"], "bea").status_code == 422
    assert client.get(INVITES).json() == []


def test_two_at_once_do_not_both_take_the_last_use() -> None:
    _, code = Invite.create(make_staff().id, 3600, 2) or (None, "")

    def come_in(number: int) -> bool:
        try:
            registration.register(
                f"guest{number}", f"guest{number}@example.com", PASSWORD, True, "192.0.2.9", Asked(invite=code)
            )
        except InviteSpent:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        came = list(pool.map(come_in, range(6)))
    assert (sum(came), Account.count()) == (2, 3)


def test_a_name_that_is_taken_uses_nothing_up() -> None:
    made, code = Invite.create(make_staff().id, 3600, 1) or (Invite(), "")
    make_account("anna")
    assert come(code).status_code == 422
    made.refresh()
    assert made.left == 1
    assert come(code, "bea").status_code == 200


def test_an_invitation_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    client, other = plain(make_staff()), plain(make_staff())
    made = client.post(INVITES, json={"expires_in": 3600, "max_uses": 5}).json()
    assert other.delete(f"{INVITES}/{made['id']}").status_code == 404
    assert client.delete(f"{INVITES}/{made['id']}").status_code == 200
    assert client.delete(f"{INVITES}/{made['id']}").status_code == 404
    assert come(made["code"]).status_code == 422
    late = client.post(INVITES, json={"expires_in": 3600}).json()["code"]
    at = base.clock() + 3601
    monkeypatch.setattr(base, "clock", lambda: at)
    assert come(late).status_code == 422
    assert come("nonsense").status_code == 422
    assert [row.handle for row in Account.scan() if not row.role] == []


def test_what_somebody_made_ends_with_their_right_to_invite(monkeypatch: pytest.MonkeyPatch) -> None:
    mo, ben = make_staff(), make_account()
    assert plain(ben).post(INVITES).status_code == 403
    monkeypatch.setattr(config, "INVITES_BY", "everybody")
    code = plain(ben).post(INVITES, json={"max_uses": 9}).json()["code"]
    assert come(code, "one").status_code == 200
    monkeypatch.setattr(config, "INVITES_BY", "staff")
    assert come(code, "two").status_code == 422
    code = plain(mo).post(INVITES, json={"max_uses": 9}).json()["code"]
    silencing.disable(mo.id, Decision("op"))
    assert come(code, "three").status_code == 422
    silencing.enable(mo.id, Decision("op"))
    assert come(code, "three").status_code == 200
    roles.give(mo.id, None, "op")
    assert come(code, "four").status_code == 422


def test_a_closed_server_lets_nobody_in(monkeypatch: pytest.MonkeyPatch) -> None:
    code = plain(make_staff()).post(INVITES).json()["code"]
    monkeypatch.setattr(config, "REGISTRATIONS", "closed")
    assert come(code).status_code == 422


@pytest.mark.parametrize("form", [{"max_uses": 0}, {"max_uses": 101}, {"expires_in": 59}, {"expires_in": 10**9}])
def test_an_invitation_has_bounds(form: dict[str, int]) -> None:
    assert plain(make_staff()).post(INVITES, json=form).status_code == 422
    assert Invite.count() == 0


def used_up(mo: Account, count: int) -> None:
    with Invite.batch_write() as batch:
        for one in range(count):
            ends = base.moment(base.now() + 3600)
            batch.save(Invite(f"{one}", account_id=mo.id, expires_at=ends, max_uses=1, left=0))


def test_the_newest_of_many_is_listed_and_revoked() -> None:
    mo = make_staff()
    client = plain(mo)
    used_up(mo, 201)
    made = client.post(INVITES).json()
    assert [one["id"] for one in client.get(INVITES).json()] == [made["id"]]
    assert client.delete(f"{INVITES}/{made['id']}").status_code == 200
    assert client.delete(f"{INVITES}/{'1' * 3000}").status_code == 404


def test_open_invitations_are_counted_under_all_that_were_used() -> None:
    mo = make_staff()
    made = [Invite.create(mo.id, 3600, 1) for _ in range(50)]
    used_up(mo, 201)
    client = plain(mo)
    assert client.post(INVITES).status_code == 422
    assert len(client.get(INVITES).json()) == 50
    assert made[0]
    assert client.delete(f"{INVITES}/{made[0][0].id}").status_code == 200
    assert client.post(INVITES).status_code == 200


def test_the_invitations_of_an_account_go_with_it() -> None:
    mo = make_staff()
    Invite.create(mo.id, 3600, 1)
    assert belongings.remove_some(mo.id)
    assert Invite.count() == 0
