"""Mistakes about payments that go back, of which Stripe keeps its fee."""

from tests.mistakes.trial import Mistake

TRIPS = "chalicelib/services/money/payments/round_trips.py"
TESTS = "tests/services/money/payments/test_round_trips.py"
SUPERSEDED = "tests/services/money/payments/test_superseded.py"
UNDONE = "tests/services/money/payments/test_undone.py"

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
        "a late pledge is charged at once and worth anything",
        TRIPS,
        "    if campaign.kind != KEEP and not campaign.is_open_late:\n        return\n    check_payer(backer_id)\n",
        "    if campaign.kind == KEEP or campaign.is_open_late:\n        check_payer(backer_id)\n"
        "    if campaign.kind != KEEP:\n        return\n",
        (f"{TESTS}::test_a_late_pledge_is_charged_at_once_and_limited_in_worth_too",),
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
        "    if payment.wanted or payment.facts.refunded or Limit.counted(counted, MONTH):\n        return\n",
        "    if Limit.counted(counted, 1):\n        return\n",
        (f"{TESTS}::test_parts_of_one_payment_are_one_round_trip",),
    ),
    Mistake(
        "a refund that is planned again is counted again",
        TRIPS,
        " or Limit.counted(counted, MONTH):",
        ":",
        (f"{TESTS}::test_a_refund_that_is_planned_again_is_counted_once",),
    ),
    Mistake(
        "what strangers paid too late is taken from a creator's refunds",
        TRIPS,
        '            Limit.tally(f"superseded:{origin.creator_id}", MONTH)\n',
        '            _add(f"given-back:{origin.creator_id}", GIVEN_BY_CREATOR)\n',
        (f"{SUPERSEDED}::test_what_strangers_paid_too_late_leaves_a_creator_all_refunds",),
    ),
    Mistake(
        "what goes back as offers change is limited in number alone",
        TRIPS,
        '    Limit.expect_below(f"{key}|worth", SUPERSEDED_WORTH_UNTIL_SALES_PAUSE, MONTH, SALES_PAUSE)\n',
        "",
        (f"{SUPERSEDED}::test_what_goes_back_as_offers_change_is_limited_in_worth_and_the_first_never_too_dear",),
    ),
    Mistake(
        "one dear payment that came too late stops all",
        TRIPS,
        "min(dollars_worth(amount, currency), most - 1)",
        "dollars_worth(amount, currency)",
        (f"{SUPERSEDED}::test_what_goes_back_as_offers_change_is_limited_in_worth_and_the_first_never_too_dear",),
    ),
    Mistake(
        "whoever pays pages of older offers pays on",
        TRIPS,
        "        else:\n            continue\n",
        "        if reason == SUPERSEDED:\n            continue\n",
        (f"{SUPERSEDED}::test_who_keeps_paying_pages_of_older_offers_is_stopped",),
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
        "    round_trips.count_undone(origin, undone, is_first_seen=not before.booked.paid)\n",
        "",
        (f"{SUPERSEDED}::test_sales_pause_where_offers_keep_changing_under_what_was_paid",),
    ),
    Mistake(
        "what is paid to a campaign that has ended is not counted",
        TRIPS,
        " or (reason == ENDED and is_first_seen):",
        ":",
        (f"{UNDONE}::test_who_keeps_paying_campaigns_that_were_just_cancelled_is_stopped",),
    ),
    Mistake(
        "what comes too late is limited in number alone",
        TRIPS,
        '    Limit.expect_below(f"undone:{payer_id}|worth", TAKEN_WORTH_BY_BACKER, MONTH, UNDONE_TOO_OFTEN)\n',
        "",
        (f"{UNDONE}::test_what_came_too_late_is_limited_in_worth_too",),
    ),
    Mistake(
        "a backer is stopped for what creators cancel",
        TRIPS,
        "(reason == ENDED and is_first_seen)",
        "reason == ENDED",
        (f"{UNDONE}::test_a_backer_whose_campaigns_are_cancelled_later_is_not_stopped",),
    ),
    Mistake(
        "gifts that cannot be added are paid without end",
        "chalicelib/services/money/selling/purchases.py",
        "    round_trips.check_payer(purchase.buyer_id)\n",
        "",
        (f"{UNDONE}::test_who_keeps_giving_gifts_that_cannot_be_added_is_stopped",),
    ),
    Mistake(
        "campaigns fail after payments without end",
        "chalicelib/services/money/funding/collecting/endings.py",
        "    round_trips.count_failed(campaign)\n",
        "",
        (f"{UNDONE}::test_a_creator_whose_campaigns_keep_failing_after_payments_launches_no_more",),
    ),
    Mistake(
        "any number of campaigns is under way together",
        TRIPS,
        "    if gave_back + Campaign.under_way(creator_id) >= CAMPAIGNS_AT_RISK:\n",
        "    if gave_back >= CAMPAIGNS_AT_RISK:\n",
        (f"{UNDONE}::test_campaigns_of_one_creator_that_are_under_way_together_are_limited",),
    ),
)
