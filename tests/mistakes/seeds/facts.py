"""Mistakes about what is known of a payment: adding up what only joins, and reading it wrongly."""

from tests.mistakes.trial import Mistake

FACTS = "chalicelib/models/money/payments/facts.py"
ORDERS = ("tests/models/test_facts.py",)
SETTLEMENT = "tests/services/money/payments/test_settlement.py"

MISTAKES = (
    Mistake(
        "refunds that are sums are added up",
        FACTS,
        "_join(mine, theirs) if isinstance(mine, dict) else max(mine, theirs)",
        "_join(mine, theirs) if isinstance(mine, dict) else max(mine, theirs) + min(mine, theirs) * "
        '(name == "charge_refunded")',
        (f"{SETTLEMENT}::test_refunds_are_told_as_sums",),
    ),
    Mistake(
        "what was paid is added up",
        FACTS,
        "_join(mine, theirs) if isinstance(mine, dict) else max(mine, theirs)",
        '_join(mine, theirs) if isinstance(mine, dict) else (mine + theirs if name == "paid" else max(mine, theirs))',
        (f"{SETTLEMENT}::test_one_payment_told_by_three_objects_is_one_payment",),
    ),
    Mistake(
        "the last to tell of a refund is believed",
        FACTS,
        "value if held is None or _rank(value) > _rank(held) else held",
        "value",
        ORDERS,
    ),
    Mistake(
        "a won dispute loses against one under review",
        FACTS,
        '"won": 8,',
        '"won": 4,',
        (f"{SETTLEMENT}::test_a_dispute_takes_access_and_money_and_gives_both_back_when_it_is_won",),
    ),
    Mistake(
        "a warning takes money",
        FACTS,
        'TAKING = {"needs_response", "under_review", "lost"}',
        'TAKING = {"warning_needs_response", "needs_response", "under_review", "lost"}',
        (f"{SETTLEMENT}::test_a_warning_takes_nothing",),
    ),
    Mistake(
        "a refund that failed still counts",
        FACTS,
        "if rank < FAILED_RANK)",
        "if rank <= FAILED_RANK)",
        (f"{SETTLEMENT}::test_a_refund_that_fails_opens_the_post_again",),
    ),
    Mistake(
        "a refund of a part locks",
        FACTS,
        "self.refunded < self.paid and not self.is_disputed",
        "not self.refunded and not self.is_disputed",
        (f"{SETTLEMENT}::test_refunds_are_told_as_sums",),
    ),
    Mistake(
        "a dispute does not lock",
        FACTS,
        "self.refunded < self.paid and not self.is_disputed",
        "self.refunded < self.paid",
        (f"{SETTLEMENT}::test_a_dispute_takes_access_and_money_and_gives_both_back_when_it_is_won",),
    ),
    Mistake(
        "a dispute takes what was refunded once more",
        FACTS,
        "return min(self.paid - self.refunded, int(taken))",
        "return int(taken)",
        ORDERS,
    ),
    Mistake(
        "what a dispute cost is forgotten",
        FACTS,
        '"platform": self.fee - self.fee_refunded - cost,',
        '"platform": self.fee - self.fee_refunded,',
        (f"{SETTLEMENT}::test_a_dispute_takes_access_and_money_and_gives_both_back_when_it_is_won",),
    ),
)
