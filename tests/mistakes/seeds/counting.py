"""Mistakes with totals that are counted anew."""

from tests.mistakes.trial import Mistake

COUNTS = "tests/services/people/test_counts.py"
DAILY = "tests/services/people/test_daily_counts.py"
TOTALS, SERVICE = "chalicelib/models/totals.py", "chalicelib/services/people/counts.py"

MISTAKES = (
    Mistake(
        "an earlier count is written over a later one",
        TOTALS,
        "        return counted_at == before if before else there & counted_at.does_not_exist()",
        "        return there",
        (f"{COUNTS}::test_two_who_count_at_once_leave_the_later_count",),
    ),
    Mistake(
        "a like is told of after it is written alone",
        "chalicelib/services/photos/likes.py",
        "        counts.announce(subject)\n        if likes.create",
        "        if likes.create",
        (f"{COUNTS}::test_a_like_that_is_cut_anywhere_is_counted_by_its_hint",),
    ),
    Mistake(
        "a count covers what was written after it",
        SERVICE,
        "covered = TOTALS[kind], at + (LATE if is_late else LAG)",
        "covered = TOTALS[kind], at - LATE",
        (f"{COUNTS}::test_whoever_likes_sees_it_at_once_and_all_others_soon",),
    ),
    Mistake(
        "many count the same large total",
        SERVICE,
        "max(total.counted_at(row) + milliseconds(PAUSE_SECONDS), total.claimed_until(row))",
        "total.counted_at(row) + milliseconds(PAUSE_SECONDS)",
        (f"{COUNTS}::test_a_large_total_is_counted_once_in_a_while_and_by_one",),
    ),
    Mistake(
        "what an index told too late stays",
        SERVICE,
        "    since = _now() - milliseconds(DAY_SECONDS)",
        "    since = _now()",
        (f"{DAILY}::test_what_an_index_told_too_late_is_counted_within_a_day_and_the_log_says_so",),
    ),
    Mistake(
        "a like of a deleted post stays",
        SERVICE,
        '    if kind == "likes":\n        likes.clear(row_id)',
        "    del kind, row_id",
        (f"{COUNTS}::test_a_like_that_comes_while_its_post_is_deleted_is_gone_in_the_end",),
    ),
)
