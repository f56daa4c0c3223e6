"""Whom a moderator shuts out or suspends: none of their tokens opens anything once the moderator has the answer."""

import pytest

from bench.meter import metered
from chalicelib.gateways import queue
from chalicelib.models.people.sessions import Session
from chalicelib.services.people.door import endings
from tests.kit.browsers import Browser
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account
from tests.kit.oauth import PASSWORD
from tests.kit.staff import as_staff, make_staff, plain

ACCOUNTS = "/api/v1/admin/accounts"
UNDO = {"suspend": "unsuspend", "disable": "enable"}
DEEDS = pytest.mark.parametrize("deed", UNDO)


def opens(token: Client) -> bool:
    return bool(token.get("/api/v1/preferences").status_code == 200)


def cost(deed: str, sessions: int) -> int:
    """Put somebody out who has so many sessions, see that none is left, and return what that took of trips."""
    anna, client = make_account(), as_staff(make_staff())
    tokens = [plain(anna) for _ in range(sessions)]
    assert all(opens(token) for token in tokens)
    with metered() as bill:
        assert client.post(f"{ACCOUNTS}/{anna.id}/action", json={"type": deed}).status_code == 200
    assert not any(opens(token) for token in tokens)
    assert Session.of_account(anna.id, 1) == []
    return bill.trips


@DEEDS
def test_all_tokens_are_worth_nothing_at_once_in_as_many_trips_as_one_takes(deed: str):
    assert cost(deed, sessions=40) == cost(deed, sessions=1)


@DEEDS
def test_more_sessions_than_are_ended_at_once_are_ended_by_the_queue(deed: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(endings, "ENDED_AT_ONCE", 2)
    # Without the messages that come when the index has seen everything.
    monkeypatch.setattr(queue, "announce", lambda *_, **__: None)
    anna, client = make_account(), as_staff(make_staff())
    tokens = [plain(anna) for _ in range(7)]
    client.post(f"{ACCOUNTS}/{anna.id}/action", json={"type": deed})
    deliver_events("profiles")
    assert not any(opens(token) for token in tokens)


@DEEDS
def test_a_message_about_whoever_may_sign_in_again_ends_no_session_of_theirs(deed: str):
    anna, client, browser = make_account(password=PASSWORD), as_staff(make_staff()), Browser()
    client.post(f"{ACCOUNTS}/{anna.id}/action", json={"type": deed})
    client.post(f"{ACCOUNTS}/{anna.id}/{UNDO[deed]}")
    browser.sign_in(anna.handle, PASSWORD)
    deliver_events()
    assert browser.works()
