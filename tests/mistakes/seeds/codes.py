"""Mistakes about promotion codes, and about limits in worth."""

from tests.mistakes.trial import Mistake

CODES = "chalicelib/services/money/selling/promotion_codes.py"
MODEL = "chalicelib/models/money/selling/promotion_codes.py"
TESTS = "tests/services/money/selling/test_codes.py"
CHANGED = "tests/services/money/selling/test_changed_tiers.py"

MISTAKES = (
    Mistake(
        "an archived code closes no page that is open with it",
        MODEL,
        "            Closing(tiers_offer(self.creator_id)).promise(writes)\n",
        "",
        (f"{CHANGED}::test_the_open_page_of_a_tier_is_closed",),
    ),
    Mistake(
        "what is paid with a code that is archived or has ended is taken",
        "chalicelib/services/money/selling/pages/terms.py",
        " or not _is_redeemable(creator_id, terms, at or now()):",
        ":",
        (f"{CHANGED}::test_a_subscription_at_an_older_offer_is_ended_and_paid_back",),
    ),
    Mistake(
        "what was paid before its code ended goes back when it is told late",
        "chalicelib/services/money/selling/entitlements.py",
        "row.terms, int(row.active_at))",
        "row.terms)",
        (f"{TESTS}::test_what_is_paid_after_the_end_of_its_code_goes_back_and_what_was_paid_before_it_does_not",),
    ),
    Mistake(
        "a code that is archived while its page is asked for opens one",
        "chalicelib/services/money/selling/subscriptions.py",
        "(tier.unchanged, code.unchanged) if code else (tier.unchanged,)",
        "(tier.unchanged,)",
        (f"{TESTS}::test_a_code_that_is_archived_while_its_page_is_asked_for_opens_none",),
    ),
    Mistake(
        "a page with a code is open for a day after the code ended",
        "chalicelib/services/money/selling/subscriptions.py",
        "        expires_at=promotion_codes.page_ends_at(code),\n",
        "",
        (f"{TESTS}::test_a_page_ends_with_its_code_or_as_soon_after_it_as_stripe_can",),
    ),
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
