"""Mistakes about changes of a subscription's price, and about its trial."""

from tests.mistakes.trial import Mistake

CHANGES = "chalicelib/services/money/selling/lifecycle/changes.py"
TESTS = "tests/services/money/selling/test_changes.py"
SEQUENCES = "tests/services/money/selling/test_change_sequences.py"

MISTAKES = (
    Mistake(
        "a trial opens whatever it is changed to",
        "chalicelib/services/money/selling/periods.py",
        "return int(subscription.level) if begun is None else begun",
        "return int(subscription.level)",
        (f"{TESTS}::test_a_trial_opens_the_level_that_it_began_with_until_something_is_paid",),
    ),
    Mistake(
        "down and up again is charged again",
        CHANGES,
        "    paid = _paid(row, present, until)\n",
        "    paid = present\n",
        (
            f"{TESTS}::test_down_and_up_again_in_one_month_is_charged_once",
            f"{SEQUENCES}::test_no_sequence_of_changes_opens_a_level_for_less_than_its_price_or_charges_a_month_twice",
        ),
    ),
    Mistake(
        "what is dearer is prorated from what waits for the next month",
        CHANGES,
        "    if is_paid_now and paid.id != present.id:\n",
        "    if is_paid_now and not paid.id:\n",
        (f"{TESTS}::test_from_below_what_is_paid_to_above_it_costs_the_difference_from_what_is_paid",),
    ),
    Mistake(
        "our row decides what is charged now",
        CHANGES,
        'is_paid_now = held["status"] == "active" and is_dearer',
        'is_paid_now = row.status == "active" and is_dearer',
        (f"{TESTS}::test_a_row_that_lags_behind_stripe_gives_nothing_away",),
    ),
    Mistake(
        "what was only asked for counts as paid",
        CHANGES,
        "    return present if asked and asked.id == present.id else",
        "    return asked if asked else",
        (f"{TESTS}::test_a_change_that_is_not_paid_is_not_remembered_as_paid",),
    ),
    Mistake(
        "two changes meet",
        CHANGES,
        '    if row.changing and row.changing["at"] > now() - CHANGING_SECONDS:\n',
        '    if row.changing and row.changing["at"] > now():\n',
        (f"{TESTS}::test_of_two_changes_at_once_the_second_waits",),
    ),
    Mistake(
        "an unpaid subscription is changed for nothing",
        CHANGES,
        '    if held["status"] not in {"active", "trialing"}:\n',
        '    if held["status"] not in {"active", "trialing", "past_due"}:\n',
        (f"{TESTS}::test_a_trial_whose_dearer_month_is_never_paid_opens_only_its_own_level",),
    ),
)
