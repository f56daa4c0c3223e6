"""A subscriber's grant has the level and the end that the subscription's row requires."""

from typing import Any

import pytest

from chalicelib import config
from chalicelib.models import base
from chalicelib.models.base import now
from chalicelib.models.money.grants import Grant, tier_key
from chalicelib.models.money.selling.memberships import Membership
from chalicelib.models.money.selling.subscriptions import Subscription
from tests.kit.factories import make_account
from tests.kit.money.stripe_objects import dispute
from tests.kit.money.subscriptions import DAY, MONTH, about, intent_id, invoice, make_subscription, make_tier, refund
from tests.services.money.audit.looking import found, repaired
from tests.services.money.selling.telling import begun, state, tell

pytestmark = pytest.mark.usefixtures("ignorant")


def key(row: Subscription) -> str:
    return tier_key(row.creator_id)


def spoil(row: Subscription, **fields: Any) -> None:
    grant = Grant.held(row.subscriber_id, key(row))
    assert grant
    for name, value in fields.items():
        setattr(grant, name, value)
    grant.save()


def ended_as_planned(at: int, **fields: Any) -> Subscription:
    """Return a subscription that ended a while before what is paid for does."""
    row = begun(at, **fields)
    over = about(row, "canceled", at, cancel_at=at + 5, ended_at=at + 5)
    tell(("customer.subscription.deleted", over, at + 5))
    assert state(row) == ("canceled", 1, at + MONTH)
    return row


def test_what_is_right_differs_nowhere():
    at = now()
    begun(at)
    make_subscription()
    for status in ("incomplete", "incomplete_expired", "unpaid", "paused", "past_due", "canceled"):
        row = begun(at)
        tell(("customer.subscription.updated", about(row, status, at), at + 5))
    ended_as_planned(at)
    given_back = begun(at)
    tell(("refund.created", refund(given_back, 500), at))
    disputed = begun(at)
    tell(("charge.dispute.created", dispute(disputed, "needs_response") | {"payment_intent": intent_id(disputed)}, at))
    trial = make_subscription()
    tell(("customer.subscription.created", about(trial, "trialing", at, trial_end=at + 7 * DAY), at))
    assert state(trial)[1] == 1
    assert found() == []


def test_what_has_merely_expired_is_no_difference(monkeypatch: pytest.MonkeyPatch):
    at = now()
    rows = [begun(at), ended_as_planned(at)]
    monkeypatch.setattr(base, "clock", lambda: float(at + 3 * MONTH))
    assert found() == []
    for row in rows:
        Grant(row.subscriber_id, key(row)).delete()
    assert found() == []
    Grant("1", tier_key("2"), source_id="9", level=1, expires_at=at).save()
    assert found() == []


def test_the_hours_in_which_a_renewal_is_expected_are_no_difference(monkeypatch: pytest.MonkeyPatch):
    at = now()
    row = begun(at)
    monkeypatch.setattr(base, "clock", lambda: float(at + MONTH + 3600))
    assert (found(), state(row)[1]) == ([], 1)


def test_a_grace_that_was_given_stays_where_grace_days_was_changed_since(monkeypatch: pytest.MonkeyPatch):
    at = now()
    row = begun(at, tier=make_tier(), subscriber=make_account())
    failed = invoice(row, at + 2 * MONTH, 2) | {"status": "open", "amount_paid": 0}
    tell(
        ("customer.subscription.updated", about(row, "past_due", at), at + MONTH),
        ("invoice.payment_failed", failed, at + MONTH),
    )
    for days in (2, 9):
        monkeypatch.setattr(config, "GRACE_DAYS", days)
        for moment in (at, at + MONTH + 3 * DAY, at + MONTH + 8 * DAY):
            monkeypatch.setattr(base, "clock", lambda moment=moment: float(moment))
            assert found() == []


