"""The cookie of our web client gets another secret now and then, and ends with the sessions behind it."""

import pytest

from chalicelib import config
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.door.browsers import LASTS_SECONDS, TOLERATED_SECONDS
from chalicelib.models.people.sessions import Session
from chalicelib.services.people.door import browsers, endings
from tests.kit.browsers import Browser, Clock, other
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_token
from tests.kit.oauth import PASSWORD

NEW = "a longer one than before"
DAY = 86400


def test_a_new_secret_comes_once_a_day_and_two_tabs_are_told_the_same(browser: Browser, clock: Clock):
    first = browser.cookie
    assert browser.here() == ["anna"]
    assert browser.cookie == first
    clock.wait(DAY + 1)
    tab, late = other(browser), other(browser)

    assert (browser.here(), tab.here()) == (["anna"], ["anna"])

    assert browser.cookie == tab.cookie != first
    # An answer that was lost signs nobody out: until the new one is shown, that of before is good.
    clock.wait(10 * TOLERATED_SECONDS)
    assert late.works()
    assert browser.works()
    assert late.works()
    assert late.here() == ["anna"]
    assert late.cookie == first


def test_a_secret_that_was_replaced_long_ago_ends_everything(browser: Browser, clock: Clock):
    thief = other(browser)
    clock.wait(DAY + 1)
    browser.here()
    assert browser.works()
    clock.wait(TOLERATED_SECONDS + 1)

    assert not thief.works()

    assert not browser.works()
    assert browser.here() == []
    assert list(Session.scan()) == []


def test_thirty_days_without_a_visit_sign_out_and_a_visit_starts_them_again(browser: Browser, clock: Clock):
    clock.wait(20 * DAY)
    browser.here()
    clock.wait(20 * DAY)
    assert browser.here() == ["anna"]
    assert browser.works()
    clock.wait(LASTS_SECONDS + 1)
    assert not browser.works()
    assert browser.here() == []


def test_signing_out_everywhere_and_a_new_password_end_it(browser: Browser, anna: Account):
    second = Browser()
    second.sign_in("anna", PASSWORD)
    assert second.delete("/api/rossgram/v1/sessions").status_code == 200
    assert (second.works(), browser.works(), browser.here()) == (True, False, [])

    browser.sign_in("anna", PASSWORD)
    changed = second.put("/api/rossgram/v1/password", json={"password": PASSWORD, "new_password": NEW})
    if changed.status_code == 405:
        changed = second.post("/api/rossgram/v1/password", json={"password": PASSWORD, "new_password": NEW})
    assert changed.status_code == 200
    deliver_events("profiles")
    assert (second.works(), browser.works()) == (True, False)


def test_it_is_listed_as_an_apps_session_is_and_ended_from_there(browser: Browser, anna: Account):
    token = make_token(anna)
    [found] = [one for one in Client(token).get("/api/rossgram/v1/sessions").json() if not one["current"]]
    assert found["application"]["name"] == config.INSTANCE_TITLE
    assert [one["current"] for one in browser.get("/api/rossgram/v1/sessions").json()].count(True) == 1
    assert Client(token).delete(f"/api/rossgram/v1/sessions/{found['id']}").status_code == 200
    assert (browser.works(), browser.here(), browser.cookie) == (False, [], "")


def test_a_suspension_ends_it_and_lets_nobody_in(browser: Browser, anna: Account):
    anna.update([Account.closed.set("suspended")])
    endings.end_all(anna.id)
    assert not browser.works()
    assert browser.sign_in("anna", PASSWORD).status_code == 422


def test_a_password_that_was_right_before_everything_was_signed_out_opens_nothing(anna: Account):
    before = Credential.find(anna.id)
    endings.sign_out_everywhere(anna.id)
    with pytest.raises(Exception, match="access token is invalid"):
        browsers.sign_in(before)
    assert list(Session.scan()) == []
