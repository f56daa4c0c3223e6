"""Mistakes about subscriptions: what extends them, what ends them, and who has one."""

from tests.mistakes.trial import Mistake

SELLING = "chalicelib/services/money/selling"
TESTS = "tests/services/money/selling"
GRANTED = "tests/services/money/selling/test_granted.py"

MISTAKES = (
    Mistake(
        "an event that is replayed says that a post was opened anew",
        "chalicelib/models/money/grants.py",
        "held.granted_at if held is not None and goes_on else at",
        "at",
        (f"{GRANTED}::test_a_purchase_says_when_it_opened_its_post_and_an_event_that_comes_again_moves_nothing",),
    ),
    Mistake(
        "a late word revives what has ended",
        f"{SELLING}/sync.py",
        "    return status in periods.ENDED, at, periods.RANKS.get(status, 0)\n",
        "    return False, at, periods.RANKS.get(status, 0)\n",
        (f"{TESTS}/test_events.py::test_what_has_ended_stays_ended",),
    ),
    Mistake(
        "whoever comes last is believed",
        f"{SELLING}/sync.py",
        "found = reported if is_newer else None",
        "found = reported",
        (f"{TESTS}/test_events.py::test_of_two_events_in_one_second_the_later_state_is_kept",),
    ),
    Mistake(
        "more than a paid invoice extends",
        f"{SELLING}/periods.py",
        "return paid if _is_settled(subscription) else _int(subscription.period_ends_at)",
        "return max(paid or 0, _int(subscription.period_ends_at) or 0)",
        (f"{TESTS}/test_periods.py",),
    ),
    Mistake(
        "a paid invoice closes what it paid for until its payment is settled",
        f"{SELLING}/periods.py",
        'return any(all(payment_id in known for payment_id in one["payments"]) for one in paid)',
        "return bool(paid)",
        (f"{TESTS}/test_events.py",),
    ),
    Mistake(
        "a refunded month stays open",
        f"{SELLING}/periods.py",
        'if all(effective.get(payment_id) for payment_id in one["payments"])]',
        'if all(payment_id in effective for payment_id in one["payments"])]',
        (f"{TESTS}/test_periods_paid.py",),
    ),
    Mistake(
        "a grace begins anew with every failure",
        f"{SELLING}/events.py",
        'failed_at=min(held["failed_at"] or event.created, event.created)',
        "failed_at=event.created",
        (f"{TESTS}/test_events.py::test_a_grace_does_not_begin_anew_where_word_of_its_beginning_was_lost",),
    ),
    Mistake(
        "a second subscription of a pair is kept",
        f"{SELLING}/entitlements.py",
        "    if membership.subscription_id or has_second_trial:\n",
        "    if has_second_trial:\n",
        (f"{TESTS}/test_choices.py::test_of_two_tabs_the_second_is_ended_and_paid_back",),
    ),
    Mistake(
        "a cancellation at once leaves what is paid",
        f"{SELLING}/periods.py",
        'if status == "canceled" and _ended_as_planned(subscription):',
        'if status == "canceled":',
        (f"{TESTS}/test_periods.py",),
    ),
)
