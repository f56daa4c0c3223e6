"""Mistakes about strikes and appeals against them."""

from tests.mistakes.trial import Mistake

STRIKES = "tests/handlers/safety/test_strikes.py"
LINKS = "tests/handlers/safety/test_appeal_links.py"
APPEALS = "tests/handlers/safety/test_appeals.py"
FILING = "chalicelib/services/safety/appeals/filing.py"
DECIDING = "chalicelib/services/safety/appeals/deciding.py"
APPEAL = "chalicelib/models/safety/appeals.py"
TWICE = "test_of_two_appeals_at_once_the_later_takes_nothing_from_the_first"
RACE = "test_of_two_moderators_at_once_one_wins_and_the_other_is_told"

MISTAKES = (
    Mistake(
        "a stranger reads and appeals a strike",
        "chalicelib/services/safety/appeals/strikes.py",
        "    found = find_all([(account_id, strike_id)])\n",
        "    row = next((r for r in ModerationAction.scan(ModerationAction.id == strike_id)), None)\n"
        "    found = find_all([(row.account_id if row else account_id, strike_id)])\n",
        (f"{STRIKES}::test_a_strike_of_somebody_else_is_not_there",),
    ),
    Mistake(
        "an act is appealed twice",
        FILING,
        "    if strike.appeal:\n",
        "    if not strike.action:\n",
        (f"{STRIKES}::test_an_act_is_appealed_once",),
    ),
    Mistake(
        "a second appeal takes the place of the first",
        APPEAL,
        "writes.save(self, condition=Appeal.id.does_not_exist())",
        "writes.save(self)",
        (f"{STRIKES}::{TWICE}",),
    ),
    Mistake(
        "an appeal is approved by who has lost the role",
        "chalicelib/services/safety/decisions.py",
        "    return action, [*allowed, action.add]",
        "    return action, [action.add]",
        (f"{APPEALS}::test_a_role_that_is_lost_meanwhile_decides_nothing",),
    ),
    Mistake(
        "an appeal is decided twice",
        APPEAL,
        "is_pending: Condition = Appeal.state == PENDING",
        "is_pending: Condition = Appeal.id.exists()",
        (f"{APPEALS}::{RACE}",),
    ),
    Mistake(
        "an approved appeal leaves what was done",
        DECIDING,
        "if state == APPROVED and ENDED_BY[name] and _stands(filed):",
        "if state == APPROVED and not ENDED_BY[name] and _stands(filed):",
        (f"{APPEALS}::test_an_approved_appeal_takes_back_what_was_done_once_and_tells_it",),
    ),
    Mistake(
        "an appeal against an older act takes back a later one",
        DECIDING,
        "    return all(row.name != ENDED_BY[name] for row in later)",
        "    return bool(later) or not later",
        (f"{APPEALS}::test_an_old_act_that_was_taken_back_is_not_mistaken_for_a_later_one",),
    ),
    Mistake(
        "a moderator decides an appeal of their own",
        DECIDING,
        "    if appeal.account_id == moderator_id:\n        raise NotFound\n",
        "",
        (f"{APPEALS}::test_appeals_are_listed_by_their_state_and_none_of_the_one_who_asks",),
    ),
    Mistake(
        "a link of a letter about an act sets a password",
        "chalicelib/models/people/door/mailed_tokens.py",
        "if found.purpose not in purposes or found",
        "if found",
        (f"{LINKS}::test_a_link_that_opens_an_appeal_opens_nothing_else",),
    ),
    Mistake(
        "a deleted account appeals by a letter of before",
        FILING,
        "        Account.find(token.account_id)\n",
        "",
        (f"{LINKS}::test_whoever_is_deleted_appeals_no_more",),
    ),
    Mistake(
        "an appeal outlives an account that is deleted meanwhile",
        "chalicelib/models/leaving.py",
        "        writes.condition_check(Account, account_id, condition=Account.id.exists())\n",
        "",
        (f"{LINKS}::test_whoever_is_deleted_while_they_appeal_leaves_nothing",),
    ),
)
