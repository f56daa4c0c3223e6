"""Choices of what to be told of that two devices change at once: none of them is lost, and none comes back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.talk.inboxes import Inbox
from chalicelib.models.talk.push_subscriptions import PushSubscription
from chalicelib.services.talk import mail_choices, requests
from chalicelib.services.talk.filtering import DROP, FILTER, NEW, NOT_FOLLOWERS, NOT_FOLLOWING, PRIVATE
from chalicelib.services.talk.push import devices
from tests.kit.factories import make_account

ONE, OTHER = {NOT_FOLLOWING: FILTER}, {NEW: DROP}


@pytest.fixture
def anna() -> Account:
    account = make_account()
    Credential(account.id).update([Credential.confirmed_at.set(1)])
    return account


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Return what runs something once, right after an inbox is read next."""

    def plan(work: Callable[[], object]) -> None:
        real, others = Inbox.of, [work]

        def of(account_id: str) -> Inbox:
            found = real(account_id)
            if others:
                others.pop()()
            return found

        monkeypatch.setattr(Inbox, "of", of)

    return plan


Meanwhile = Callable[[Callable[[], object]], None]


@pytest.mark.parametrize("before", [{}, {PRIVATE: FILTER}])
def test_two_parts_of_a_policy_that_are_changed_at_once_are_both_kept(
    anna: Account, meanwhile: Meanwhile, before: dict[str, str]
):
    requests.change_policy(anna.id, before)
    meanwhile(lambda: requests.change_policy(anna.id, OTHER))
    wanted = (before | ONE | OTHER).items()
    assert wanted <= requests.change_policy(anna.id, ONE).policy.items()
    assert wanted <= requests.of(anna.id).policy.items()


def test_many_changes_of_a_policy_at_once_lose_nothing(anna: Account):
    changes = [{name: FILTER} for name in (NOT_FOLLOWING, NOT_FOLLOWERS, NEW, PRIVATE)]
    with ThreadPoolExecutor(len(changes)) as pool:
        list(pool.map(lambda change: requests.change_policy(anna.id, change), changes))
    assert [change for change in changes if change.items() - requests.of(anna.id).policy.items()] == []


def test_two_kinds_of_mails_that_are_chosen_at_once_are_both_sent(anna: Account, meanwhile: Meanwhile):
    meanwhile(lambda: mail_choices.choose(anna.id, {"mentions": True}))
    both = {"follows": True, "mentions": True, "comments": False}
    assert mail_choices.choose(anna.id, {"follows": True}) == mail_choices.chosen(anna.id) == both


def test_mails_that_are_ended_while_one_is_chosen_stay_ended(anna: Account, meanwhile: Meanwhile):
    mail_choices.choose(anna.id, {"follows": True, "mentions": True})
    secret = str(Inbox.of(anna.id).mail_secret)
    meanwhile(lambda: mail_choices.unsubscribe(anna.id, secret))
    mail_choices.choose(anna.id, {"comments": True})
    assert mail_choices.chosen(anna.id) == {"follows": False, "mentions": False, "comments": True}


def test_whom_a_device_is_told_of_is_changed_without_what_it_is_told(anna: Account, monkeypatch: pytest.MonkeyPatch):
    keys: dict[str, Any] = {"endpoint": "https://push.example", "p256dh": "p", "auth": "a", "sealed": "s"}
    PushSubscription(anna.id, "session", **keys, alerts={"follow": True}).save()
    real, others = devices.find, [{"follow": False}]

    def find(account_id: str, session_id: str) -> PushSubscription:
        found = real(account_id, session_id)
        if others:
            devices.change(account_id, session_id, others.pop(), "")
        return found

    monkeypatch.setattr(devices, "find", find)
    changed = devices.change(anna.id, "session", None, "followed")
    assert (changed.alerts, changed.policy) == ({"follow": False}, "followed")
