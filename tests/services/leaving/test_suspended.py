"""Whoever leaves and is suspended is both: the suspension comes first, and the leaving goes on after it."""

import pytest

from chalicelib import config
from chalicelib.models import base
from chalicelib.models.base import now
from chalicelib.models.leaving import GRACE_SECONDS, Leaving
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import LEAVING, SUSPENDED
from chalicelib.services.leaving import departed, departures
from chalicelib.services.safety import suspending
from chalicelib.services.safety.decisions import Decision
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post

FRAUD = Decision("mo", "Fraud")
PASSWORD = "correct horse battery"


@pytest.fixture
def anna() -> Account:
    return make_account("anna", password=PASSWORD)


def test_whoever_was_leaving_goes_on_to_leave_once_the_suspension_ends(anna: Account):
    post = make_post(anna)
    wish = departures.begin(anna.id)
    assert suspending.suspend(anna.id, FRAUD)
    deliver_events()
    assert Account.find(anna.id).closed == SUSPENDED
    # Who is suspended takes nothing back.
    departures.take_back(anna.id)
    kept = Leaving.of(anna.id)
    assert kept is not None
    assert kept.delete_at == wish.delete_at

    assert suspending.unsuspend(anna.id, FRAUD)
    deliver_events()
    assert Account.find(anna.id).closed == LEAVING
    assert Client().get(f"/api/v1/statuses/{post.id}").status_code == 404
    departures.take_back(anna.id)
    deliver_events()
    assert Account.find(anna.id).closed is None
    assert Client().get(f"/api/v1/statuses/{post.id}").status_code == 200


def test_nothing_is_deleted_while_the_suspension_lasts_and_all_of_it_after(
    anna: Account, monkeypatch: pytest.MonkeyPatch
):
    departures.begin(anna.id)
    suspending.suspend(anna.id, FRAUD)
    later = now() + GRACE_SECONDS + 1
    monkeypatch.setattr(base, "clock", lambda: later)
    departed.queue_due(10)
    deliver_events()
    assert Account.find(anna.id).handle == "anna"
    suspending.unsuspend(anna.id, FRAUD)
    much_later = later + 3601
    monkeypatch.setattr(base, "clock", lambda: much_later)
    assert departed.queue_due(10) == 1
    deliver_events()
    with pytest.raises(Account.DoesNotExist):
        Account.get(anna.id)


def test_an_account_that_was_not_leaving_is_open_again(anna: Account):
    suspending.suspend(anna.id, FRAUD)
    suspending.unsuspend(anna.id, FRAUD)
    assert Account.find(anna.id).closed is None


def test_the_page_says_when_to_try_again_and_is_a_page_like_others(anna: Account, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(base, "clock", lambda: 1_800_000_000.0)
    monkeypatch.setattr(config, "SIGN_INS_PER_NAME_AND_ADDRESS", 1)
    typed = {"username": "anna", "password": "wrong", "act": "leave"}
    answers = [Client().post("/oauth/leaving", data=typed) for _ in "ab"]
    assert [one.status_code for one in answers] == [422, 429]
    assert int(answers[1].headers["Retry-After"]) > 0
    page = Client().get("/oauth/leaving")
    assert page.headers["Content-Security-Policy"] == Client().get("/oauth/sessions").headers["Content-Security-Policy"]
