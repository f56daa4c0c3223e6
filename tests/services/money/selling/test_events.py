"""A subscription's events, signed and sent through the HTTP door, in every order in which they may come."""

import itertools
from typing import Any

import pytest

from chalicelib import config
from chalicelib.models.base import now
from chalicelib.models.money.grants import Grant, tier_key
from chalicelib.models.money.ledger import Balance, Entry, total
from chalicelib.models.money.payments import Payment
from chalicelib.models.money.subscriptions import Membership, Subscription
from chalicelib.models.people.follows import Follow
from chalicelib.services.money.selling.periods import RENEWAL_SECONDS
from tests.money import deliver, dispute, event
from tests.subscriptions import (
    DAY,
    MONTH,
    about,
    intent_id,
    invoice,
    make_subscription,
    paying,
    refund,
    session,
)

pytestmark = pytest.mark.usefixtures("ignorant")
PAID = {"payers": -500, "creator": 475, "platform": 25}

Told = tuple[str, dict[str, Any], int]


def tell(*told: Told) -> None:
    """Deliver events: a type, an object and the moment when it happened."""
    deliver(*(event(name, found, created=at) for name, found, at in told))


def state(row: Subscription) -> tuple[str, int | None, int | None]:
    """Return the status, and the level and the end of the grant."""
    grant = Grant.held(row.subscriber_id, tier_key(row.creator_id))
    known = (int(grant.level), int(grant.expires_at or 0)) if grant else (None, None)
    return (Subscription.find(row.id).status, *known)


def balance(row: Subscription) -> dict[str, int]:
    entries = list(Entry.in_book(row.creator_id))
    held = Balance.of(row.creator_id)
    stored = held[0].amounts() if held else {}
    assert stored == total(entry.lines for entry in entries)
    return stored


def beginning(row: Subscription, at: int) -> tuple[Told, ...]:
    """Return what Stripe tells when a subscription begins."""
    return (
        ("customer.subscription.created", about(row, "incomplete", at), at),
        ("customer.subscription.updated", about(row, "active", at), at),
        ("invoice.paid", invoice(row, at + MONTH), at),
        ("payment_intent.succeeded", paying(row)["intent"], at),
        ("charge.succeeded", paying(row)["charge"], at),
    )


# All orders of four; of the fifth event, whose effect is that of the fourth, the first and the last place.
ORDERS = [(*order[:place], 4, *order[place:]) for order in itertools.permutations(range(4)) for place in (0, 4)]


@pytest.mark.parametrize("places", ORDERS[::2] + ORDERS[1::8])
def test_a_subscription_begins_in_whatever_order_its_events_come(places: tuple[int, ...]):
    at, row = now(), make_subscription()
    told = beginning(row, at)
    tell(*(told[place] for place in places))
    assert state(row) == ("active", 1, at + MONTH + RENEWAL_SECONDS)
    assert balance(row) == PAID
    assert (Payment.ids_of_order(row.id), Subscription.find(row.id).paid_through) == ([intent_id(row)], at + MONTH)


def begun(at: int, **fields: Any) -> Subscription:
    """Return a subscription whose first month is paid."""
    row = make_subscription(**fields)
    told = beginning(row, at)
    tell(told[1], told[2], told[4])
    return row


def test_it_follows_the_creator_and_is_the_one_subscription_of_the_two():
    row = begun(now())
    assert Follow.among([(row.subscriber_id, row.creator_id)])
    assert Membership.held(row.subscriber_id, row.creator_id).subscription_id == row.id


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_what_has_ended_stays_ended(order: tuple[int, ...]):
    at, row = now(), begun(now())
    told = (
        ("customer.subscription.deleted", about(row, "canceled", at, ended_at=at + 5), at + 5),
        ("customer.subscription.updated", about(row, "active", at), at + 9),
        ("customer.subscription.updated", about(row, "past_due", at), at + 3),
    )
    tell(*(told[place] for place in order))
    assert state(row) == ("canceled", None, None)
    assert Membership.held(row.subscriber_id, row.creator_id).subscription_id is None
    assert Follow.among([(row.subscriber_id, row.creator_id)])


def test_of_two_events_in_one_second_the_later_state_is_kept():
    at = now()
    for order in itertools.permutations(("incomplete", "active", "past_due")):
        row = make_subscription()
        tell(*(("customer.subscription.updated", about(row, status, at), at) for status in order))
        assert state(row) == ("past_due", 1, at + config.GRACE_DAYS * DAY), order


def renewing(row: Subscription, start: int) -> tuple[Told, ...]:
    """Return what Stripe tells when the second month cannot be charged."""
    failed = invoice(row, start + MONTH, 2, status="open", amount_paid=0, payments={"data": []})
    return (
        ("customer.subscription.updated", about(row, "active", start), start),
        ("invoice.payment_failed", failed, start),
        ("customer.subscription.updated", about(row, "past_due", start), start),
        ("invoice.payment_failed", failed, start + 3 * DAY),
    )


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::2])
def test_a_renewal_that_fails_leaves_a_grace_from_the_first_failure(order: tuple[int, ...]):
    at = now()
    row, start = begun(at - MONTH), at
    told = renewing(row, start)
    tell(*(told[place] for place in order))
    assert state(row) == ("past_due", 1, start + 7 * DAY)


