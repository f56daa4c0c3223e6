"""Mistakes about refunds: who requests them, how much, and whose transfer is reversed."""

from tests.mistakes.trial import Mistake

OUTSTANDING = "chalicelib/services/money/payments/outstanding.py"
REFUNDS = "chalicelib/services/money/payments/refunds.py"
GIVING = "tests/handlers/money/payments/test_refunds.py"
PAYING = "tests/handlers/money/payments/test_outstanding.py"
OPERATIONS = "chalicelib/services/money/payments/operations.py"
WORKERS = "tests/services/money/payments/test_two_workers.py"
YESTERDAY = "tests/services/money/payments/test_yesterdays_calls.py"

MISTAKES = (
    Mistake(
        "a refund leaves the transfer where it is",
        "chalicelib/gateways/payments/refunds.py",
        '"reverse_transfer": True if from_creator else None,',
        '"reverse_transfer": None,',
        ("tests/gateways/test_charges.py::test_a_refund_takes_back_from_the_creator_and_from_the_platform",),
    ),
    Mistake(
        "a refund leaves the platform its fee",
        "chalicelib/gateways/payments/refunds.py",
        '"refund_application_fee": True if has_fee else None,',
        '"refund_application_fee": None,',
        ("tests/gateways/test_charges.py::test_a_refund_takes_back_from_the_creator_and_from_the_platform",),
    ),
    Mistake(
        "what the Dashboard gave back is not taken from the creator",
        OUTSTANDING,
        "    if facts.outstanding > 0:\n",
        "    if facts.outstanding > 0 and not payment:\n",
        (f"{PAYING}::test_a_refund_in_the_dashboard_that_leaves_the_creator_the_money_reverses_the_transfer",),
    ),
    Mistake(
        "a lost dispute is the platform's loss",
        "chalicelib/models/money/payments/facts.py",
        "return self.refunded + min(self.paid - self.refunded, int(lost)) - self._reversed_net",
        "return self.refunded + 0 * int(lost) - self._reversed_net",
        (f"{PAYING}::test_a_lost_dispute_is_reversed_from_the_creator",),
    ),
    Mistake(
        "a refund has another key at every try",
        OPERATIONS,
        "payments.refund(operation.id, payment.id",
        'payments.refund(f"{operation.id}{now()}{id(payment)}", payment.id',
        (
            "tests/handlers/money/payments/test_outstanding_refunds.py::test_two_workers_that_saw_nothing_make_one_refund",
        ),
    ),
    Mistake(
        "each worker reverses under a key of its own",
        OPERATIONS,
        "    del payment\n    payments.reverse_transfer(operation.id,",
        '    payments.reverse_transfer(f"{operation.id}:{id(payment)}",',
        (f"{WORKERS}::test_a_sample_of_two_workers",),
    ),
    Mistake(
        "what was decided from an older row is written over a newer one",
        OUTSTANDING,
        "        return payment.begin(operation)\n",
        "        return Payment.read(payment.id).begin(operation)\n",
        (f"{WORKERS}::test_what_was_decided_from_an_older_row_is_never_done",),
    ),
    Mistake(
        "who finds a decision of another worker decides anew",
        OUTSTANDING,
        "    if payment.under_way:\n",
        "    if payment.under_way and not payment.kind:\n",
        (f"{WORKERS}::test_a_sample_of_two_workers",),
    ),
    Mistake(
        "any worker's answer ends what is under way",
        "chalicelib/models/money/payments/payments.py",
        'return ending.operation_id == (self.under_way.id if self.under_way else "")',
        "return ending is not None",
        ("tests/services/money/payments/test_operations.py::test_the_end_of_another_operation_changes_nothing",),
    ),
    Mistake(
        "an event that comes in between forgets what is under way",
        "chalicelib/services/money/payments/settlement.py",
        "        return after, before.under_way\n",
        "        return after, None\n",
        ("tests/services/money/payments/test_operations.py::test_what_is_under_way_stays_through_events_and_requests",),
    ),
    Mistake(
        "nobody looks whether a call of yesterday was made",
        OPERATIONS,
        "    if _is_made(payment, operation):\n",
        "    if not operation:\n",
        (f"{YESTERDAY}::test_a_call_of_yesterday_is_looked_up_and_not_made_again",),
    ),
    Mistake(
        "a call is made under a key that Stripe is about to forget",
        OPERATIONS,
        "    if age > KEY_SECONDS - MARGIN_SECONDS:\n",
        "    if age < 0:\n",
        (f"{YESTERDAY}::test_what_may_be_on_its_way_waits_until_no_call_can_come_any_more",),
    ),
    Mistake(
        "what may still be on its way is decided again",
        OPERATIONS,
        "if age > KEY_SECONDS else None",
        "if age > 0 else None",
        (f"{YESTERDAY}::test_what_may_be_on_its_way_waits_until_no_call_can_come_any_more",),
    ),
    Mistake(
        "Stripe gets no key of ours",
        "chalicelib/gateways/payments/client.py",
        'without_none({"idempotency_key": key or None,',
        'without_none({"idempotency_key": None,',
        ("tests/gateways/test_checkout.py::test_the_same_key_opens_the_same_session",),
    ),
    Mistake(
        "a refund is made without a look at what is there",
        OUTSTANDING,
        "    payment: Payment | None = refresh(payment_id)\n",
        "    payment: Payment | None = Payment.read(payment_id)\n",
        (f"{GIVING}::test_a_refund_through_stripe_locks_the_post_and_is_made_once_after_any_crash",),
    ),
    Mistake(
        "anybody gives refunds",
        REFUNDS,
        "    if seller_id != order.seller_id:\n        raise NotFound\n",
        "",
        (f"{GIVING}::test_nobody_but_the_seller_refunds",),
    ),
    Mistake(
        "more is given back than was paid",
        REFUNDS,
        "    if not 0 < amount <= left:\n",
        "    if not 0 < amount:\n",
        (f"{GIVING}::test_parts_are_refunded_up_to_what_was_paid_and_no_further",),
    ),
    Mistake(
        "what was promised back is promised again",
        REFUNDS,
        "left = facts.counted - sum(payment.unmet(facts).values())",
        "left = facts.counted",
        (f"{GIVING}::test_parts_are_refunded_up_to_what_was_paid_and_no_further",),
    ),
    Mistake(
        "an item is refunded twice",
        REFUNDS,
        "    if item in taken:\n",
        "    if not item and item in taken:\n",
        (f"{GIVING}::test_a_pledges_rewards_are_refunded_by_item",),
    ),
)
