"""Mistakes about what the platform keeps."""

from tests.mistakes.trial import Mistake

SELLERS = "chalicelib/services/money/creators/sellers.py"
FEES = "tests/services/money/creators/test_fees.py"

MISTAKES = (
    Mistake(
        "a fee is more than the amount",
        SELLERS,
        "    return min(amount, max(amount * config.PLATFORM_FEE_BPS // 10_000, least))\n",
        "    return max(amount * config.PLATFORM_FEE_BPS // 10_000, least)\n",
        (f"{FEES}::test_a_fee_is_the_share_or_the_minimum_and_never_more_than_the_amount",),
    ),
    Mistake(
        "a subscription pays less than the minimum fee",
        SELLERS,
        "max(config.PLATFORM_FEE_BPS, -(-least * 10_000 // amount))",
        "max(config.PLATFORM_FEE_BPS, least * 10_000 // amount)",
        (f"{FEES}::test_the_share_of_a_subscription_reaches_the_minimum",),
    ),
)
