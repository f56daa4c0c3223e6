"""Which periods count: renewals, refunds, disputes, trials and cancellations, signed and sent through the door."""

import pytest

from chalicelib.models.base import now
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.memberships import Membership
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.selling.periods import RENEWAL_SECONDS
from chalicelib.services.talk import writing
from tests.kit.money.stripe_objects import dispute
from tests.kit.money.subscriptions import (
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
from tests.services.money.selling.telling import balance, begun, state, tell

pytestmark = pytest.mark.usefixtures("ignorant")


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


@pytest.mark.parametrize(
    ("status", "known", "mails"),
    [
        ("trialing", {}, 1),
        ("trialing", {"cancel_at": 1}, 0),
        ("trialing", {"cancel_at_period_end": True}, 0),
        ("active", {}, 0),
    ],
)
def test_a_subscriber_who_continues_after_a_trial_is_told_before_what_it_costs(
    status: str, known: dict[str, int], mails: int
):
    at, row = now(), make_subscription()
    ends_at = at + 3 * DAY
    told = ("customer.subscription.trial_will_end", about(row, status, at, trial_end=ends_at, **known), at)
    tell(told, told)
    found = [mail for mail in Mail.scan() if mail.template == "trial_ends"]
    assert len(found) == mails
    for mail in found:
        assert (mail.account_id, mail.fields["amount"], mail.fields["until"]) == (row.subscriber_id, 500, ends_at)
        assert "5.00 EUR" in writing.write(mail.template, mail.fields).text


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
