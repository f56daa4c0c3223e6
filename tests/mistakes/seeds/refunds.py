"""Mistakes about refunds: who requests them, how much, and whose transfer is reversed."""

from tests.mistakes.trial import Mistake

OUTSTANDING = "chalicelib/services/money/payments/outstanding.py"
REFUNDS = "chalicelib/services/money/payments/refunds.py"
GIVING = "tests/handlers/money/payments/test_refunds.py"
PAYING = "tests/handlers/money/payments/test_outstanding.py"

MISTAKES = (
    Mistake(
        "a refund leaves the transfer where it is",
        "chalicelib/gateways/payments/charges.py",
        '"reverse_transfer": True if from_creator else None,',
        '"reverse_transfer": None,',
        ("tests/gateways/test_charges.py::test_a_refund_takes_back_from_the_creator_and_from_the_platform",),
    ),
    Mistake(
        "a refund leaves the platform its fee",
        "chalicelib/gateways/payments/charges.py",
        '"refund_application_fee": True if has_fee else None,',
        '"refund_application_fee": None,',
        ("tests/gateways/test_charges.py::test_a_refund_takes_back_from_the_creator_and_from_the_platform",),
    ),
    Mistake(
        "what the Dashboard gave back is not taken from the creator",
        OUTSTANDING,
        "        _reverse_transfers(payment)\n",
        "        pass\n",
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
        OUTSTANDING,
        """    key = f"refund:{request_id}{':alone' if is_platform_funded else ''}"\n""",
        """    key = f"refund:{request_id}{':alone' if is_platform_funded else ''}:{now()}:{id(payment)}"\n""",
        (
            "tests/handlers/money/payments/test_outstanding_refunds.py::test_two_workers_that_saw_nothing_make_one_refund",
        ),
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
        "    payment = refresh(payment_id)\n    for request_id",
        "    payment = Payment.read(payment_id)\n    for request_id",
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
