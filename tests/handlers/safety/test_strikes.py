"""What moderators did, as the account learns of it that it was done to, and what it says against it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from chalicelib import config
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.safety.actions import ModerationAction
from chalicelib.models.safety.appeals import Appeal
from chalicelib.schemas.safety.strikes import render_strike
from chalicelib.services.safety import acting, removal, silencing, suspending
from chalicelib.services.safety.appeals import strikes
from chalicelib.services.safety.decisions import Decision
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.mails import mails_to
from tests.kit.staff import make_staff, plain

STRIKES = "/api/rossgram/v1/strikes"
SPAM = Decision("@mo", "It is spam", moderator_id="")
DEEDS: list[tuple[str, Any]] = [
    ("none", acting.warn),
    ("sensitive", silencing.cover),
    ("silence", silencing.silence),
    ("disable", silencing.disable),
    ("suspend", suspending.suspend),
]


def struck(handle: str = "") -> tuple[Account, Client, str]:
    """Return an account that was silenced, its client, and the strike's id."""
    anna = make_account(handle)
    client = Client(make_token(anna))
    silencing.silence(anna.id, SPAM)
    return anna, client, client.get(STRIKES).json()[0]["id"]


def appeal(client: Client, strike_id: str, text: str = "It was art") -> Any:
    return client.post(f"{STRIKES}/{strike_id}/appeal", data={"text": text})


def letters(account: Account) -> list[Any]:
    deliver_events("mails")
    return mails_to(f"{account.handle}@example.com")


@pytest.mark.parametrize(("action", "deed"), DEEDS)
def test_each_act_is_a_strike_with_its_reason_and_names_nobody_of_the_staff(action: str, deed: Any):
    mo, anna = make_staff(handle="momo"), make_account()
    deed(anna.id, Decision("@momo", "It is spam", moderator_id=mo.id))
    (found,) = [render_strike(one, anna) for one in strikes.listed(anna.id, Page()).shown]
    assert (found["action"], found["text"], found["status_ids"], found["appeal"]) == (action, "It is spam", [], None)
    assert (found["target_account"]["id"], bool(found["rossgram"]["appeal_until"])) == (anna.id, True)
    assert "momo" not in str(found)
    assert mo.id not in str(found)


def test_a_deleted_post_is_a_strike_that_says_what_it_said():
    anna = make_account()
    post = make_post(anna, "Buy my watches")
    removal.remove(post.id, SPAM)
    (found,) = plain(anna).get(STRIKES).json()
    assert (found["action"], found["status_ids"], found["rossgram"]["words"]) == (
        "delete_statuses",
        [post.id],
        "Buy my watches",
    )


@pytest.mark.parametrize("path", ["/api/v1/notifications", "/api/v2/notifications"])
def test_a_notification_tells_of_it_and_what_takes_it_back_is_none(path: str):
    anna, client, strike_id = struck()
    silencing.unsilence(anna.id, SPAM)
    appeal(client, strike_id)
    told = client.get(path).json()
    rows = told["notification_groups"] if path.startswith("/api/v2") else told
    (found,) = [row for row in rows if row["type"] == "moderation_warning"]
    warning = found["moderation_warning"]
    assert (warning["id"], warning["action"], warning["appeal"]["state"]) == (strike_id, "silence", "pending")
    assert "rossgram" not in found
    without = client.get(path, params={"exclude_types[]": "moderation_warning"})
    assert "moderation_warning" not in without.text


def test_a_moderator_who_tells_nobody_leaves_a_strike_and_no_notification():
    anna = make_account()
    silencing.silence(anna.id, Decision("mo", is_told=False))
    client = plain(anna)
    assert (len(client.get(STRIKES).json()), client.get("/api/v1/notifications").json()) == (1, [])
    assert letters(anna) == []


def test_strikes_are_turned_by_pages_the_newest_first_with_nothing_else_of_the_log():
    anna = make_account()
    for _ in range(3):
        silencing.silence(anna.id, SPAM)
        silencing.unsilence(anna.id, SPAM)
    client = plain(anna)
    first = client.get(STRIKES, params={"limit": 2})
    rest = client.get(first.links["next"]["url"])
    found = [row["id"] for row in first.json() + rest.json()]
    assert (len(found), found, {row["action"] for row in first.json()}) == (3, sorted(found)[::-1], {"silence"})


def test_a_strike_of_somebody_else_is_not_there():
    _, _, strike_id = struck()
    stranger = plain(make_account())
    assert stranger.get(f"{STRIKES}/{strike_id}").status_code == 404
    assert appeal(stranger, strike_id).status_code == 404
    assert appeal(stranger, "1").status_code == 404
    assert list(Appeal.scan()) == []


def test_what_takes_something_back_is_no_strike_to_appeal_against():
    anna, client, _ = struck()
    silencing.unsilence(anna.id, SPAM)
    row = ModerationAction.of(anna.id, Page()).rows[0]
    assert (row.name, appeal(client, row.id).status_code) == ("unsilence", 404)


def test_an_appeal_is_kept_shown_and_told_to_the_operator():
    _, client, strike_id = struck("anna")
    answer = appeal(client, strike_id)
    assert (answer.status_code, answer.json()["appeal"]) == (200, {"text": "It was art", "state": "pending"})
    assert client.get(f"{STRIKES}/{strike_id}").json() == answer.json()
    assert answer.json()["rossgram"]["appeal_until"] is None
    deliver_events("mails")
    assert mails_to(config.CONTACT_EMAIL)[-1].subject == "Somebody appeals"


def test_an_act_is_appealed_once():
    _, client, strike_id = struck()
    assert appeal(client, strike_id).status_code == 200
    again = appeal(client, strike_id, "Please!")
    assert (again.status_code, "appealed against this before" in again.json()["error"]) == (422, True)
    assert Appeal.find(strike_id).text == "It was art"


def test_of_two_appeals_at_once_the_later_takes_nothing_from_the_first(monkeypatch: pytest.MonkeyPatch):
    anna, client, strike_id = struck()
    unappealed = strikes.find(anna.id, strike_id)
    appeal(client, strike_id)
    monkeypatch.setattr(strikes, "find", lambda *_: unappealed)
    assert appeal(client, strike_id, "Please!").status_code == 422
    assert Appeal.find(strike_id).text == "It was art"


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001, "x" * 30_000])
def test_an_appeal_says_something_and_not_too_much(text: str):
    _, client, strike_id = struck()
    assert appeal(client, strike_id, text).status_code == 422
    assert appeal(client, strike_id, "x" * 2000).status_code == 200


def test_after_twenty_days_it_is_too_late():
    _, client, strike_id = struck()
    with time_machine.travel(timedelta(days=20, minutes=1)):
        late = appeal(client, strike_id)
        assert (late.status_code, "too late" in late.json()["error"]) == (422, True)
        assert client.get(f"{STRIKES}/{strike_id}").json()["rossgram"]["appeal_until"] is None
    with time_machine.travel(timedelta(days=19)):
        assert appeal(client, strike_id).status_code == 200
