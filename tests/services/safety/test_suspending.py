"""Suspended accounts: out at once, as missing to all others, and back as they were."""

from typing import Any

import pytest

from chalicelib import config
from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.base import GuardFailed
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.sessions import Session
from chalicelib.models.photos.posts import PRICE, Post
from chalicelib.models.safety.actions import ModerationAction
from chalicelib.services import sweeper
from chalicelib.services.people import sessions
from chalicelib.services.photos import posts
from chalicelib.services.photos.posts import Draft
from chalicelib.services.safety import suspending
from chalicelib.services.safety.decisions import Decision
from tests.kit.client import Client
from tests.kit.edge import follow
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_app, make_token
from tests.kit.killing import every_kill
from tests.kit.mails import mails_to
from tests.kit.money.paid import empty_bucket, strays
from tests.kit.surfaces import Meeting, seen
from tests.kit.walk import Scene

FRAUD = Decision("mo", "Fraud")
SELF = "/api/v1/accounts/verify_credentials"


def log(account: Account) -> list[str]:
    return [row.name for row in ModerationAction.of(account.id, Page()).rows]


def test_its_tokens_are_worth_nothing_at_once_and_nobody_signs_in():
    anna = make_account(password="correct horse")
    tokens = [sessions.begin(anna.id, make_app().app.client_id, ["read"]) for _ in range(30)]
    assert Client(tokens[0]["access_token"]).get(SELF).status_code == 200

    assert suspending.suspend(anna.id, FRAUD)

    assert {Client(one["access_token"]).get(SELF).status_code for one in tokens} == {401}
    assert Session.of_account(anna.id, 10) == []
    with pytest.raises(Unprocessable, match=config.CONTACT_EMAIL):
        sessions.sign_in(anna.handle, "correct horse", "192.0.2.1")
    assert sessions.sign_in(anna.handle, "wrong", "192.0.2.1") is None
    # A code that was given before is exchanged for nothing.
    with pytest.raises(GuardFailed):
        sessions.begin(anna.id, make_app().app.client_id, ["read"])
    assert suspending.unsuspend(anna.id, FRAUD)
    assert sessions.sign_in(anna.handle, "correct horse", "192.0.2.1")
    assert Client(make_token(anna)).get(SELF).status_code == 200


@pytest.mark.parametrize("is_delivered", [False, True], ids=["at once", "after the messages"])
@pytest.mark.parametrize("who", ["ben", "stranger", "nobody"])
def test_others_find_nothing_of_it_on_any_surface_and_all_of_it_again(who: str, is_delivered: bool):
    met = Meeting()
    client = {"ben": met.as_ben(), "stranger": Client(make_token(make_account())), "nobody": Client()}[who]
    before = seen(client, met)
    suspending.suspend(met.anna.id, FRAUD)
    if is_delivered:
        deliver_events()
    assert seen(client, met) == set()
    suspending.unsuspend(met.anna.id, FRAUD)
    deliver_events()
    assert seen(client, met) == before


def test_its_bytes_close_and_what_was_bought_stays_with_its_buyers():
    empty_bucket()
    free, sold = Scene("public"), Scene(PRICE)
    given = free.given("nobody")
    Post(sold.post.id).update([Post.sales_count.set(1)])
    for scene in (free, sold):
        suspending.suspend(scene.author.id, FRAUD)
    assert not free.may_see("nobody")
    deliver_events()
    assert {follow(url).status for url in given} <= {403, 404}
    assert [follow(url).status for url in sold.given("buyer")] == [200] * len(sold.given("buyer")) != []
    assert sold.given("stranger") == []
    assert strays() == set()
    suspending.unsuspend(free.author.id, FRAUD)
    deliver_events()
    assert {follow(url).status for url in free.given("nobody")} == {200}
    # The addresses that were given out stay closed.
    assert {follow(url).status for url in given} <= {403, 404}


def test_it_is_told_and_logged_and_done_once():
    anna = make_account()
    assert [suspending.suspend(anna.id, FRAUD), suspending.suspend(anna.id, FRAUD)] == [True, False]
    assert [suspending.unsuspend(anna.id, FRAUD), suspending.unsuspend(anna.id, FRAUD)] == [True, False]
    assert log(anna) == ["unsuspend", "suspend"]
    deliver_events()
    subjects = [mail.subject for mail in mails_to(f"{anna.handle}@example.com")]
    assert subjects == ["Your account is suspended", "Your account is open again"]


def begin() -> Any:
    met = Meeting()
    met.token = make_token(met.anna)  # type: ignore[attr-defined]
    deliver_events()
    return met


def test_a_suspension_that_is_cut_anywhere_is_finished_or_did_not_happen(monkeypatch: pytest.MonkeyPatch):
    begun = every_kill(monkeypatch, begin, lambda met: suspending.suspend(met.anna.id, FRAUD))
    deliver_events()
    sweeper.sweep()
    deliver_events()
    for met in begun:
        is_suspended = bool(Account.find(met.anna.id).closed)
        assert log(met.anna) == ["suspend"] * is_suspended
        assert Client(met.token).get(SELF).status_code == (401 if is_suspended else 200)
        assert bool(seen(Client(make_token(make_account())), met)) is not is_suspended
    assert {bool(log(met.anna)) for met in begun} == {False, True}


def test_an_account_that_is_not_there_is_not_suspended():
    with pytest.raises(NotFound):
        suspending.suspend("1", FRAUD)


def test_whoever_is_suspended_publishes_nothing_that_others_see():
    anna = make_account()
    suspending.suspend(anna.id, FRAUD)
    post = posts.publish(anna.id, Draft("Still here"))
    assert Client().get(f"/api/v1/statuses/{post.id}").status_code == 404
