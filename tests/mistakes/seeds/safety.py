"""Mistakes about reports and about what moderators do."""

from tests.mistakes.trial import Mistake

REPORTS = "chalicelib/services/safety/reports.py"
ACCESS = "chalicelib/services/photos/access.py"
SANCTIONS = "chalicelib/models/safety/sanctions.py"
DECISIONS = "chalicelib/services/safety/decisions.py"
DEEDS = "tests/services/safety/test_moderation.py"
CHARGING = "chalicelib/services/money/funding/collecting/charging.py"
AUTHORIZING = "chalicelib/services/money/funding/collecting/authorizing.py"
STOPPING = "chalicelib/services/money/selling/lifecycle/stopping.py"
OUT = "tests/services/safety/test_suspending.py"
PUT_OUT = "tests/handlers/safety/test_put_out.py"
SOLD = "tests/services/money/selling/test_suspended.py"
ENDS = "tests/services/money/funding/deadlines/test_suspended.py"
SILENCED = "tests/handlers/safety/test_silenced.py"
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
        "write_all(report.add, partial(Mail.add, mail=mail), promise.add)",
        "write_all(report.add, promise.add)",
        (f"{DOOR}::test_a_report_says_what_was_reported_and_reaches_the_operator",),
    ),
    Mistake(
        "a buyer goes on to see what a moderator removed",
        ACCESS,
        "bool(post.removed_at or (",
        "bool((",
        (f"{DEEDS}::test_a_sold_post_is_taken_from_its_buyers_and_its_author_too_with_its_bytes",),
    ),
    Mistake(
        "a silence is not in the log",
        SANCTIONS,
        "condition=Account.id.exists() & is_other)\n        _write(writes, also)",
        "condition=Account.id.exists() & is_other)",
        (f"{DEEDS}::test_what_is_decided_is_in_the_log_told_with_its_reason_and_closes_its_report",),
    ),
    Mistake(
        "the log can be written over",
        "chalicelib/models/safety/actions.py",
        "writes.save(self, condition=ModerationAction.account_id.does_not_exist())",
        "writes.save(self)",
        (f"{DEEDS}::test_a_row_of_the_log_is_written_over_by_none",),
    ),
    Mistake(
        "a decision answers a report about somebody else",
        DECISIONS,
        "if report.target_id != account_id:",
        "if report.account_id == account_id:",
        (f"{DEEDS}::test_a_report_about_somebody_else_is_not_answered",),
    ),
    Mistake(
        "what a moderator deletes is kept for a day",
        "chalicelib/services/safety/removal.py",
        "ways = moves.out_of(post, ends=True)",
        "ways = moves.out_of(post)",
        (f"{DEEDS}::test_a_post_is_deleted_with_its_photos_its_comments_and_its_addresses",),
    ),
    Mistake(
        "the public timeline shows whom a moderator silenced",
        "chalicelib/services/photos/views.py",
        "    return state.is_author_muted or state.is_author_silenced\n",
        "    return state.is_author_muted\n",
        (f"{SILENCED}::test_a_silenced_account_leaves_public_lists_and_searches_for_all_but_its_followers",),
    ),
    Mistake(
        "followers lose whom a moderator silenced",
        "chalicelib/services/people/relationships/silence.py",
        "if (viewer_id, one) not in followed)",
        "if viewer_id)",
        (f"{SILENCED}::test_a_silenced_account_leaves_public_lists_and_searches_for_all_but_its_followers",),
    ),
    Mistake(
        "a silenced account is suggested",
        "chalicelib/services/photos/reading/suggestions.py",
        "return _is_listed(account) and not account.silenced_at",
        "return _is_listed(account)",
        (f"{SILENCED}::test_a_silenced_account_is_neither_suggested_nor_in_the_directory",),
    ),
    Mistake(
        "whoever is suspended stays signed in",
        "chalicelib/services/safety/suspending.py",
        "    endings.end_all(account_id)\n",
        "",
        (f"{OUT}::test_its_tokens_are_worth_nothing_at_once_and_nobody_signs_in",),
    ),
    Mistake(
        "of many sessions of whoever is suspended some are left open",
        "chalicelib/services/people/door/endings.py",
        "account.closed == SUSPENDED or account.disabled_at",
        "account.disabled_at",
        (f"{PUT_OUT}::test_more_sessions_than_are_ended_at_once_are_ended_by_the_queue",),
    ),
    Mistake(
        "whoever is suspended signs in again",
        "chalicelib/services/people/sessions.py",
        "    suspended.expect_not(credential.account_id)\n",
        "",
        (f"{OUT}::test_its_tokens_are_worth_nothing_at_once_and_nobody_signs_in",),
    ),
    Mistake(
        "a code of whoever is suspended opens a session",
        "chalicelib/models/people/sessions.py",
        "        writes.condition_check(Account, self.account_id, condition=is_let_in)\n",
        "",
        (f"{OUT}::test_its_tokens_are_worth_nothing_at_once_and_nobody_signs_in",),
    ),
    Mistake(
        "a suspension that is cut leaves its subscriptions",
        "chalicelib/services/safety/suspending.py",
        "together(*told.writes, blocks, stopping.promise_of(account_id).promise)",
        "together(*told.writes, blocks)",
        (f"{SOLD}::test_a_crash_after_the_suspension_loses_none_of_it",),
    ),
    Mistake(
        "subscribers to whoever is suspended are charged on",
        STOPPING,
        "    subscriptions.cancel(row.subscriber_id, row.id)\n",
        "",
        (f"{SOLD}::test_subscriptions_to_whoever_is_suspended_end_when_what_was_paid_ends",),
    ),
    Mistake(
        "whoever is suspended pays on for what they cannot see",
        STOPPING,
        'return f"{OWN}:" if side == SOLD else ""',
        'return ""',
        (f"{SOLD}::test_what_whoever_is_suspended_subscribes_to_ends_too",),
    ),
    Mistake(
        "a subscription to whoever is suspended is taken up again",
        "chalicelib/services/money/selling/subscriptions.py",
        "    find_seller(row.creator_id)\n    payments.resume",
        "    payments.resume",
        (f"{SOLD}::test_subscriptions_to_whoever_is_suspended_end_when_what_was_paid_ends",),
    ),
    Mistake(
        "backers of whoever is suspended are charged",
        CHARGING,
        "if waits.is_stopped(pledge.creator_id):",
        "if waits.is_stopped(pledge.backer_id):",
        (f"{ENDS}::test_pledges_to_a_suspended_creator_wait_and_are_charged_once_the_account_is_open_again",),
    ),
    Mistake(
        "what a bank holds for whoever is suspended is taken",
        AUTHORIZING,
        "if campaign.secured_at and not waits.is_stopped(campaign.creator_id):",
        "if campaign.secured_at:",
        (f"{ENDS}::test_what_banks_hold_for_a_suspended_creator_is_not_taken",),
    ),
)
