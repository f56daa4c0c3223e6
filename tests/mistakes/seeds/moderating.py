"""Mistakes about roles, and about who may see and do what moderators do."""

from tests.mistakes.trial import Mistake

ROLES = "chalicelib/services/safety/roles.py"
HANDLING = "chalicelib/services/safety/handling.py"
DECISIONS = "chalicelib/services/safety/decisions.py"
MAY = "tests/services/safety/test_roles.py"
ACCOUNTS = "tests/handlers/safety/test_admin_accounts.py"
TOLD = "tests/handlers/safety/test_staff_news.py"
REPORTS = "tests/handlers/safety/test_admin_reports.py"
BROWSER = "tests/handlers/safety/test_admin_by_browser.py"
STOPPED = "tests/services/money/selling/test_suspended.py"
TRENDS = "tests/handlers/safety/test_trends.py"

MISTAKES = (
    Mistake(
        "an admin acts on an admin",
        ROLES,
        "if _standing(target) >= rank(actor):",
        "if _standing(target) > rank(actor):",
        (f"{MAY}::test_only_who_is_further_up_acts_on_another",),
    ),
    Mistake(
        "a moderator acts on themselves",
        ROLES,
        "actor.id == target_id:",
        "actor.id == target_id + actor.id:",
        (f"{MAY}::test_nobody_acts_on_themselves",),
    ),
    Mistake(
        "whoever is suspended moderates on",
        ROLES,
        "account is None or account.closed or account.disabled_at",
        "account is None",
        (f"{MAY}::test_whoever_is_closed_or_lost_the_role_acts_no_more",),
    ),
    Mistake(
        "a moderator opens the account of a suspended admin again",
        ROLES,
        "if _standing(target) >= rank(actor):",
        "if rank(target) >= rank(actor):",
        (f"{MAY}::test_nobody_opens_the_account_of_one_of_the_staff_again_but_who_is_further_up",),
    ),
    Mistake(
        "whoever is shut out a moment ago still acts",
        "chalicelib/models/safety/staff.py",
        " & Account.disabled_at.does_not_exist()",
        "",
        (f"{MAY}::test_a_role_that_is_lost_between_the_look_and_the_act_allows_nothing",),
    ),
    Mistake(
        "a run that is cut shuts somebody out and leaves them a code",
        "chalicelib/services/safety/silencing.py",
        "also = (signing_out, stopping.promise_of(account_id).promise)",
        "also = (stopping.promise_of(account_id).promise,)",
        (f"{ACCOUNTS}::test_whoever_is_shut_out_by_a_run_that_was_cut_is_signed_out_by_its_message",),
    ),
    Mistake(
        "a role that was lost a moment ago still acts",
        DECISIONS,
        "return action, [*allowed, action.add]",
        "return action, [action.add]",
        (f"{MAY}::test_a_role_that_is_lost_between_the_look_and_the_act_allows_nothing",),
    ),
    Mistake(
        "a scope of moderators is enough without a role",
        ROLES,
        "if account is None or not rank(account):",
        "if account is None:",
        (f"{ACCOUNTS}::test_a_token_without_the_scope_or_of_somebody_without_a_role_opens_nothing",),
    ),
    Mistake(
        "a moderator reads who reported them",
        HANDLING,
        "    if report.target_id == moderator_id:\n        raise NotFound\n",
        "",
        (f"{REPORTS}::test_whoever_is_reported_does_not_learn_of_it_as_a_moderator",),
    ),
    Mistake(
        "a moderator finds reports about themselves in the list",
        HANDLING,
        " and row.target_id != moderator_id]",
        "]",
        (f"{REPORTS}::test_whoever_is_reported_does_not_learn_of_it_as_a_moderator",),
    ),
    Mistake(
        "a report shows moderators posts that are not for them",
        HANDLING,
        "views.find_many(moderator_id, post_ids)",
        "views.find_many(rows[0].account_id, post_ids)",
        (f"{REPORTS}::test_what_a_moderator_may_not_see_is_told_in_words_alone",),
    ),
    Mistake(
        "two moderators at once write over what they did not read",
        "chalicelib/models/safety/reports.py",
        "as_read(Report.version, int(self.version))",
        "Report.id.exists()",
        (f"{REPORTS}::test_two_moderators_who_open_a_report_again_at_once_do_so_once",),
    ),
    Mistake(
        "whoever is shut out signs in",
        "chalicelib/services/people/relationships/suspended.py",
        "account.closed == SUSPENDED or account.disabled_at",
        "account.closed == SUSPENDED",
        (f"{ACCOUNTS}::test_whoever_is_shut_out_is_signed_out_and_signs_in_no_more_until_it_ends",),
    ),
    Mistake(
        "whoever is shut out pays on for what they cannot come to",
        "chalicelib/services/safety/silencing.py",
        "also = (signing_out, stopping.promise_of(account_id).promise)",
        "also = (signing_out,)",
        (f"{STOPPED}::test_whoever_is_shut_out_pays_on_for_nothing_though_what_follows_is_cut",),
    ),
    Mistake(
        "those who subscribe to whoever is shut out are ended too",
        "chalicelib/services/money/selling/lifecycle/stopping.py",
        "    return (OWN,) if account.disabled_at else ()\n",
        "    return (SOLD, OWN) if account.disabled_at else ()\n",
        (f"{STOPPED}::test_whoever_is_shut_out_pays_for_nothing_more_and_is_paid_as_before",),
    ),
    Mistake(
        "whoever is shut out stays signed in",
        "chalicelib/services/safety/silencing.py",
        "    endings.end_all(account_id)\n",
        "",
        (f"{ACCOUNTS}::test_whoever_is_shut_out_is_signed_out_and_signs_in_no_more_until_it_ends",),
    ),
    Mistake(
        "a browser of whoever has no role opens the desk of moderators",
        "chalicelib/services/safety/roles.py",
        "    if account is None or not rank(account):\n        raise Forbidden(REFUSED)\n",
        "    if account is None:\n        raise Forbidden(REFUSED)\n",
        (f"{BROWSER}::test_an_ordinary_account_finds_nothing_open",),
    ),
    Mistake(
        "whoever lost the role is told of reports",
        "chalicelib/models/safety/staff.py",
        "    mark: Action = Inbox.is_staff.set(True) if is_staff else Inbox.is_staff.remove()\n",
        "    mark: Action = Inbox.is_staff.set(True)\n",
        (f"{TOLD}::test_whoever_has_lost_the_role_is_told_nothing_of_before_either",),
    ),
    Mistake(
        "whoever is reported is told of it as one of the staff",
        "chalicelib/services/talk/staff/telling.py",
        'if one not in (from_id, about.get("target_id"))]',
        "if one != from_id]",
        (f"{TOLD}::test_a_report_about_one_of_the_staff_is_told_to_the_others_and_not_to_whoever_filed_it",),
    ),
    Mistake(
        "everybody is told what is told to the staff",
        "chalicelib/services/talk/reader.py",
        "if kind in self.kinds] if self.inbox.is_staff else []",
        "if kind in self.kinds]",
        (f"{TOLD}::test_whoever_has_lost_the_role_is_told_nothing_of_before_either",),
    ),
    Mistake(
        "a moderator who lost the role waits until all tries are used up",
        "chalicelib/services/people/relationships/closed.py",
        "        if check:\n            check()\n",
        "",
        (f"{MAY}::test_whoever_loses_the_role_is_refused_at_once_and_not_when_all_tries_are_used_up",),
    ),
    Mistake(
        "what is kept out leads again with the next count",
        "chalicelib/models/photos/search/trends.py",
        "return _remember(cls.whole().shown)",
        "return _remember(cls.whole())",
        (f"{TRENDS}::test_a_hashtag_is_kept_out_of_what_leads_also_by_the_next_count",),
    ),
    Mistake(
        "anybody reads what is kept out of what leads",
        "chalicelib/services/safety/trends/keeping_out.py",
        "def tags(moderator_id: str) -> list[Leading[Tag]]:\n"
        '    """Return the hashtags that lead, with those that are kept out. Raises Forbidden without a role."""\n'
        "    roles.expect_staff(moderator_id)\n",
        "def tags(moderator_id: str) -> list[Leading[Tag]]:\n",
        (f"{TRENDS}::test_it_is_for_whoever_has_a_role",),
    ),
)
