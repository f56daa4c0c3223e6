"""Whoever follows while an account becomes private asks to, at whatever moment it does and wherever that is cut."""

from typing import Any

import pytest

from chalicelib.models import base
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.requests import FollowRequest
from chalicelib.services.people import homes
from chalicelib.services.people.relationships import privacy, requests
from chalicelib.services.photos import timelines
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_post
from tests.kit.killing import Killed


def stand(one: Account, other: Account) -> tuple[bool, bool]:
    """Tell whether one follows the other, and whether one asks to."""
    return Follow.is_there(one.id, other.id), bool(FollowRequest.among([(one.id, other.id)]))


def counts(one: Account, other: Account) -> tuple[int, int]:
    return int(Account.find(one.id).following_count), int(Account.find(other.id).followers_count)


@pytest.fixture
def anna() -> Account:
    return make_account()


@pytest.fixture
def ben() -> Account:
    return make_account()


def close_before_the_write(anna: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the account become private once it was read as public, before the follow is written."""
    real = Follow.create

    def create(*pair: str) -> bool:
        privacy.set_private(anna.id, is_private=True)
        return real(*pair)

    monkeypatch.setattr(Follow, "create", create)


def test_whoever_follows_as_an_account_closes_asks_to(anna: Account, ben: Account, monkeypatch: pytest.MonkeyPatch):
    make_post(anna, access="followers")
    close_before_the_write(anna, monkeypatch)
    timelines.ask_to_follow(ben.id, anna.id)
    assert stand(ben, anna) == (False, True)
    deliver_events()
    assert stand(ben, anna) == (False, True)
    assert counts(ben, anna) == (0, 0)
    requests.authorize(anna.id, ben.id)
    deliver_events()
    assert stand(ben, anna) == (True, False)
    assert counts(ben, anna) == (1, 1)


def test_a_follow_that_was_cut_before_it_looked_becomes_a_request_too(
    anna: Account, ben: Account, monkeypatch: pytest.MonkeyPatch
):
    close_before_the_write(anna, monkeypatch)

    def cut(*_: Any) -> bool:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(FollowRequest, "put_back", cut)
        with pytest.raises(Killed):
            timelines.ask_to_follow(ben.id, anna.id)
    assert stand(ben, anna) == (True, False)
    deliver_events()
    assert stand(ben, anna) == (False, True)
    assert counts(ben, anna) == (0, 0)


def test_whom_a_private_account_let_in_stays_and_so_does_whoever_followed_before(
    anna: Account, ben: Account, monkeypatch: pytest.MonkeyPatch
):
    eve = make_account()
    make_follow(eve, anna)
    at = base.clock() + 60
    monkeypatch.setattr(base, "clock", lambda: at)
    privacy.set_private(anna.id, is_private=True)
    monkeypatch.setattr(base, "clock", lambda: at + 60)
    timelines.ask_to_follow(ben.id, anna.id)
    requests.authorize(anna.id, ben.id)
    for one in (ben, eve):
        homes.settle(one.id, anna.id)
        assert stand(one, anna) == (True, False)


def test_followers_of_an_account_that_was_private_before_this_was_noted_stay(anna: Account, ben: Account):
    make_follow(ben, anna)
    anna.update([Account.is_private.set(True)])
    homes.settle(ben.id, anna.id)
    assert stand(ben, anna) == (True, False)
