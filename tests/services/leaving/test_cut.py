"""The deletion of an account is finished wherever it is cut, and by two who work at once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib import deadline
from chalicelib.gateways import payments
from chalicelib.models import base
from chalicelib.models.base import now
from chalicelib.models.leaving import GRACE_SECONDS, Leaving
from chalicelib.models.money.payments.customers import Customer
from chalicelib.models.people.accounts import Account
from chalicelib.services.leaving import clearing, departures, settling
from chalicelib.services.photos import comments, likes, posts
from chalicelib.services.photos.posts import Draft
from tests.kit.events import deliver_events, drop_events, empty_queues
from tests.kit.factories import make_account, make_follow
from tests.kit.killing import ALL_WRITES, Killed, make_killer
from tests.kit.money.paid import empty_bucket, upload
from tests.kit.stored import make_stored
from tests.services.leaving.test_deleting import NAMED_BY_ID, originals, sweep_media, traces

MOST_MESSAGES = 40


@pytest.fixture(autouse=True)
def _stage(monkeypatch: pytest.MonkeyPatch) -> None:
    empty_bucket()
    empty_queues()
    deleted: list[Any] = []
    monkeypatch.setattr(payments, "delete_customer", deleted.append)


def leaves() -> Account:
    """Return an account with something of most kinds, whose thirty days are over."""
    anna, ben = make_account(), make_account()
    upload(anna, purpose="avatar")
    make_follow(anna, ben)
    make_follow(ben, anna)
    post = posts.publish(anna.id, Draft("A walk", [make_stored(anna).id]))
    bens = posts.publish(ben.id, Draft("Another", [make_stored(ben).id]))
    comments.write(anna.id, bens.id, Draft("Lovely"))
    comments.write(ben.id, post.id, Draft("Thanks"))
    likes.like(anna.id, bens.id)
    Customer(anna.id, stripe_customer_id="cus_1").save()
    deliver_events()
    departures.begin(anna.id)
    deliver_events()
    return anna


def work_on(account: Account) -> None:
    """Carry out messages one after the other, as the queues bring them, until the account is gone."""
    for _ in range(MOST_MESSAGES):
        if Leaving.of(account.id) is None:
            return
        clearing.clear_away({"leaving": account.id})
        settling.settle({"leaving": account.id})
    raise AssertionError("it never ended")


def is_gone(account: Account) -> bool:
    return traces(account.id, account.handle) == {
        account.id: traces(account.id)[account.id] & NAMED_BY_ID,
        account.handle: {"names"},
    }


def test_a_deletion_is_finished_wherever_it_is_cut(monkeypatch: pytest.MonkeyPatch):
    before = originals()
    account, killer = leaves(), make_killer(monkeypatch, ALL_WRITES)
    later = now() + GRACE_SECONDS + 1
    monkeypatch.setattr(base, "clock", lambda: later)
    cuts = 0
    # Each run is cut one call further than the one before, so that each call is the last one once.
    for at in range(400):
        try:
            with killer.aiming(at % 40):
                work_on(account)
        except Killed:
            cuts += 1
            # Half of what was sent at once is lost, too.
            if at % 2:
                drop_events()
            continue
        break
    assert cuts > 10
    deliver_events()
    sweep_media()
    deliver_events()
    assert Leaving.of(account.id) is None
    assert is_gone(account), traces(account.id, account.handle)
    assert originals() <= before
    empty_queues()


def test_two_who_delete_one_account_at_once_leave_nothing(monkeypatch: pytest.MonkeyPatch):
    account = leaves()
    later = now() + GRACE_SECONDS + 1
    monkeypatch.setattr(base, "clock", lambda: later)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(deadline.carried(work_on), [account, account]))
    deliver_events()
    sweep_media()
    deliver_events()
    assert is_gone(account), traces(account.id, account.handle)
