"""Mistakes about the daily audit: what it overlooks, and where it would raise a false alarm."""

from tests.mistakes.trial import Mistake

AUDIT = "chalicelib/services/money/audit"
TESTS = "tests/services/money/audit"
AGES = "tests/services/money/audit/test_ages.py"
WAITING = "chalicelib/services/money/audit/checks/waiting.py"
FAILING = "tests/services/money/audit/test_failing.py"

MISTAKES = (
    Mistake(
        "a campaign that moves while it is looked at has all payments read",
        f"{AUDIT}/checks/campaigns.py",
        "        lambda: derive(*backing.near(campaign_id)),\n",
        "        lambda: derive(*backing.whole(campaign_id)),\n",
        (f"{TESTS}/test_reading.py::test_a_suspect_that_is_right_is_examined_without_reading_a_table",),
    ),
    Mistake(
        "an index that is late makes the books differ",
        f"{AUDIT}/check.py",
        "return compare(what, an_id, read, whole) if",
        "return compare(what, an_id, read, near) if",
        (f"{TESTS}/test_reading.py::test_what_an_index_does_not_tell_yet_is_no_difference",),
    ),
    Mistake(
        "a lost grant is told of once for each of its gifts",
        f"{AUDIT}/checks/gifts.py",
        "strict=True) if gift_months.change_id(one) == at]",
        "strict=True) if gift_months.change_id(one) <= at]",
        (f"{TESTS}/test_reading.py::test_of_many_gifts_each_difference_is_found_once_in_whatever_part_it_is",),
    ),
    Mistake(
        "the audit reads all purchases for the few gifts among them",
        f"{AUDIT}/stages.py",
        "Stage(_some(Purchase), gifts.without_grant, gifts.CHECKS)",
        "Stage(None, _nothing, gifts.CHECKS)",
        (f"{TESTS}/test_reading.py::test_a_pass_reads_every_table_in_parts",),
    ),
    Mistake(
        "what is put off every hour is never late",
        WAITING,
        "    since = int(payment.due_since or payment.due_at or now())\n",
        "    since = int(payment.due_at or now())\n",
        (f"{AGES}::test_a_payment_that_is_due_for_a_day_rings_though_it_is_put_off_every_hour",),
    ),
    Mistake(
        "clearing is looked at only while something is due",
        "chalicelib/services/money/audit/checks/ages.py",
        "    if not payment.booked.outstanding or not creator_id:\n",
        "    if not payment.due or not creator_id:\n",
        (f"{AGES}::test_clearing_rings_after_three_days_even_where_nothing_is_due_any_more",),
    ),
    Mistake(
        "an event is as old as its last try",
        WAITING,
        'int(json.loads(row.raw)["created"])',
        "int(row.received_at)",
        (f"{AGES}::test_an_event_that_is_not_applied_for_a_day_rings",),
    ),
    Mistake(
        "replay believes a pledge instead of its payment",
        f"{AUDIT}/checks/pledges.py",
        "    elif not pledge.ended_at and pledge.state == outcomes.state_by_facts(facts):\n",
        "    elif not pledge.ended_at:\n",
        (f"{TESTS}/test_pledges.py::test_the_payments_facts_decide",),
    ),
    Mistake(
        "replay rings for what a campaign still has to give back",
        f"{AUDIT}/checks/pledges.py",
        "    elif not pledge.ended_at and pledge.state == outcomes.state_by_facts(facts):\n",
        "    elif not facts.paid:\n",
        (f"{TESTS}/test_pledges.py::test_what_a_campaign_that_ended_still_has_to_give_back_is_no_difference",),
    ),
    Mistake(
        "replay rings for a subscription that has merely expired",
        f"{AUDIT}/checks/subscriptions.py",
        "    if not until or until <= at:\n",
        "    if not until:\n",
        (f"{TESTS}/test_subscriptions.py::test_what_has_merely_expired_is_no_difference",),
    ),
    Mistake(
        "replay lets money that goes back reach a stretch goal",
        f"{AUDIT}/checks/funded.py",
        "        if pledge.state == COLLECTED:\n"
        '            counted = payments.get(pledge.payment_id or "", Facts()).counted\n',
        "        if pledge.campaign_id:\n            counted = sum(one.counted for one in payments.values())\n",
        (f"{TESTS}/test_funded.py::test_what_only_goes_back_reaches_no_stretch_goal",),
    ),
    Mistake(
        "a repair writes over what changed meanwhile",
        f"{AUDIT}/checks/funded.py",
        "    if _level(campaign.id, held) != found.stored:\n        return\n",
        "",
        (f"{TESTS}/test_funded.py::test_what_changes_while_it_is_repaired_is_left_to_the_next_run",),
    ),
    Mistake(
        "a closing that is put off at every sweep never rings",
        WAITING,
        "    return iter(Closing.due_ids(now() + AHEAD_SECONDS, MOST))\n",
        "    return iter(Closing.due_ids(now() - DUE_SECONDS, MOST))\n",
        (f"{TESTS}/test_ages.py::test_a_closing_rings_after_a_day_though_it_is_put_off_at_every_sweep",),
    ),
    Mistake(
        "a campaign whose backers are never paid back never rings",
        WAITING,
        " or (row.due and row.ended_at))",
        ")",
        (f"{TESTS}/test_ages.py::test_a_campaign_that_ended_and_whose_round_is_put_off_each_day_rings",),
    ),
    Mistake(
        "a campaign that is put off for ever never rings",
        f"{AUDIT}/stages.py",
        ", waiting.CAMPAIGNS_LATE)",
        ")",
        (f"{TESTS}/test_ages.py::test_a_campaign_that_is_put_off_for_ever_rings",),
    ),
    Mistake(
        "what a creator owes never rings",
        f"{AUDIT}/stages.py",
        "    Stage(_some(Balance), _balances, (ages.OWING,)),\n",
        "",
        (f"{TESTS}/test_ages.py::test_what_a_creator_owes_is_said_with_its_age_and_rings_after_thirty_days",),
    ),
    Mistake(
        "a mail that fails at every try is as old as its last one",
        WAITING,
        "int(mail.created_at if mail.attempts else mail.due_at or now())",
        "int(mail.due_at or now())",
        (f"{FAILING}::test_a_mail_that_is_never_sent_rings_after_a_day",),
    ),
    Mistake(
        "a pledge that fails at every try is as old as its last one",
        WAITING,
        "int(pledge.failing_since or pledge.next_at or now())",
        "int(pledge.next_at or now())",
        (f"{FAILING}::test_a_pledge_that_stripe_never_answers_for_rings_after_a_day",),
    ),
)
