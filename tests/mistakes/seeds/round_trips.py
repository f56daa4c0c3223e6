"""Mistakes about payments that go back, of which Stripe keeps its fee."""

from tests.mistakes.trial import Mistake

TRIPS = "chalicelib/services/money/payments/round_trips.py"
TESTS = "tests/services/money/payments/test_round_trips.py"

MISTAKES = (
    Mistake(
        "a backer takes pledges back without end",
        "chalicelib/services/money/funding/pledges.py",
        "            round_trips.take_back(pledge)\n",
        "            pass\n",
        (f"{TESTS}::test_pledges_that_were_all_paid_before_the_first_is_taken_back_are_limited_too",),
    ),
    Mistake(
        "what is taken back is limited in number alone",
        TRIPS,
        "    _count_worth(backer, int(pledge.amount), str(pledge.currency), TAKEN_WORTH_BY_BACKER, TAKEN_TOO_OFTEN)\n",
        "",
        (f"{TESTS}::test_what_is_taken_back_is_limited_in_worth_and_the_first_never_too_dear",),
    ),
    Mistake(
        "many backers of one creator take back without end",
        TRIPS,
        '    _count(f"taken-from:{pledge.creator_id}", TAKEN_FROM_CREATOR, TAKEN_FROM_TOO_OFTEN)\n',
        "",
        (f"{TESTS}::test_many_backers_of_one_creator_cannot_take_back_without_end",),
    ),
    Mistake(
        "a creator gives back sale after sale",
        "chalicelib/services/money/payments/refunds.py",
        "    round_trips.give_back(order.seller_id, payment)\n",
        "",
        (f"{TESTS}::test_a_creator_who_gives_back_sale_after_sale_is_stopped",),
    ),
    Mistake(
        "each part of a payment is a round trip",
        TRIPS,
        "    if payment.wanted or payment.facts.refunded:\n        return\n",
        "",
        (f"{TESTS}::test_parts_of_one_payment_are_one_round_trip",),
    ),
    Mistake(
        "a creator cancels one paid campaign after the other",
        "chalicelib/services/money/funding/campaigns.py",
        "        round_trips.cancel_campaign(campaign)\n",
        "",
        (f"{TESTS}::test_a_creator_who_cancels_paid_campaigns_is_stopped",),
    ),
    Mistake(
        "what goes back because offers changed is not counted",
        "chalicelib/services/money/payments/settlement.py",
        "    round_trips.count_undone(origin, wanted.keys() - before.wanted.keys())\n",
        "",
        (f"{TESTS}::test_sales_pause_where_offers_keep_changing_under_what_was_paid",),
    ),
)
