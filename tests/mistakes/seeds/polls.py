"""Mistakes with polls and votes."""

from tests.mistakes.trial import Mistake

VOTES = "tests/services/photos/test_votes.py"
POLLS = "tests/handlers/photos/test_polls.py"
ENDS = "tests/handlers/talk/test_poll_ends.py"
PARTS = "chalicelib/models/photos/polls/votes.py"
VOTING = "chalicelib/services/photos/polls/voting.py"
ANSWERS = "chalicelib/schemas/photos/polls/answers.py"

MISTAKES = (
    Mistake(
        "a second vote is written over the first",
        PARTS,
        "choices))], condition=unvoted))",
        "choices))]) if unvoted else None)",
        (f"{VOTES}::test_of_two_votes_of_one_account_at_once_one_counts",),
    ),
    Mistake(
        "a vote is told of after it is written alone",
        VOTING,
        "    counts.announce(subject)\n",
        "",
        (f"{VOTES}::test_a_vote_that_is_cut_anywhere_is_counted_by_its_hint",),
    ),
    Mistake(
        "votes are compared by their number alone",
        "chalicelib/services/people/counts.py",
        "    counted = total.count(row.id)\n",
        "    counted = total.count(row.id)\n"
        "    if total.size(counted) == total.size(total.of(row)):\n        counted = total.of(row)\n",
        (f"{VOTES}::test_as_many_votes_for_something_else_are_counted_anew",),
    ),
    Mistake(
        "a vote goes with what else is taken back",
        "chalicelib/models/photos/interactions/rows.py",
        'THINGS = ("like_id", "bookmark_id", "reblog_id", "vote")',
        'THINGS = ("like_id", "bookmark_id", "reblog_id")',
        (f"{VOTES}::test_what_else_one_did_with_a_post_stays_beside_a_vote",),
    ),
    Mistake(
        "who leaves leaves their votes",
        "chalicelib/services/leaving/belongings.py",
        "            votes.remove(account_id, row.post_id)\n",
        "            pass\n",
        (f"{VOTES}::test_the_vote_of_an_account_that_leaves_is_no_more_and_others_stay",),
    ),
    Mistake(
        "a vote in the poll of a deleted post stays",
        "chalicelib/services/people/counts.py",
        '    if kind == "votes":\n        votes.clear(row_id)',
        "    pass",
        (f"{VOTES}::test_a_vote_that_comes_while_its_post_is_deleted_is_gone_in_the_end",),
    ),
    Mistake(
        "a locked post tells what it asks",
        ANSWERS,
        "    if not poll or view.is_locked:",
        "    if not poll:",
        (f"{POLLS}::test_a_poll_is_hidden_and_locked_with_its_post",),
    ),
    Mistake(
        "numbers are told before the end",
        ANSWERS,
        '    is_secret = poll["hides_totals"] and not is_over',
        "    is_secret = False",
        (f"{POLLS}::test_numbers_wait_for_the_end_where_the_author_says_so",),
    ),
    Mistake(
        "a poll that is over takes votes",
        VOTING,
        '    if now() >= poll["ends_at"]:',
        "    if False:",
        (f"{POLLS}::test_nobody_votes_in_their_own_poll_or_in_one_that_is_over",),
    ),
    Mistake(
        "the end of a poll is told before it comes",
        PARTS,
        "{min(high, new_id())}#~",
        "{high}#~" + "{new_id()[:0]}",
        (f"{ENDS}::test_who_asked_and_who_voted_are_told_of_the_end_and_nobody_else",),
    ),
    Mistake(
        "of two polls that end in one second one is told",
        PARTS,
        " + int(post.id) % BELOW_A_SECOND)",
        ")",
        (f"{ENDS}::test_polls_that_end_in_the_same_second_are_told_each",),
    ),
    Mistake(
        "who asked has no part in the poll",
        "chalicelib/models/photos/publishing.py",
        "        writes.save(votes.of_author(post))\n",
        "",
        (f"{ENDS}::test_the_end_is_pushed_to_who_asked_by_the_sweep_after_it",),
    ),
    Mistake(
        "a poll that ended is kept from being told before all are",
        "chalicelib/services/photos/polls/ending.py",
        "    news.hint(*account_ids)\n    if after:",
        '    promises.keep(message.get("promise", ""))\n    news.hint(*account_ids)\n    if after:',
        (f"{ENDS}::test_a_worker_that_is_killed_anywhere_leaves_nobody_untold",),
    ),
    Mistake(
        "a policy filters the end of a poll that one took part in",
        "chalicelib/services/talk/told.py",
        "self.is_certain or self.is_for_staff or self.kind == POLL\n",
        "self.is_certain or self.is_for_staff\n",
        (f"{ENDS}::test_no_policy_filters_what_one_took_part_in",),
    ),
    Mistake(
        "an edit is taken for what it does not do",
        "chalicelib/services/photos/drafts.py",
        "    asking.expect_same(post, draft.poll)\n",
        "",
        (f"{POLLS}::test_no_edit_changes_what_was_voted_on",),
    ),
)
