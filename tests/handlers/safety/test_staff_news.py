"""Whoever has a role is told who waits to be let in and what was reported, and nobody else is."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from chalicelib.models.base import now
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.door.sign_ups import Arrival
from chalicelib.models.promises import Promise
from chalicelib.models.safety import staff
from chalicelib.models.talk.notifications import Notification
from chalicelib.services import sweeper
from chalicelib.services.leaving import belongings
from chalicelib.services.people import registration
from chalicelib.services.people.relationships import blocks, mutes
from chalicelib.services.safety import acting, approving, reports, roles, silencing
from chalicelib.services.safety.decisions import Decision
from chalicelib.services.safety.reports import Complaint
from chalicelib.services.talk.staff import telling
from tests.kit.client import Client
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_post
from tests.kit.oauth import PASSWORD
from tests.kit.staff import make_staff, plain

PATH, GROUPED = "/api/v1/notifications", "/api/v2/notifications"
SIGN_UP, REPORT = "admin.sign_up", "admin.report"


def wait(handle: str = "eve") -> str:
    """Sign somebody up who waits for approval, and return their id."""
    arrival = Arrival(waits=True, reason="Photos")
    return str(registration.sign_up(handle, f"{handle}@example.com", PASSWORD, arrival).id)


def told(client: Client, **query: Any) -> list[tuple[str, str]]:
    answer = client.get(PATH, params=query)
    assert answer.status_code == 200, answer.text
    return [(row["type"], row["account"]["id"]) for row in answer.json()]


def test_the_staff_is_told_who_waits_and_what_was_reported():
    mo, anna, ben = make_staff(), make_account(), make_account()
    client, post = plain(mo), make_post(anna)
    filed = reports.file(ben.id, anna.id, Complaint("spam", "Look at this", post_ids=[post.id])).report
    eve = wait()
    deliver_events()

    assert told(client) == [(SIGN_UP, eve), (REPORT, ben.id)]
    assert told(client, **{"types[]": REPORT}) == [(REPORT, ben.id)]
    assert told(client, **{"exclude_types[]": REPORT}) == [(SIGN_UP, eve)]
    one = client.get(PATH).json()[1]
    said = {"id": filed.id, "category": "spam", "comment": "Look at this", "status_ids": [post.id]}
    assert {key: one["report"][key] for key in said} == said
    assert one["report"]["target_account"]["id"] == anna.id
    assert "rossgram" not in one
    groups = client.get(GROUPED).json()["notification_groups"]
    assert [(group["type"], group.get("report", {}).get("id")) for group in groups] == [
        (SIGN_UP, None),
        (REPORT, filed.id),
    ]
    assert client.get(f"{PATH}/{one['id']}").json()["report"]["id"] == filed.id
    assert client.post(f"{PATH}/{one['id']}/dismiss").status_code == 200
    assert told(client) == [(SIGN_UP, eve)]
    for other in (anna, ben):
        assert told(plain(other)) == told(plain(other), **{"types[]": [REPORT, SIGN_UP]}) == []


def test_whoever_signs_up_where_nobody_waits_is_not_told_of():
    mo = make_staff()
    registration.sign_up("eve", "eve@example.com", PASSWORD, Arrival())
    deliver_events()
    assert told(plain(mo)) == []


def test_whoever_has_lost_the_role_is_told_nothing_of_before_either():
    mo, lee, anna = make_staff(), make_staff(), make_account()
    # A message that was sent while they had it, and one that comes after.
    reports.file(anna.id, make_account().id, Complaint())
    deliver_events()
    [row] = plain(mo).get(PATH).json()
    roles.give(mo.id, None, "op")
    reports.file(anna.id, make_account().id, Complaint())
    deliver_events()
    assert told(plain(mo)) == []
    assert plain(mo).get(f"{PATH}/{row['id']}").status_code == 404
    assert plain(mo).get(f"{PATH}/unread_count").json() == {"count": 0}
    assert len(told(plain(lee))) == 2
    assert [one.account_id for one in Notification.scan() if one.account_id == mo.id] == [mo.id]


def test_a_role_that_is_taken_while_the_message_is_on_its_way_tells_nothing():
    mo = make_staff()
    reports.file(make_account().id, make_account().id, Complaint())
    roles.give(mo.id, None, "op")
    deliver_events()
    assert list(Notification.scan()) == []


@pytest.mark.parametrize("put_out", ["disabled", "suspended"])
def test_whoever_is_put_out_is_told_nothing(put_out: str):
    mo = make_staff()
    mo.update([Account.disabled_at.set(now()) if put_out == "disabled" else Account.closed.set("suspended")])
    reports.file(make_account().id, make_account().id, Complaint())
    deliver_events()
    assert list(Notification.scan()) == []


def test_a_report_about_one_of_the_staff_is_told_to_the_others_and_not_to_whoever_filed_it():
    mo, lee, kim = make_staff(), make_staff(), make_staff()
    reports.file(kim.id, mo.id, Complaint())
    deliver_events()
    assert [told(plain(one)) for one in (mo, lee, kim)] == [[], [(REPORT, kim.id)], []]


def test_no_block_mute_or_policy_keeps_a_report_from_the_staff():
    mo, ben, cleo = make_staff(), make_account(), make_account()
    client = plain(mo)
    assert client.patch("/api/v2/notifications/policy", json={"for_new_accounts": "drop"}).status_code == 200
    blocks.block(mo.id, ben.id)
    mutes.mute(mo.id, cleo.id)
    silencing.silence(cleo.id, Decision("op"))
    for one in (ben, cleo):
        reports.file(one.id, make_account().id, Complaint())
    wait()
    deliver_events()
    assert [kind for kind, _ in told(client)] == [SIGN_UP, REPORT, REPORT]


def test_who_was_let_in_stays_told_of_and_who_was_refused_is_gone():
    mo = make_staff()
    let_in, refused = wait("eve"), wait("mallory")
    deliver_events()
    approving.approve(let_in, Decision("op"))
    approving.reject(refused, Decision("op"))
    assert told(plain(mo)) == [(SIGN_UP, let_in)]


def test_what_is_promised_is_told_once_though_a_message_is_lost_and_others_come_twice():
    mo = make_staff()
    reports.file(make_account().id, make_account().id, Complaint())
    drop_events()
    assert told(plain(mo)) == []
    [promise] = Promise.scan()
    for _ in range(2):
        telling.tell({**promise.message})
    assert [kind for kind, _ in told(plain(mo))] == [REPORT]
    with time_machine.travel(timedelta(minutes=6)):
        sweeper.sweep()
        deliver_events()
    assert [kind for kind, _ in told(plain(mo))] == [REPORT]
    assert list(Promise.scan()) == []


def test_an_account_that_is_deleted_is_none_of_the_staff():
    mo = make_staff()
    assert staff.ids() == [mo.id]
    belongings.remove_some(mo.id)
    assert staff.ids() == []


def test_acting_on_somebody_makes_nobody_one_of_the_staff():
    mo, anna = make_staff(), make_account()
    acting.act(mo.id, anna.id, "silence", "Spam", is_told=False)
    assert staff.ids() == [mo.id]