def test_a_renewal_that_is_paid_after_all_extends_and_one_that_never_is_ends():
    at = now()
    row = begun(at - MONTH)
    tell(*renewing(row, at))
    assert Subscription.find(row.id).grace_ends_at == at + 7 * DAY
    tell(
        ("customer.subscription.updated", about(row, "active", at), at + 3 * DAY),
        ("invoice.paid", invoice(row, at + MONTH, 2), at + 3 * DAY),
        ("invoice.payment_failed", renewing(row, at)[1][1], at),
    )
    assert state(row) == ("active", 1, at + MONTH + RENEWAL_SECONDS)
    assert Subscription.find(row.id).grace_ends_at is None
    tell(("customer.subscription.updated", about(row, "unpaid", at), at + 40 * DAY))
    assert state(row) == ("unpaid", None, None)


@pytest.mark.parametrize("status", ["incomplete", "incomplete_expired", "unpaid", "paused"])
def test_what_opens_nothing(status: str):
    row = begun(now())
    tell(("customer.subscription.updated", about(row, status), now() + 5))
    assert state(row) == (status, None, None)


def test_a_renewal_moves_the_end_and_is_a_payment_of_its_own():
    at = now()
    row = begun(at)
    late = ("customer.subscription.updated", about(row, "active", at), at)
    tell(("invoice.paid", invoice(row, at + 2 * MONTH, 2), at + MONTH), late)
    assert state(row) == ("active", 1, at + 2 * MONTH + RENEWAL_SECONDS)
    assert balance(row)["payers"] == -1000


def test_a_refund_takes_back_the_period_that_it_paid_and_one_that_fails_gives_it_again():
    at = now()
    row = begun(at)
    tell(("invoice.paid", invoice(row, at + 2 * MONTH, 2), at + MONTH))
    tell(("refund.created", refund(row, 100, 2), at))
    assert state(row) == ("active", 1, at + 2 * MONTH + RENEWAL_SECONDS)
    tell(("refund.created", refund(row, 500, 2) | {"id": "re_all", "amount": 400}, at))
    assert state(row) == ("active", 1, at + MONTH + RENEWAL_SECONDS)
    tell(("refund.created", refund(row, 500, 1), at))
    assert state(row) == ("active", None, None)
    tell(("refund.failed", refund(row, 500, 1, "failed"), at))
    assert state(row) == ("active", 1, at + MONTH + RENEWAL_SECONDS)


def test_a_dispute_of_an_invoice_suspends_it():
    row = begun(now())
    until = state(row)
    found = dispute(row, "needs_response") | {"payment_intent": intent_id(row)}
    tell(("charge.dispute.created", found, now()))
    assert state(row) == ("active", None, None)
    tell(("charge.dispute.closed", found | {"status": "won"}, now()))
    assert state(row) == until


def test_facts_wait_for_the_invoice_that_says_whose_they_are():
    at, row = now(), make_subscription()
    tell(
        ("charge.succeeded", paying(row)["charge"], at),
        ("refund.created", refund(row, 500), at),
        ("customer.subscription.updated", about(row, "active", at), at),
    )
    assert balance(row) == {}
    assert state(row)[0] == "active"
    tell(("invoice.paid", invoice(row, at + MONTH), at))
    assert balance(row) == {"creator": 475, "platform": 25, "clearing": -500}
    assert state(row) == ("active", None, None)


def test_a_trial_lasts_until_it_ends_and_costs_nothing():
    at, row = now(), make_subscription()
    free = invoice(row, at + 7 * DAY, amount=0)
    tell(
        ("invoice.paid", free, at),
        ("customer.subscription.created", about(row, "trialing", at, trial_end=at + 7 * DAY), at),
    )
    assert state(row) == ("trialing", 1, at + 7 * DAY + RENEWAL_SECONDS)
    assert (balance(row), Payment.ids_of_order(row.id)) == ({}, [])
    assert Membership.held(row.subscriber_id, row.creator_id).trial_id == row.id


def test_a_cancellation_keeps_what_is_paid_and_one_at_once_does_not():
    at = now()
    for cancel_at, until in ((at + MONTH, at + MONTH), (None, None)):
        row = begun(at)
        tell(("customer.subscription.updated", about(row, "active", at, cancel_at=at + MONTH), at + 1))
        assert state(row) == ("active", 1, at + MONTH)
        ended = about(row, "canceled", at, cancel_at=cancel_at, ended_at=cancel_at or at + 2)
        tell(("customer.subscription.deleted", ended, at + 2))
        assert state(row)[2] == until


def test_the_session_links_our_row():
    row = make_subscription()
    tell(("checkout.session.completed", session(row), now()))
    assert Subscription.find(row.id).stripe_id == f"sub_{row.id}"
    assert state(row) == ("", None, None)
    other = make_subscription()
    tell(("checkout.session.expired", session(other, subscription=None, payment_status="unpaid"), now()))
    assert Subscription.find(other.id).stripe_id is None
