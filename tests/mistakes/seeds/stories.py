"""Mistakes about stories: who sees them, until when, and what is left of them."""

from tests.mistakes.trial import Mistake

SEES = "tests/services/photos/stories/test_who_sees.py"
LEFT = "tests/services/photos/stories/test_publishing.py"
CLEARED = "tests/services/photos/stories/test_clearing.py"
WATCHED = "tests/services/photos/stories/test_watching.py"

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
        "    publishing.remove_all(account_id)\n",
        "",
        (f"{SEES}::test_a_closed_account_has_no_stories_at_once_and_none_when_it_opens_again",),
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
)
