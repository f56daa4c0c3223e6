"""Mistakes about reports and about what moderators do."""

from tests.mistakes.trial import Mistake

REPORTS = "chalicelib/services/safety/reports.py"
DOOR = "tests/handlers/safety/test_reports.py"

MISTAKES = (
    Mistake(
        "a post that its reporter does not see is reported",
        REPORTS,
        "views.find_many(account_id, wanted)",
        "views.find_many(target_id, wanted)",
        (f"{DOOR}::test_a_post_is_reported_by_whoever_sees_it_locked_too_and_by_nobody_else",),
    ),
    Mistake(
        "what a reported post said is gone with it",
        REPORTS,
        "words={post.id: words_of(post) for post in posts},",
        "",
        (f"{DOOR}::test_a_report_says_what_was_reported_and_reaches_the_operator",),
    ),
    Mistake(
        "the operator is not told of a report",
        REPORTS,
        "write_all(report.add, partial(Mail.add, mail=mail))",
        "write_all(report.add)",
        (f"{DOOR}::test_a_report_says_what_was_reported_and_reaches_the_operator",),
    ),
)
