"""Mistakes about stories: who sees them, until when, and what is left of them."""

from tests.mistakes.trial import Mistake

SEES = "tests/services/photos/stories/test_who_sees.py"
LEFT = "tests/services/photos/stories/test_publishing.py"
KEPT = "tests/services/photos/stories/test_highlights.py"
LET_GO = "tests/services/photos/stories/test_letting_go.py"
CLEARED = "tests/services/photos/stories/test_clearing.py"
WATCHED = "tests/services/photos/stories/test_watching.py"
SHOWN = "tests/handlers/photos/test_answered_stories.py"
ANSWERED = "tests/handlers/photos/test_story_answers.py"

MISTAKES = (
    Mistake(
        "a story is seen until a job has run",
        "chalicelib/services/photos/access.py",
        "post.removed_at or (post.ends_at and viewer.at >= post.ends_at)",
        "post.removed_at",
        (f"{SEES}::test_whoever_does_not_say_when_they_look_sees_nothing_that_ends",),
    ),
    Mistake(
        "an address of a story outlasts it",
        "chalicelib/services/photos/files/addresses.py",
        "min(_end_of_window(), ends_at or _end_of_window())",
        "_end_of_window()",
        (f"{SEES}::test_an_address_that_is_given_out_late_ends_with_the_story_too",),
    ),
    Mistake(
        "the stories of a closed account come back with it",
        "chalicelib/services/photos/files/closed.py",
        "    publishing.end_all(account_id)\n",
        "",
        (f"{SEES}::test_a_closed_account_has_no_stories_at_once_and_none_when_it_opens_again",),
    ),
    Mistake(
        "a highlight shows a story to more than it was for",
        "chalicelib/services/photos/stories/highlighted.py",
        "{post.id for post in posts if may_see(viewer, post)}",
        "{post.id for post in posts}",
        (f"{KEPT}::test_a_highlight_shows_a_story_to_nobody_for_whom_it_was_not",),
    ),
    Mistake(
        "an account that blocks one is told apart from none by its highlights",
        "chalicelib/services/photos/stories/highlighted.py",
        " or account_id in barriers.blocked_by",
        "",
        (f"{KEPT}::test_an_account_that_is_hidden_has_no_more_highlights_than_one_that_never_was",),
    ),
    Mistake(
        "a closed account is told apart from none by its highlights",
        "chalicelib/services/photos/stories/highlighted.py",
        " or author.closed",
        "",
        (f"{KEPT}::test_an_account_that_is_hidden_has_no_more_highlights_than_one_that_never_was",),
    ),
    Mistake(
        "the addresses of a closed account's highlights stay",
        "chalicelib/services/photos/stories/publishing.py",
        "    highlights.renew(author_id)\n",
        "",
        (f"{KEPT}::test_a_closed_account_has_its_highlights_again_under_other_addresses",),
    ),
    Mistake(
        "an address of a story that is kept outlasts what its author lets go of",
        "chalicelib/schemas/photos/stories/answered.py",
        "story.ends_at or (day if day > now() else None)",
        "story.ends_at or None",
        (f"{KEPT}::test_an_address_of_a_story_that_stands_and_is_kept_ends_with_its_day",),
    ),
    Mistake(
        "a story that was deleted stays in a highlight",
        "chalicelib/models/photos/stories/standing.py",
        "        held.forget(writes, story_id)\n",
        "",
        (f"{LET_GO}::test_a_deleted_story_goes_from_every_highlight_at_once",),
    ),
    Mistake(
        "a story that a highlight lets go of before the sweep can end no more",
        "chalicelib/services/photos/stories/highlights.py",
        "        if not keeping.keep(Reel.of(held.author_id), held, story_id):\n",
        "        if not keeping:\n",
        (f"{LET_GO}::test_what_is_let_go_of_between_its_end_and_the_sweep_goes_whole",),
    ),
    Mistake(
        "a private account's close friend need not follow it",
        "chalicelib/models/photos/stories/reels.py",
        "True if author and author.is_private else None",
        "None",
        (f"{SEES}::test_a_close_friend_of_a_private_account_that_they_do_not_follow_sees_nothing",),
    ),
    Mistake(
        "whoever may not see a story is among those who saw it",
        "chalicelib/services/photos/stories/watching.py",
        "    if not may_see(viewer_of(viewer_id, [post]), post):\n        raise NotFound\n",
        "",
        (f"{WATCHED}::test_who_may_not_see_a_story_leaves_no_trace_there",),
    ),
    Mistake(
        "anybody reads who saw a story",
        "chalicelib/services/photos/stories/watching.py",
        "    if not any(one.id == story_id for one in Reel.of(author_id).standing(now())):\n        raise NotFound\n",
        "",
        (f"{WATCHED}::test_a_view_counts_once_and_only_its_author_reads_it",),
    ),
    Mistake(
        "an ended story's files stay",
        "chalicelib/services/sweeper.py",
        "    if is_of_story(item):\n        publishing.clear_away(item)\n        return\n",
        "",
        (f"{CLEARED}::test_an_ended_story_leaves_no_byte_and_no_row",),
    ),
    Mistake(
        "the photo of a story gets other words behind it",
        "chalicelib/services/photos/media.py",
        "is_of_story(media) or (media.post_id and Post.find_all([media.post_id]))",
        "media.post_id and Post.find_all([media.post_id])",
        (f"{LEFT}::test_a_photo_of_a_story_is_used_up",),
    ),
    Mistake(
        "whoever answered a story sees it for good",
        "chalicelib/services/photos/stories/answered.py",
        " if may_see(viewer, one.as_post(authors[one.author_id]))}",
        "}",
        (f"{SHOWN}::test_each_read_asks_anew_who_may_see_the_story",),
    ),
    Mistake(
        "an answered story of whoever became private needs no follow",
        "chalicelib/services/photos/stories/answered.py",
        "one.as_post(authors[one.author_id])",
        "one.as_post()",
        (f"{SHOWN}::test_a_close_friend_of_an_account_that_became_private_must_follow_it_to_see_it",),
    ),
    Mistake(
        "a story that one may not see is answered",
        "chalicelib/services/talk/direct/messages.py",
        "    story = watching.find(author_id, story_id)\n",
        "    story = watching._standing(story_id)[0] or watching.find(author_id, story_id)\n",
        (f"{ANSWERED}::test_a_story_that_one_may_not_see_is_as_missing_as_one_that_never_was",),
    ),
    Mistake(
        "an answer to a story goes to whomever it names",
        "chalicelib/services/talk/direct/messages.py",
        " or {*member_ids} - {story.author_id}",
        "",
        (f"{ANSWERED}::test_whom_it_goes_to_follows_from_the_story_alone",),
    ),
    Mistake(
        "whoever wants no answers to a story gets them",
        "chalicelib/services/talk/direct/messages.py",
        "not story.may_reply or ",
        "",
        (f"{ANSWERED}::test_a_story_whose_author_wants_no_answers_is_not_answered",),
    ),
)
