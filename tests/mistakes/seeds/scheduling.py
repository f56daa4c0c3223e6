"""Mistakes with posts that are published later."""

from tests.mistakes.trial import Mistake

DUE = "tests/services/photos/scheduling/test_due.py"
GOING_OUT = "tests/services/photos/scheduling/test_going_out.py"
REFUSED = "tests/services/photos/scheduling/test_refused.py"
SCHEDULED = "tests/handlers/photos/test_scheduled.py"
DRAFTS = "tests/handlers/photos/test_own_drafts.py"
CHANGES = "chalicelib/models/photos/scheduling/changes.py"
SENDING = "chalicelib/services/photos/scheduling/sending.py"

MISTAKES = (
    Mistake(
        "a scheduled post that is made a draft goes out all the same",
        "chalicelib/services/photos/scheduling/scheduled.py",
        "keeping.change(before, before.said, None)",
        "keeping.change(before, before.said, before.publish_at)",
        (
            "tests/handlers/photos/test_unscheduled.py::test_one_that_is_a_draft_again_keeps_all_that_it_says_and_does_not_go_out",
        ),
    ),
    Mistake(
        "a scheduled post is published without ending what was scheduled over what was read",
        CHANGES,
        ", condition=UnpublishedPost.version == row.version)\n\n    return lambda",
        ")\n\n    return lambda",
        (f"{DUE}::test_what_was_changed_since_it_was_read_does_not_go_out_as_it_was",),
    ),
    Mistake(
        "a photo of a scheduled post may be taken by another",
        "chalicelib/models/photos/scheduling/holding.py",
        "[Media.post_id.set(unpublished_id), Media.due",
        "[Media.due",
        (f"{SCHEDULED}::test_a_deleted_one_lets_its_photo_go",),
    ),
    Mistake(
        "the sweeper looks at the photos of scheduled posts each time",
        "chalicelib/models/photos/scheduling/holding.py",
        ", Media.due.remove(), Media.due_at.remove()]\n    for",
        "]\n    for",
        (f"{GOING_OUT}::test_its_photo_waits_privately_for_as_long_as_it_takes",),
    ),
    Mistake(
        "a scheduled post goes out with the message, whatever the time",
        "chalicelib/services/photos/scheduling/due.py",
        "    if now() < row.publish_at:\n",
        "    if now() < row.publish_at - 7200:\n",
        (f"{GOING_OUT}::test_one_that_has_another_time_by_now_waits_for_that",),
    ),
    Mistake(
        "a scheduled post is put off before it is sent, and never sent again",
        SENDING,
        "        send(row)\n        row.look_again()\n",
        "        row.look_again()\n",
        (f"{DUE}::test_a_schedule_that_was_cut_for_an_hour_catches_up",),
    ),
    Mistake(
        "what could not be published is looked at for ever",
        CHANGES,
        '"version": row.version + 1, "due": None, "due_at": None}',
        '"version": row.version + 1}',
        (f"{REFUSED}::test_what_cannot_be_published_is_kept_and_its_author_is_told",),
    ),
    Mistake(
        "a closed account publishes what it had scheduled",
        "chalicelib/services/photos/scheduling/due.py",
        "    accounts.expect_open(row.author_id)\n",
        "",
        (f"{REFUSED}::test_what_cannot_be_published_is_kept_and_its_author_is_told",),
    ),
    Mistake(
        "two who schedule at once pass the limit",
        CHANGES,
        "    counted = UnpublishedPost(shelf, COUNTED)\n",
        "    return\n    counted = UnpublishedPost(shelf, COUNTED)\n",
        (f"{SCHEDULED}::test_of_two_who_schedule_the_last_one_at_once_one_is_refused",),
    ),
    Mistake(
        "a scheduled post is public by what its author's defaults become later",
        "chalicelib/services/photos/scheduling/texts.py",
        "Account.find(author_id).profile), unsaid=frozenset())",
        "Account.find(author_id).profile), unsaid=draft.unsaid)",
        (f"{GOING_OUT}::test_the_defaults_of_the_moment_are_what_goes_out",),
    ),
    Mistake(
        "photos that a draft leaves out are held for ever",
        CHANGES,
        "        holding.release(writes, left, before.id)\n",
        "",
        (f"{DRAFTS}::test_a_draft_is_said_anew",),
    ),
    Mistake(
        "what was scheduled outlives its author's account",
        "chalicelib/services/leaving/belongings.py",
        "_person_tags, _unpublished, ",
        "_person_tags, ",
        ("tests/services/leaving/test_deleting.py",),
    ),
)
