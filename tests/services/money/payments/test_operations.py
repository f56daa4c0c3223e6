"""What is under way at Stripe stays on the payment's row until its own end is written."""

import pytest

from chalicelib.models.base import GuardFailed
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.operations import REVERSE, Ending, Operation
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.services.money.payments import refunds
from chalicelib.services.money.payments.refunds import RefundRequest
from chalicelib.services.money.payments.settlement import Observation, settle
from tests.kit.money.stripe_objects import charge, deliver, event, intent_id, make_purchase, refund, session


@pytest.fixture
def bought() -> Purchase:
    purchase = make_purchase()
    deliver(event("checkout.session.completed", session(purchase)))
    deliver(event("charge.refunded", charge(purchase, 200)), event("refund.created", refund(purchase, 200)))
    return purchase


def begin(purchase: Purchase) -> Operation:
    operation = Operation.decide(REVERSE, 200, f"tr_{purchase.id}")
    Payment.read(intent_id(purchase)).begin(operation)
    return operation


def test_a_decision_is_written_over_the_row_that_it_was_made_from(bought: Purchase):
    before = Payment.read(intent_id(bought))
    operation = begin(bought)
    with pytest.raises(GuardFailed):
        before.begin(Operation.decide(REVERSE, 200, "tr_1"))
    assert Payment.read(before.id).under_way == operation
    assert Payment.read(before.id).due == "due"


def test_what_is_under_way_stays_through_events_and_requests(bought: Purchase):
    operation = begin(bought)
    deliver(event("refund.created", refund(bought, 100, 2)))
    refunds.request(bought.seller_id, "purchase", bought.id, RefundRequest(amount=50))
    found = Payment.read(intent_id(bought))
    assert (found.under_way, found.facts.refunded, list(found.wanted.values())) == (operation, 300, [50])


def test_the_end_of_another_operation_changes_nothing(bought: Purchase):
    operation = begin(bought)
    for ending in (Ending("op_other", owed=200), Ending(owed=200), Ending("op_other", void="r1")):
        settle(intent_id(bought), Observation(ending=ending))
    found = Payment.read(intent_id(bought))
    assert (found.under_way, found.facts.debt, found.facts.requests) == (operation, 0, {})


def test_an_end_is_written_once_with_what_it_means(bought: Purchase):
    operation = begin(bought)
    for _ in range(2):
        settle(intent_id(bought), Observation(ending=Ending(operation.id, owed=200)))
    found = Payment.read(intent_id(bought))
    assert [found.under_way, found.facts.debt, found.due] == [None, 200, None]


def test_no_more_is_owed_than_is_outstanding(bought: Purchase):
    operation = begin(bought)
    observed = Observation(Facts(reversed=150), ending=Ending(operation.id, owed=200))
    assert settle(intent_id(bought), observed).facts.debt == 50


def test_the_debt_of_a_refund_that_failed_is_forgiven(bought: Purchase):
    payment_id = intent_id(bought)
    settle(payment_id, Observation(ending=Ending(owed=200)))
    deliver(event("refund.failed", refund(bought, 200, status="failed")))
    for _ in range(2):
        settle(payment_id, Observation(ending=Ending(is_forgiving=True)))
    facts = Payment.read(payment_id).facts
    assert (facts.debt, facts.forgiven, facts.outstanding) == (200, 200, 0)
    assert facts.balances() == {"payers": -500, "creator": 475, "platform": 25}


def test_a_row_of_an_earlier_release_has_nothing_under_way(bought: Purchase):
    row = Payment.read(intent_id(bought))
    assert row.operation is None
    assert row.under_way is None
