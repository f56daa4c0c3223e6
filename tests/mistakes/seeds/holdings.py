"""Mistakes about comparing the balance at Stripe with the books."""

from tests.mistakes.trial import Mistake

MOVEMENTS = "chalicelib/services/money/audit/movements.py"
HOLDINGS = "chalicelib/services/money/audit/holdings.py"
LOOKS = "tests/services/money/audit/test_holdings.py"
LEFT = "tests/services/money/audit/test_left_accounts.py"

MISTAKES = (
    Mistake(
        "a creator whom one look has no time for is never compared",
        HOLDINGS,
        "found.differing, list(found.paid))",
        "found.differing)",
        (f"{LEFT}::test_a_creator_whom_a_look_has_no_time_for_is_compared_first_at_the_next",),
    ),
    Mistake(
        "accounts that wait to be compared outgrow their mark",
        HOLDINGS,
        " and len(self.paid) < MOST_UNLOOKED\n",
        "\n",
        (f"{LEFT}::test_movements_wait_while_too_many_accounts_do",),
    ),
    Mistake(
        "a fee that is not booked is no difference",
        MOVEMENTS,
        "facts = found.facts.merge(Facts(costs=cost_of(moved)))",
        "facts = found.facts",
        (f"{LOOKS}::test_a_fee_that_is_missing_in_the_books_is_told",),
    ),
    Mistake(
        "a payment without a row is somebody else's",
        MOVEMENTS,
        "    if not payment.kind and not found.is_ours:\n",
        "    if not payment.kind:\n",
        (f"{LOOKS}::test_a_payment_that_is_not_booked_is_told",),
    ),
    Mistake(
        "a payment that is booked too large agrees",
        MOVEMENTS,
        "    if facts.paid and (facts.paid, facts.fee) != (booked.paid, booked.fee):\n",
        "    if facts.paid and (facts.paid, facts.fee) > (booked.paid, booked.fee):\n",
        (f"{LOOKS}::test_a_payment_that_is_booked_larger_than_it_was_is_told",),
    ),
    Mistake(
        "what differed is forgotten at the next look",
        HOLDINGS,
        "found.differing, found.paid = dict(_still_differing(mark.differing)), dict",
        "found.differing, found.paid = {}, dict",
        (f"{LOOKS}::test_a_difference_rings_until_it_is_learned",),
    ),
    Mistake(
        "a mark is moved by two looks at once",
        "chalicelib/models/money/payments/balance_marks.py",
        "moved.save(condition=unchanged)",
        "moved.save()",
        (f"{LOOKS}::test_of_two_looks_at_once_one_moves_the_mark",),
    ),
    Mistake(
        "a payout differs from the books",
        MOVEMENTS,
        'BANKS = {"payout": PAYOUT, "topup": TOP_UP}',
        "BANKS: dict[str, str] = {}",
        (f"{LOOKS}::test_payouts_top_ups_and_other_products_are_named_and_no_fault",),
    ),
)
