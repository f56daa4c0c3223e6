"""Mistakes about changes of a subscription's price, and about its trial."""

from tests.mistakes.trial import Mistake

CHANGES = "chalicelib/services/money/selling/lifecycle/changes.py"
TESTS = "tests/services/money/selling/test_changes.py"
PERIODS = "tests/services/money/selling/test_periods.py"
CUT = "tests/services/money/selling/test_cut_changes.py"
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
        "an invoice of nothing for what a trial was changed to opens it",
        "chalicelib/services/money/selling/periods.py",
        "return int(begun if begun is not None and is_of_trial else invoice",
        "return int(begun if begun is not None and is_of_trial < 0 else invoice",
        (f"{PERIODS}::test_an_invoice_of_nothing_that_ends_with_the_trial_opens_no_more_than_the_trial",),
    ),
    Mistake(
        "what is given after a trial stays at the trial's level",
        "chalicelib/services/money/selling/periods.py",
        """ and int(invoice["end"]) <= ends""",
        "",
        (f"{PERIODS}::test_what_is_given_after_the_trial_or_paid_opens_its_own_level",),
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
        "whoever asks again for a change that was cut is kept out",
        CHANGES,
        '        if row.changing.get("price") != wanted.id:\n            raise Unprocessable(BUSY)\n',
        "        raise Unprocessable(BUSY)\n",
        (f"{CUT}::test_a_change_that_was_cut_is_made_by_whoever_asks_for_it_again",),
    ),
    Mistake(
        "a lost answer lets another change in",
        CHANGES,
        "    except PaymentsUnavailable:\n",
        "    except SystemError:\n",
        (f"{CUT}::test_a_change_whose_answer_is_lost_keeps_others_out",),
    ),
    Mistake(
        "a change that was overtaken notes what it thinks was paid",
        CHANGES,
        '        if not row.changing or row.changing["id"] != change_id:\n',
        "        if not row_id:\n",
        (f"{CUT}::test_a_change_that_was_overtaken_does_not_write_over_what_a_later_one_noted",),
    ),
    Mistake(
        "the receipt names the tier that the subscription has by then",
        "chalicelib/services/money/selling/entitlements.py",
        "_name(row.creator_id, row.tier_of_payment(before.id))",
        "_name(row.creator_id, row.tier_id)",
        (f"{CUT}::test_the_receipt_of_a_change_that_was_cut_names_the_tier_that_was_charged",),
    ),
    Mistake(
        "an unpaid subscription is changed for nothing",
        CHANGES,
        '    if held["status"] not in {"active", "trialing"}:\n',
        '    if held["status"] not in {"active", "trialing", "past_due"}:\n',
        (f"{TESTS}::test_a_trial_whose_dearer_month_is_never_paid_opens_only_its_own_level",),
    ),
)