@pytest.mark.parametrize(
    "wrong", [{"level": 2}, {"expires_at": 5}, {"expires_at": None}, {"expires_at": now() + 90 * DAY}]
)
def test_a_grant_that_says_something_else_is_written_anew(wrong: dict[str, Any]):
    row = begun(now())
    right = state(row)
    spoil(row, **wrong)
    assert found() == [("subscription", row.id)]
    assert repaired() == [("subscription", row.id)]
    assert state(row) == right


def test_a_lost_grant_comes_back():
    living, over = begun(now()), ended_as_planned(now())
    right = [state(living), state(over)]
    for row in (living, over):
        Grant(row.subscriber_id, key(row)).delete()
    assert set(repaired()) == {("subscription", living.id), ("subscription", over.id)}
    assert [state(living), state(over)] == right


@pytest.mark.parametrize("status", ["unpaid", "paused", "canceled", "incomplete"])
def test_a_grant_of_a_subscription_that_does_not_stand_goes(status: str):
    row = begun(now())
    tell(("customer.subscription.updated", about(row, status), now() + 5))
    Grant(row.subscriber_id, key(row), source_id=row.id, level=1, expires_at=now() + DAY).save()
    assert repaired() == [("subscription", row.id)]
    assert state(row) == (status, None, None)


def test_a_second_subscription_opens_nothing():
    at, tier, fan = now(), make_tier(), make_account()
    first, second = begun(at, tier=tier, subscriber=fan), begun(at, tier=tier, subscriber=fan)
    assert Subscription.find(second.id).is_duplicate
    assert found() == []
    spoil(first, source_id=second.id)
    assert set(found()) == {("subscription", first.id), ("subscription", second.id)}
    repaired()
    held = Grant.held(fan.id, key(first))
    assert held
    assert held.source_id == first.id


def test_who_left_what_is_paid_to_a_second_subscription_that_ended_is_no_difference():
    at, tier, fan = now(), make_tier(), make_account()
    first = ended_as_planned(at, tier=tier, subscriber=fan)
    second = begun(at, tier=tier, subscriber=fan)
    assert found() == []
    tell(("customer.subscription.deleted", about(second, "canceled", at, ended_at=at + 5), at + 9))
    assert Grant.held(fan.id, key(first)) is None
    assert found() == []


def test_the_one_that_lives_takes_over_what_an_ended_one_holds():
    at, tier, fan = now(), make_tier(), make_account()
    first = ended_as_planned(at, tier=tier, subscriber=fan)
    second = begun(at, tier=tier, subscriber=fan)
    Grant(fan.id, key(first), source_id=first.id, level=1, expires_at=at + MONTH).save()
    assert repaired() == [("subscription", second.id)]
    held = Grant.held(fan.id, key(first))
    assert held
    assert held.source_id == second.id


def test_a_grant_that_belongs_to_no_subscription_goes():
    row = begun(now())
    for account_id, source_id in (("stranger", row.id), ("other", "9")):
        Grant(account_id, key(row), source_id=source_id, level=1, expires_at=now() + DAY).save()
    assert set(repaired()) == {("grant", f"stranger/{key(row)}"), ("grant", f"other/{key(row)}")}


@pytest.mark.parametrize("effective", [{}, {"stands": False}])
def test_whether_a_payment_stands_is_what_is_known_of_it(effective: dict[str, bool]):
    row = begun(now())
    right = state(row)
    fresh = Subscription.find(row.id)
    fresh.update([Subscription.effective_payments.set({intent_id(row): False} if effective else {})])
    assert ("periods", row.id) in repaired()
    assert state(row) == right
    assert Membership.held(row.subscriber_id, row.creator_id).subscription_id == row.id


def test_a_period_that_was_refunded_is_closed_again():
    row = begun(now())
    tell(("refund.created", refund(row, 500), now()))
    Subscription.find(row.id).update([Subscription.effective_payments.set({intent_id(row): True})])
    assert ("periods", row.id) in repaired()
    assert state(row) == ("active", None, None)
