"""Mistakes about promotion codes, and about limits in worth."""

from tests.mistakes.trial import Mistake

CODES = "chalicelib/services/money/selling/promotion_codes.py"
MODEL = "chalicelib/models/money/selling/promotion_codes.py"
TESTS = "tests/services/money/selling/test_codes.py"

MISTAKES = (
    Mistake(
        "a word is taken for all creators",
        CODES,
        'code=f"{code.code}-{code.id}",',
        "code=code.code,",
        (f"{TESTS}::test_two_creators_have_the_same_word_and_each_takes_its_own_off",),
    ),
    Mistake(
        "the page takes anybody's code",
        "chalicelib/gateways/payments/checkout.py",
        '        "discounts": [{"promotion_code": code}] if code else None,\n',
        '        "allow_promotion_codes": True,\n',
        (f"{TESTS}::test_two_creators_have_the_same_word_and_each_takes_its_own_off",),
    ),
    Mistake(
        "two codes of a creator have one word",
        MODEL,
        "or (held and held.taken_at > now() - MAKING_SECONDS):",
        "or (held and held.taken_at > now()):",
        (f"{TESTS}::test_of_two_that_are_made_at_once_one_has_the_word",),
    ),
    Mistake(
        "an archived code is taken",
        MODEL,
        "if one.is_active and one.code == word)",
        "if one.code == word)",
        (f"{TESTS}::test_a_word_stands_for_one_code_of_a_creator_until_it_is_archived",),
    ),
    Mistake(
        "a tier's name at Stripe is that of whoever asked last",
        "chalicelib/services/money/selling/tiers.py",
        "        if found is None or found.name == named:\n",
        "        if True:\n",
        ("tests/services/money/selling/test_two_workers_making.py::test_a_sample_of_two_workers_at_what_is_made",),
    ),
    Mistake(
        "a goal is capped by what one charge may be",
        "chalicelib/services/money/funding/plans.py",
        "    most = worth.amount_worth(worth.LARGEST_GOAL, currency)\n",
        "    most = currencies.maximum(currency)\n",
        ("tests/services/money/funding/test_campaigns.py::test_a_goal_may_be_more_than_one_charge",),
    ),
    Mistake(
        "the largest tip is counted in units",
        "chalicelib/services/money/selling/gifts.py",
        "    return charge_worth(LARGEST_TIP, currency)\n",
        "    return 2 * LARGEST_TIP * currencies.minimum(currency)\n",
        ("tests/services/money/selling/test_gifts.py::test_a_tip_is_limited_in_worth",),
    ),
)
